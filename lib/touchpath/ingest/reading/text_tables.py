"""The tables of a delimited text: encoding, delimiter, where each table lies, and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from touchpath.ingest.presets.views import views
from touchpath.ingest.reading.access_log import access_log
from touchpath.ingest.reading.account import accounted, aside_lines, aside_tables, outside
from touchpath.ingest.reading.clean import clean_csv
from touchpath.ingest.reading.csv_rows import read_csv_rows, records, text_lines
from touchpath.ingest.reading.delimited import Record, detect_delimiter, is_well_quoted
from touchpath.ingest.reading.described import NO_ROWS, footer_notes, region_title
from touchpath.ingest.reading.extended_log import NamedLog, extended_log
from touchpath.ingest.reading.glance import encoding_at_a_glance
from touchpath.ingest.reading.header_rows import HeaderNames, join_names
from touchpath.ingest.reading.layout import Layout, Region, find_layout
from touchpath.ingest.reading.remarks import SEPARATOR, Said, is_remark, is_total
from touchpath.ingest.reading.tables import column_names, describe_table, rows_to_look_at
from touchpath.ingest.reading.text_encoding import Encoding, open_plain
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import OTHER_ENCODING, ReadingOptions, RowsSetAside, SourceTable, SpooledFile, part_of

_SAMPLE_SIGNS = 4_000_000
_HEAD_LINES = 200
_WHOLE_SIGNS = 64_000_000
_SEPARATOR = re.compile('^\ufeff?"?sep=([,;|\t])"?\\s*$', re.IGNORECASE)
_CONTROLS = bytes([*range(9), *range(14, 32)])


def text_tables(file: SpooledFile, options: ReadingOptions, *, detected: bool) -> list[SourceTable]:
    """Every table of the text. Raises ImportRefused when it holds none, or is no text."""
    encoding = encoding_at_a_glance(file.path, options.compression, file.name)
    if detected:
        options = replace(options, encoding=encoding.name)
    _refuse_binary(file, options)
    lines = list(islice(_bounded(text_lines(file, options)), _HEAD_LINES))
    if not any(line.strip() for line in lines):
        raise ImportRefused("The file holds no rows.", file=file.name, remedy="Export it again.")
    separator = False
    if detected and (logged := extended_log(lines) or access_log(lines)):
        named = replace(options, delimiter=logged.delimiter, header_rows=0, names=logged.names)
        return _of_log(file, replace(named, skip_rows=len(logged.remarks)), encoding, logged)
    if detected:
        told = [line for line in lines if not is_remark(line)] or lines
        said = _SEPARATOR.match(lines[0])
        options = replace(options, delimiter=said[1] if said else detect_delimiter(told, options.quote))
        separator = said is not None
        options = replace(options, skip_rows=1) if separator else options
    layout, aside = _layout(file, options, separator) if detected else (_given(options), outside(file, options))
    carried: tuple[str, ...] = ()
    tables: list[SourceTable] = []
    for region in layout.regions:
        several = len(layout.regions) > 1
        tables += _views(file, options, replace(region, remarks=carried + region.remarks), encoding, several)
        carried += region.remarks if region == layout.regions[0] else ()
    return accounted(tables, aside)


def _of_log(file: SpooledFile, options: ReadingOptions, encoding: Encoding, logged: NamedLog) -> list[SourceTable]:
    (region,) = _given(options).regions
    return accounted([*_views(file, options, region, encoding, several=False)], aside_lines(logged.remarks))


def _given(options: ReadingOptions) -> Layout:
    return Layout((Region(options.skip_rows, options.header_rows, options.take_rows),))


def _layout(file: SpooledFile, options: ReadingOptions, separator: bool) -> tuple[Layout, tuple[RowsSetAside, ...]]:
    """Where tables lie, and what else the file holds.

    All of a small file with blank lines, remarks or totals is looked at, else only the head.
    """
    held = _held(file, options) if file.bytes <= _WHOLE_SIGNS and _is_laid_out(text_lines(file, options)) else None
    layout = find_layout(held or list(islice(records(file, options), _HEAD_LINES)), whole=held is not None)
    if not layout.regions:
        raise ImportRefused("The file holds no rows.", file=file.name, remedy="Export it again.")
    said = (Said(1, "", SEPARATOR), *layout.said) if separator else layout.said
    if held is None:
        own = _own_options(options, layout.regions[0])
        aside = aside_lines(said) if own.take_rows is None else outside(file, own)
        return replace(layout, regions=layout.regions[:1]), aside
    parts = [(_own_options(options, region), region) for region in layout.regions]
    return layout, aside_lines(said) + aside_tables([(part_of(own), region) for own, region in parts])


def _own_options(options: ReadingOptions, region: Region) -> ReadingOptions:
    return replace(options, skip_rows=region.skip_rows, header_rows=region.header_rows, take_rows=region.rows)


def _held(file: SpooledFile, options: ReadingOptions) -> list[Record] | None:
    """Every record of a text; None for one too long to be held (a small compressed file can hold a huge text)."""
    held: list[Record] = []
    left = _WHOLE_SIGNS
    for record in records(file, options):
        held.append(record)
        left -= len(record.raw)
        if left < 0:
            return None
    return held


def _is_laid_out(lines: Iterable[str]) -> bool:
    """Whether there is more than one plain table: remarks, blank lines between others, a total at the end."""
    blank, last = False, ""
    for line in lines:
        if not line.strip(' ,;\t\r\n"'):
            blank = True
        elif blank or is_remark(line):
            return True
        else:
            last = line
    return is_total(last)


def _views(
    file: SpooledFile, options: ReadingOptions, region: Region, encoding: Encoding, several: bool
) -> tuple[SourceTable, ...]:
    table = _table(file, _own_options(options, region), encoding)
    if several:
        table = replace(table, name=f"{PurePath(file.name).name}, {region_title(region, table)}")
    notes = table.notes + footer_notes(region) + (() if _has_rows(table) else (NO_ROWS,))
    return views(replace(table, notes=notes), region.remarks, region.footer)


def _table(file: SpooledFile, options: ReadingOptions, encoding: Encoding) -> SourceTable:
    first = list(islice(records(file, options), max(1, options.header_rows)))
    head = [record.cells for record in first]
    joined = join_names(head[: options.header_rows])
    take = options.take_rows
    if joined.names and head and not any(row.cells for row in islice(read_csv_rows(file, options), 1)):
        sample: list[list[str | None]] = []
    else:
        rows = islice(read_csv_rows(file, options), rows_to_look_at(len(head[0]) if head else 1))
        sample = [row.cells for row in rows if not row.reason]
    names = list(joined.names) or (head[0] if head else [])
    width = max(1, _width(names, sample, header=options.header_rows > 0))
    columns = column_names(joined.names or options.names, width)
    fitting = [row for row in sample if len(row) == width] or sample
    table = describe_table(file, options, columns, fitting, _fitting_labels(joined, width))
    unread = [
        f"Row {record.number} could not be read as names: {record.reason}." for record in first if record.reason
    ]
    table = replace(table, facts=joined.facts, notes=tuple(unread) if options.header_rows else ())
    if take is not None:
        table = replace(table, rows=take)
    elif encoding.lines is not None and encoding.lines > 0:
        table = replace(table, rows=max(0, encoding.lines - options.skip_rows - options.header_rows))
    return _cleaned_if_needed(table, encoding)


def _cleaned_if_needed(table: SourceTable, encoding: Encoding) -> SourceTable:
    """Text that the database would misread is written as clean UTF-8 first.

    A first line with odd quotes makes the database pass over all that follow, without a word.
    """
    options = table.options
    first = next((line for line in text_lines(table.file, options) if line.strip()), "")
    odd = not is_well_quoted(first, options.delimiter, options.quote)
    known = options.encoding in ("utf-8", "utf-8-sig", "ascii") and not encoding.mixed_line_ends
    plain = options.header_rows <= 1 and not options.skip_rows and options.take_rows is None
    if known and plain and not odd and not encoding.bad_bytes and options.delimiter != " ":
        return replace(table, glanced=encoding.glanced)
    cleaned = clean_csv(table)
    notes = () if known else (f"Read as {options.encoding}.",)
    facts = (*table.facts, (OTHER_ENCODING, encoding.doubt)) if encoding.doubt else table.facts
    return replace(table, data=cleaned.data, rows=cleaned.rows, notes=table.notes + notes, facts=facts)


def _has_rows(table: SourceTable) -> bool:
    return bool(table.sample) or bool(table.rows)


def _fitting_labels(joined: HeaderNames, width: int) -> tuple[str, ...]:
    return joined.labels[:width]


def _refuse_binary(file: SpooledFile, options: ReadingOptions) -> None:
    with open_plain(file.path, options.compression, file.name) as stream:
        head = stream.read(65_536)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) // 100 and not options.encoding.startswith(("utf-16", "utf-32")):
        raise ImportRefused(
            "This is not a text file.",
            file=file.name,
            remedy="Expected CSV, JSON, Parquet or XLSX, plain, .gz or .zip.",
        )


def _bounded(lines: Iterable[str]) -> Iterable[str]:
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size > _SAMPLE_SIGNS:
            return


def _width(first: Sequence[str], sample: Sequence[Sequence[str | None]], *, header: bool) -> int:
    widths = [len(row) for row in sample]
    if header and first:
        filled = max((place + 1 for place, cell in enumerate(first) if cell.strip()), default=len(first))
        usual = max(set(widths), key=widths.count) if widths else len(first)
        return len(first) if usual == len(first) or usual < filled else filled if usual < len(first) else len(first)
    return max(set(widths), key=widths.count) if widths else len(first)
