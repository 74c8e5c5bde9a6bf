"""The tables of a workbook: each sheet is looked at like a text, with banners, headers of several rows and totals."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from touchpath.ingest.presets.views import views
from touchpath.ingest.reading.delimited import Record
from touchpath.ingest.reading.described import NO_ROWS, footer_notes, region_title
from touchpath.ingest.reading.header_rows import join_names
from touchpath.ingest.reading.layout import Region, find_regions, is_remark, is_total
from touchpath.ingest.reading.rows import Row, write_clean
from touchpath.ingest.reading.tables import column_names, table_of_clean
from touchpath.ingest.reading.xlsx_rows import read_sheet, sheet_names, unread_formulas
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile

_HEAD_ROWS = 200
_WHOLE_ROWS = 200_000
_LONGEST_CELL = 1 << 30


def sheet_tables(file: SpooledFile, options: ReadingOptions, *, detected: bool) -> list[SourceTable]:
    """Every table of every sheet, or of the one that was chosen. Raises ImportRefused when none holds rows."""
    sheets = [options.sheet] if options.sheet else sheet_names(file)
    tables: list[SourceTable] = []
    for sheet in sheets:
        grid = _grid(file, sheet)
        if grid.rows:
            tables += _tables(file, grid, replace(options, sheet=sheet), detected=detected)
    if not tables:
        raise ImportRefused("The workbook holds no rows.", file=file.name)
    return tables


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


def _tables(file: SpooledFile, grid: _Grid, options: ReadingOptions, *, detected: bool) -> Sequence[SourceTable]:
    regions: Sequence[Region] = (Region(options.skip_rows, options.header_rows, options.take_rows),)
    if detected:
        whole = grid.laid_out and grid.rows <= _WHOLE_ROWS
        head = list(_records(grid) if whole else islice(_records(grid), _HEAD_ROWS))
        regions = find_regions(head, whole=whole)
        regions = regions if whole else regions[:1]
    notes = _formula_notes(unread_formulas(file, options.sheet or ""))
    tables: list[SourceTable] = []
    for region in regions:
        own = replace(options, skip_rows=region.skip_rows, header_rows=region.header_rows, take_rows=region.rows)
        table = _table(file, grid, own)
        name = f"{table.name}, {region_title(region, table)}" if len(regions) > 1 else table.name
        said = table.notes + notes + footer_notes(region) + (() if table.rows else (NO_ROWS,))
        tables += views(replace(table, name=name, notes=said), region.remarks, region.footer)
    return tables


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
    start = (record for record in _records(grid) if record.number > options.skip_rows)
    end = None if options.take_rows is None else options.header_rows + options.take_rows
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
