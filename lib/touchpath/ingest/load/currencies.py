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

_OF_A_NUMBER = re.compile(r"[\d\s.,'’()+−%-]|(?<=\d)[eE](?=[+-]?\d)")


def in_currency(table: SourceTable, mapping: M) -> M:
    """The mapping with the column called a currency that holds nothing but codes of some, where none is named.

    Without one it is the column of the amounts, where these have signs of several currencies beside them.
    """
    if mapping.currency is not None:
        return mapping
    used = {source for source in sources(mapping).values() if isinstance(source, str)}
    free = (column for column in table.columns if column.name not in used)
    called = next((column.name for column in free if _is_currency(column)), None)
    return replace(mapping, currency=called or _in_amounts(table, mapping))


def _in_amounts(table: SourceTable, mapping: EventMapping | CostMapping) -> str | None:
    """The column of amounts such as €12.50 and $13, each with its own currency; None where there is but one."""
    amounts = (getattr(mapping, role, None) for role in ("value", "unit_price", "spend"))
    columns = (table.column(name) for name in amounts if isinstance(name, str))
    return next((column.name for column in columns if column and len(_signs(column)) > 1), None)


def _signs(column: SourceColumn) -> set[str]:
    """What stands beside the numbers of a column of amounts: signs and codes of currencies."""
    if column.type != "number":
        return set()
    return {_OF_A_NUMBER.sub("", value).upper() for value in column.values} - {""}


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
