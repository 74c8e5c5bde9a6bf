"""Every row of a table as text, whatever the format of its file: for those who write the table anew."""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterator
from pathlib import Path

from touchpath.ingest.reading.csv_rows import read_csv_rows
from touchpath.ingest.reading.rows import Row
from touchpath.ingest.source import SourceTable

_LONGEST_CELL = 1 << 30


def table_rows(table: SourceTable) -> Iterator[Row]:
    """The rows of the table with their numbers, in order; those that could not be split have a reason.

    Raises ImportRefused when the file is damaged.
    """
    if table.data is None:
        yield from read_csv_rows(table.file, table.options)
        return
    csv.field_size_limit(_LONGEST_CELL)
    yield from heapq.merge(_good_rows(table.data), _bad_rows(table.data), key=lambda row: row.number)


def _good_rows(data: Path) -> Iterator[Row]:
    with data.open(newline="", encoding="utf-8") as stream:
        for number, *cells in csv.reader(stream):
            yield Row(int(number), [cell or None for cell in cells])


def _bad_rows(data: Path) -> Iterator[Row]:
    bad = data.with_suffix(".bad.csv")
    if bad.exists():
        with bad.open(newline="", encoding="utf-8") as stream:
            for number, reason, raw in csv.reader(stream):
                yield Row(int(number), [], raw, reason)
