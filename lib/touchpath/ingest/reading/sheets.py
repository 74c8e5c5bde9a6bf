"""The tables of a workbook: each sheet is looked at like a text, with banners, headers of several rows and totals."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from touchpath.ingest.presets.views import views
from touchpath.ingest.reading.account import accounted, aside_lines, aside_tables, outside_sheet
from touchpath.ingest.reading.delimited import Record
from touchpath.ingest.reading.described import NO_ROWS, footer_notes, region_title
from touchpath.ingest.reading.header_rows import join_names
from touchpath.ingest.reading.layout import Layout, Region, find_layout
from touchpath.ingest.reading.remarks import counted_rows, is_remark, is_total
from touchpath.ingest.reading.rows import Row, write_clean
from touchpath.ingest.reading.tables import column_names, table_of_clean
from touchpath.ingest.reading.xlsx_rows import read_sheet, sheet_names, unread_formulas
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, RowsSetAside, SourceTable, SpooledFile

_HEAD_ROWS = 200
_WHOLE_ROWS = 200_000
_LONGEST_CELL = 1 << 30


def sheet_tables(file: SpooledFile, options: ReadingOptions, *, detected: bool) -> list[SourceTable]:
    """Every table of every sheet, or of the one that was chosen. Raises ImportRefused when none holds rows."""
    names = sheet_names(file)
    tables: list[SourceTable] = []
    aside: list[RowsSetAside] = []
    for sheet in [options.sheet] if options.sheet else names:
        grid = _grid(file, sheet)
        if grid.rows:
            place = f"sheet {sheet}, " if len(names) > 1 else ""
            own = replace(options, sheet=sheet)
            layout, said = _layout(grid, own, place, detected=detected)
            made = [(region, _table(file, grid, _own(own, region))) for region in layout.regions]
            parts = [(table.part, replace(region, rows=table.rows)) for region, table in made]
            aside += [*said, *aside_tables(parts, place)]
            tables += _offered(file, made)
    if not tables:
        raise ImportRefused("The workbook holds no rows.", file=file.name)
    return accounted(tables, aside)


@dataclass(frozen=True)
class _Grid:
    """The rows of a sheet that hold anything, as a CSV file with their numbers in front."""

    path: Path
    rows: int
    laid_out: bool


def _grid(file: SpooledFile, sheet: str) -> _Grid:
    path = file.path.with_name(f"{file.path.stem}-{hashlib.sha256(sheet.encode()).hexdigest()[:12]}.grid.csv")
    rows, before, laid_out, last = 0, 0, False, ""
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, lineterminator="\n")
        for number, cells in read_sheet(file, sheet):
            last = next((cell for cell in cells if cell), "")
            laid_out |= (rows > 0 and number > before + 1) or is_remark(last)
            rows, before = rows + 1, number
            writer.writerow([number, *_encodable(cells)])
    return _Grid(path, rows, laid_out or is_total(last))


def _encodable(cells: Sequence[str | None]) -> Iterator[str | None]:
    for cell in cells:
        yield cell if cell is None or cell.isascii() else cell.encode("utf-8", "replace").decode()


def _records(grid: _Grid) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    with grid.path.open(newline="", encoding="utf-8") as stream:
        for number, *cells in csv.reader(stream):
            first = next((cell for cell in cells if cell), "")
            yield Record(int(number), int(number), cells, first.replace("\n", " "))


def _layout(
    grid: _Grid, options: ReadingOptions, place: str, *, detected: bool
) -> tuple[Layout, tuple[RowsSetAside, ...]]:
    """Where the tables of a sheet lie, and what else it holds; of a long plain one only the head is looked at."""
    if not detected:
        region = Region(options.skip_rows, options.header_rows, options.take_rows)
        return Layout((region,)), outside_sheet(_records(grid), options, place)
    whole = grid.laid_out and grid.rows <= _WHOLE_ROWS
    head = list(_records(grid) if whole else islice(_records(grid), _HEAD_ROWS))
    layout = find_layout(head, whole=whole)
    if whole or not layout.regions:
        return layout, aside_lines(layout.said, place)
    region = replace(layout.regions[0], first=0, last=0)
    said = (
        outside_sheet(_records(grid), _own(options, region), place)
        if region.rows is not None
        else aside_lines(layout.said, place)
    )
    return Layout((region,)), said


def _offered(file: SpooledFile, made: Sequence[tuple[Region, SourceTable]]) -> list[SourceTable]:
    """The tables of a sheet as they are offered: named, with what was noticed, and as their tool means them."""
    notes = _formula_notes(unread_formulas(file, made[0][1].options.sheet or "")) if made else ()
    tables: list[SourceTable] = []
    for region, table in made:
        name = f"{table.name}, {region_title(region, table)}" if len(made) > 1 else table.name
        said = table.notes + notes + footer_notes(region) + (() if table.rows else (NO_ROWS,))
        tables += views(replace(table, name=name, notes=said), region.remarks, region.footer)
    return tables


def _own(options: ReadingOptions, region: Region) -> ReadingOptions:
    return replace(options, skip_rows=region.skip_rows, header_rows=region.header_rows, take_rows=region.rows)


def _table(file: SpooledFile, grid: _Grid, options: ReadingOptions) -> SourceTable:
    start = (record for record in _records(grid) if record.number > options.skip_rows)
    header = [record.cells for record in islice(start, options.header_rows)]
    joined = join_names(header)
    rows = list(islice(start, _HEAD_ROWS))
    width = _width(joined.names, [record.cells for record in rows])
    target = grid.path.with_name(f"{grid.path.name.removesuffix('.grid.csv')}-{options.skip_rows}.clean.csv")
    cleaned = write_clean(_rows(grid, options, width), width, target)
    names = column_names(joined.names or options.names, width)
    table = table_of_clean(file, options, names, cleaned, joined.labels[:width])
    return replace(table, facts=joined.facts)


def _rows(grid: _Grid, options: ReadingOptions, width: int) -> Iterator[Row]:
    start: Iterator[Record] = (record for record in _records(grid) if record.number > options.skip_rows)
    if options.take_rows is not None:
        start, end = counted_rows(start), options.header_rows + options.take_rows
    else:
        end = None
    for record in islice(start, options.header_rows, end):
        cells: list[str | None] = [cell or None for cell in record.cells]
        yield Row(record.number, cells + [None] * (width - len(cells)))


def _width(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """As many columns as the header names, or as most rows fill where that is more."""
    named = _filled(names)
    widths = [_filled(row) for row in rows]
    usual = max(set(widths), key=widths.count) if widths else named
    return max(named, usual) or 1


def _filled(cells: Sequence[str]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0)


def _formula_notes(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    cells = "1 cell holds a formula" if count == 1 else f"{count:,} cells hold formulas"
    return (f"{cells} without a computed value and count as blank: open the file in Excel and save it again.",)
