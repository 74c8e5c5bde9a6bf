"""Rows of a report that sum up the others: told, counted and left out, so that nothing counts twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from touchpath.ingest.reading.account import where
from touchpath.ingest.reading.remarks import TOTAL
from touchpath.ingest.reading.rows import Row, write_clean
from touchpath.ingest.reading.tables import table_of_clean
from touchpath.ingest.source import RowsSetAside, SourceTable

_SUMS = re.compile(
    r"(?:^|[,;\t])\"? *(?:(?:grand +)?totals?|total of \d+.*?|total ?: .*?|gesamt(?:summe)?|insgesamt|summe)"
    r" *\"?(?:$|[,;\t])",
    re.IGNORECASE,
)


def without_totals(table: SourceTable, rows_of: Callable[[SourceTable], Iterable[Row]]) -> SourceTable:
    """The table without its total rows, with a note that says how many there were; itself when there are none.

    A total says so in a cell, or has nothing in the first column while being the first or the last row.
    """
    totals = {place: row.number for place, row in _totals(rows_of(table))}
    if not totals:
        return table
    source = table.data or table.file.path
    target = source.with_name(f"{source.name.removesuffix('.clean.csv')}-rows.clean.csv")
    kept = (row for place, row in enumerate(rows_of(table)) if place not in totals)
    cleaned = write_clean(kept, len(table.columns), target)
    labels = [column.label for column in table.columns]
    made = table_of_clean(table.file, table.options, table.names, cleaned, labels)
    rows = "1 row that sums up the others is" if len(totals) == 1 else f"{len(totals)} rows that sum up others are"
    aside = (*table.aside, RowsSetAside(TOTAL, len(totals), where(totals.values()), table.part))
    return replace(made, name=table.name, notes=(*table.notes, f"{rows} left out."), facts=table.facts, aside=aside)


def _totals(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    last: tuple[int, Row] | None = None
    for place, row in enumerate(rows):
        if _says_so(row) or (place == 0 and _is_nameless(row)):
            yield place, row
            last = None
        else:
            last = (place, row)
    if last is not None and last[0] and _is_nameless(last[1]):
        yield last


def _says_so(row: Row) -> bool:
    if not row.cells:
        return bool(_SUMS.search(row.raw.strip()))
    return any(cell is not None and _SUMS.fullmatch(cell.strip()) for cell in row.cells)


def _is_nameless(row: Row) -> bool:
    return len(row.cells) > 1 and not row.cells[0] and any(row.cells[1:])
