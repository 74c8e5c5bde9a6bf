"""Every line of a file accounted for: what is no row of a table is said beside it, with where it stands.

Header rows and blank lines are no rows. All else is a row of some table, or a remark, title, footer or total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from touchpath.ingest.reading.csv_rows import text_lines
from touchpath.ingest.reading.delimited import Record, split_records
from touchpath.ingest.reading.layout import Region
from touchpath.ingest.reading.remarks import REMARK, Said, filled, interrupts
from touchpath.ingest.source import ReadingOptions, RowsSetAside, SourceTable, SpooledFile

OTHER = "rows of another table"
_ABOVE, _BELOW = "lines above the table", "lines below the table"
_MOST_RANGES = 8
_BLANKS = ' ,;\t\r\n"'


def aside_lines(said: Iterable[Said], place: str = "") -> tuple[RowsSetAside, ...]:
    """What the lines that are of no table are, counted by kind; `place` names the sheet they stand on."""
    lines: dict[str, list[int]] = {}
    for one in said:
        lines.setdefault(one.why, []).append(one.line)
    return _counted(lines, place)


def aside_tables(parts: Iterable[tuple[str, Region]], place: str = "") -> tuple[RowsSetAside, ...]:
    """The rows of every part of a file that holds some, as the other parts see them."""
    return tuple(
        RowsSetAside(OTHER, region.rows, where(range(region.first, region.last + bool(region.last)), place), part)
        for part, region in parts
        if region.rows
    )


def accounted(tables: Iterable[SourceTable], aside: Sequence[RowsSetAside]) -> list[SourceTable]:
    """The tables of a file, each with everything in the file that is none of its rows."""
    return [
        replace(table, aside=table.aside + tuple(part for part in aside if part.part != table.part))
        for table in tables
    ]


def imported_together(tables: Sequence[SourceTable]) -> tuple[SourceTable, ...]:
    """The tables of a file as they are imported one after the other: together they account for it once.

    Each keeps its own rows and what a tool's table leaves out of them; what belongs to none of them is said by the
    first. So the rows read of all reports add up to the rows of the file (several tables made of the same rows, as of
    an order and its buyer, each count them). The members of an archive are files of their own.
    """
    parts = {(table.file.path, table.part) for table in tables}
    told: set[Path] = set()
    together: list[SourceTable] = []
    for table in tables:
        first = table.file.path not in told
        told.add(table.file.path)
        said = tuple(
            part
            for part in table.aside
            if part.part == table.part or (first and (table.file.path, part.part) not in parts)
        )
        together.append(replace(table, aside=said))
    return tuple(together)


def outside(file: SpooledFile, options: ReadingOptions) -> tuple[RowsSetAside, ...]:
    """What lies above and below a table whose place in a text was given: counted, for nothing tells what it is."""
    lines = text_lines(file, options)
    above = [number for number, line in enumerate(islice(lines, options.skip_rows), start=1) if line.strip(_BLANKS)]
    if options.take_rows is None:
        return _counted({_ABOVE: above})
    rest = split_records(lines, options.delimiter, options.quote, options.skip_rows)
    among, below = not_taken(rest, options)
    return _counted({_ABOVE: above, REMARK: among, _BELOW: below})


def outside_sheet(found: Iterable[Record], options: ReadingOptions, place: str) -> tuple[RowsSetAside, ...]:
    """The same of the rows of a sheet."""
    held = list(found)
    above = [record.line for record in held if record.line <= options.skip_rows and filled(record)]
    among, below = not_taken((record for record in held if record.line > options.skip_rows), options)
    return _counted({_ABOVE: above, REMARK: among, _BELOW: below}, place)


def not_taken(found: Iterable[Record], options: ReadingOptions) -> tuple[list[int], list[int]]:
    """The lines of the remarks among the rows that are counted, and of all that follows them."""
    among: list[int] = []
    below: list[int] = []
    if options.take_rows is None:
        return among, below
    left, width = options.header_rows + options.take_rows, 0
    for record in found:
        if not filled(record):
            continue
        if left and width and interrupts(record, width):
            among.append(record.line)
        elif left:
            left, width = left - 1, width or len(record.cells)
        else:
            below.append(record.line)
    return among, below


def _counted(lines: dict[str, list[int]], place: str = "") -> tuple[RowsSetAside, ...]:
    return tuple(RowsSetAside(why, len(found), where(found, place)) for why, found in lines.items() if found)


def where(lines: Iterable[int], place: str = "") -> str:
    """Line numbers as a person writes them: "lines 1-9, 18"."""
    ranges: list[list[int]] = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    shown = ", ".join(f"{low:,}" if low == high else f"{low:,}-{high:,}" for low, high in ranges[:_MOST_RANGES])
    more = " and more" if len(ranges) > _MOST_RANGES else ""
    word = "line" if len(ranges) == 1 and ranges[0][0] == ranges[0][1] else "lines"
    return f"{place}{word} {shown}{more}" if ranges else place.rstrip(" ,")
