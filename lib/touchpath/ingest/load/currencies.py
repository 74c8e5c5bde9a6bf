"""The currency of what is loaded: the column that says it, and what is said where there are several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from touchpath.ingest.mapping import CostMapping, EventMapping, sources
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.journey.currency import CURRENCY_CODES
from touchpath.journey.words import listed

M = TypeVar("M", EventMapping, CostMapping)
_NAMED = re.compile(r"(^|[\W_])(currency|währung|moneda|devise|valuta|moeda)([\W_]?code)?$", re.IGNORECASE)


def in_currency(table: SourceTable, mapping: M) -> M:
    """The mapping with the column called a currency that holds nothing but codes of some, where none is named."""
    if mapping.currency is not None:
        return mapping
    used = {source for source in sources(mapping).values() if isinstance(source, str)}
    free = (column for column in table.columns if column.name not in used)
    return replace(mapping, currency=next((column.name for column in free if _is_currency(column)), None))


def several_currencies(met: pd.DataFrame) -> tuple[ImportFinding, ...]:
    """The finding about amounts in more than one currency, of rows of `currency` and `rows`."""
    pairs = zip(met["currency"], met["rows"], strict=True)
    named = [(code, int(rows)) for code, rows in pairs if isinstance(code, str)]
    if len(named) < 2:
        return ()
    parts = listed([f"{code} ({rows:,} {'row' if rows == 1 else 'rows'})" for code, rows in named])
    sentence = f"The amounts are in {len(named)} currencies, {parts}; they are not added across them."
    return (ImportFinding("several_currencies", sentence, len(named), tuple(code for code, _ in named)),)


def _is_currency(column: SourceColumn) -> bool:
    codes = [text.strip().upper() for text in column.values]
    return bool(codes) and _NAMED.search(column.name) is not None and all(code in CURRENCY_CODES for code in codes)
