"""Builds the description of a table: names, looks of the columns, a few rows, and the clean copy that is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from touchpath.ingest.reading.column_types import describe_column
from touchpath.ingest.reading.csv_rows import read_csv_rows
from touchpath.ingest.reading.rows import CleanTable, storable
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile

SAMPLE_ROWS = 10_000
_WIDEST = 4_000
_ROWS_KEPT = 100
_LONGEST_NAME = 500
_LONGEST_LABEL = 5_000


def header_key(names: Sequence[str], view: str = "") -> str:
    """The same short text for the same names in the same order (and the same view of them)."""
    parts = [*names, view] if view else names
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def column_names(cells: Sequence[str | None], width: int) -> tuple[str, ...]:
    """One name per column: blank ones are called by their position, repeated ones numbered, endless ones cut."""
    names: list[str] = []
    taken: set[str] = set()
    for place in range(width):
        given = storable(cells[place] or "").strip()[:_LONGEST_NAME] if place < len(cells) else ""
        name = given or f"column {place + 1}"
        copy = 2
        while name in taken:
            name, copy = f"{given or f'column {place + 1}'} ({copy})", copy + 1
        names.append(name)
        taken.add(name)
    return tuple(names)


def rows_to_look_at(width: int) -> int:
    """Fewer rows of wide tables, so that looking stays quick."""
    return max(4_000, SAMPLE_ROWS // max(1, width // 8))


def describe_table(
    file: SpooledFile,
    options: ReadingOptions,
    names: Sequence[str],
    sample: Sequence[Sequence[str | None]],
    labels: Sequence[str] = (),
) -> SourceTable:
    """A table as the rows looked at show it. Raises ImportRefused when it has no columns, or too many."""
    if not names:
        raise ImportRefused("The table has no columns.", file=file.name, remedy="Export it again, with its columns.")
    if len(names) > _WIDEST:
        raise ImportRefused(
            f"The table has {len(names):,} columns.",
            file=file.name,
            remedy=f"At most {_WIDEST:,} are read: export fewer columns.",
        )
    columns = tuple(
        replace(
            describe_column(place, name, [row[place] if place < len(row) else None for row in sample]),
            label=storable(labels[place])[:_LONGEST_LABEL] if place < len(labels) else "",
        )
        for place, name in enumerate(names)
    )
    return SourceTable(
        name=options.sheet or PurePath(file.name).name,
        file=file,
        columns=columns,
        options=options,
        header_key=header_key(names),
        sample=tuple(tuple(row) for row in sample[:_ROWS_KEPT]),
        rows_sampled=len(sample),
    )


def table_of_clean(
    file: SpooledFile,
    options: ReadingOptions,
    names: Sequence[str],
    cleaned: CleanTable,
    labels: Sequence[str] = (),
) -> SourceTable:
    """A table that was written as a clean copy."""
    reading = ReadingOptions(header_rows=0)
    clean_file = replace(file, path=cleaned.data)
    sample = [row.cells[1:] for row in islice(read_csv_rows(clean_file, reading), rows_to_look_at(len(names)))]
    table = describe_table(file, options, names, sample, labels)
    return replace(table, data=cleaned.data, rows=cleaned.rows)
