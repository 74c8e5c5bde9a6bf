"""Turns messy formats into the clean CSV file the database reads (see rows.py), next to the spooled file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from touchpath.ingest.reading.csv_rows import read_csv_rows
from touchpath.ingest.reading.json_rows import Item, read_json_items
from touchpath.ingest.reading.rows import CleanTable, Row, write_clean
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile

Tick = Callable[[int], None]
_WIDEST = 4_000


def no_tick(count: int) -> None:
    """Tell nobody."""


def clean_csv(table: SourceTable, tick: Tick = no_tick) -> CleanTable:
    """Delimited text of any encoding, with its bad rows set apart."""
    place = table.options.skip_rows
    target = table.file.path.with_name(f"{table.file.path.stem}-{place}.clean.csv")
    return write_clean(read_csv_rows(table.file, table.options), len(table.columns), target, tick)


def clean_json(file: SpooledFile, options: ReadingOptions, tick: Tick = no_tick) -> tuple[list[str], CleanTable]:
    """The flattened names and rows of JSON; names are taken from all objects, in order of appearance."""
    names: dict[str, int] = {}
    for _, item, _, _ in read_json_items(file, options):
        if item and not item.keys() <= names.keys():
            for name in item:
                names.setdefault(name, len(names))
            if len(names) > _WIDEST:
                raise ImportRefused(
                    f"The objects have over {_WIDEST:,} different keys.",
                    file=file.name,
                    remedy="A key per person or per day is no column: export one object per event.",
                )
    rows = (_json_row(item, names) for item in read_json_items(file, options))
    target = file.path.with_name(f"{file.path.stem}-json{_told_apart(options.sheet)}.clean.csv")
    return list(names), write_clean(rows, len(names), target, tick)


def _json_row(item: Item, names: dict[str, int]) -> Row:
    number, flat, raw, reason = item
    if flat is None:
        return Row(number, [], raw, reason)
    return Row(number, [flat.get(name) for name in names], raw)


def _told_apart(part: str | None) -> str:
    """A piece of a file name that differs for each of the lists of one file."""
    return f"-{hashlib.sha256(part.encode()).hexdigest()[:12]}" if part else ""
