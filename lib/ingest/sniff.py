"""Looks at a spooled file: what it is, how to read it, which tables and columns it holds."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from lib.ingest.clean import clean_csv, clean_json, clean_sheet
from lib.ingest.column_types import describe_column
from lib.ingest.csv_rows import read_csv_rows, records, text_lines
from lib.ingest.delimited import detect_delimiter, header_rows
from lib.ingest.parquet_rows import clean_parquet, parquet_names
from lib.ingest.refusal import ImportRefused
from lib.ingest.rows import CleanTable
from lib.ingest.source import Format, ReadingOptions, SourceTable, SpooledFile
from lib.ingest.text_encoding import Encoding, detect_encoding, is_gzip, open_plain
from lib.ingest.xlsx_rows import sheet_names

SAMPLE_ROWS = 20_000
_SAMPLE_SIGNS = 4_000_000
_WIDEST = 4_000
_DIALECT_LINES = 200
_CONTROLS = bytes([*range(9), *range(14, 32)])


def sniff(file: SpooledFile, options: ReadingOptions | None = None) -> tuple[SourceTable, ...]:
    """The tables of a file, at least one. `options` (changed by a person) are used as they are.

    Raises ImportRefused, in a sentence, for a file that is empty, damaged, protected or no table.
    """
    if file.bytes == 0:
        raise ImportRefused("The file is empty.", file=file.name, remedy="Export it again.")
    chosen = options or ReadingOptions(format=_format(file), compression="gzip" if is_gzip(file.path) else "")
    if chosen.format == "parquet":
        return (_parquet_table(file, chosen),)
    if chosen.format == "xlsx":
        sheets = [chosen.sheet] if chosen.sheet else sheet_names(file)
        tables = [_sheet_table(file, replace(chosen, sheet=sheet)) for sheet in sheets]
        return tuple(table for table in tables if table.columns) or _nothing(file)
    if chosen.format == "json":
        return (_json_table(file, chosen),)
    return (_csv_table(file, chosen, detected=options is None),)


def header_key(names: Sequence[str]) -> str:
    """The same short text for the same names in the same order."""
    return hashlib.sha256("\x1f".join(names).encode("utf-8", "replace")).hexdigest()[:16]


def column_names(cells: Sequence[str | None], width: int) -> tuple[str, ...]:
    """One name per column: blank ones are called by their position, repeated ones get a number."""
    names: list[str] = []
    for place in range(width):
        given = (cells[place] or "").strip() if place < len(cells) else ""
        name = given or f"column {place + 1}"
        copy = 2
        while name in names:
            name, copy = f"{given or f'column {place + 1}'} ({copy})", copy + 1
        names.append(name)
    return tuple(names)


def _format(file: SpooledFile) -> Format:
    with file.path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused(
            "The workbook is protected by a password, or in the format of Excel 2003.",
            file=file.name,
            remedy="Save it as .xlsx without a password.",
        )
    if head.startswith(b"PK"):
        return _packed_format(file)
    with open_plain(file.path, "gzip" if is_gzip(file.path) else "") as plain:
        try:
            first = plain.read(4096)
        except (EOFError, OSError) as error:
            raise ImportRefused("The compressed file is cut off or damaged.", file=file.name) from error
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if not first:
        raise ImportRefused("The file is empty.", file=file.name, remedy="Export it again.")
    return "json" if start in (b"{", b"[") else "csv"


def _packed_format(file: SpooledFile) -> Format:
    try:
        with zipfile.ZipFile(file.path) as packed:
            if any(name.startswith("xl/") for name in packed.namelist()):
                return "xlsx"
    except zipfile.BadZipFile as error:
        raise ImportRefused("The file is cut off or damaged.", file=file.name, remedy="Export it again.") from error
    raise ImportRefused("This is a zip archive.", file=file.name, remedy="Unpack it and add the files inside.")


def _csv_table(file: SpooledFile, options: ReadingOptions, *, detected: bool) -> SourceTable:
    encoding = detect_encoding(file.path, options.compression, file.name)
    if detected:
        options = replace(options, encoding=encoding.name)
    _refuse_binary(file, options)
    lines = list(islice(_bounded(text_lines(file, options)), _DIALECT_LINES))
    if not any(line.strip() for line in lines):
        raise ImportRefused("The file holds no rows.", file=file.name, remedy="Export it again.")
    if detected:
        options = replace(options, delimiter=detect_delimiter(lines[options.skip_rows :], options.quote))
        head = [record.cells for record in islice(records(file, options), 50)]
        options = replace(options, header_rows=header_rows(head))
    first = next((record.cells for record in records(file, options)), [])
    sample = [
        row.cells for row in islice(read_csv_rows(file, options), _rows_to_look_at(len(first))) if not row.reason
    ]
    width = _width(first, sample, header=options.header_rows > 0)
    names = column_names(first if options.header_rows else [], width)
    table = _table(file, options, names, [row for row in sample if len(row) == width] or sample)
    if encoding.lines is not None and encoding.lines > 0:
        table = replace(table, rows=max(0, encoding.lines - options.skip_rows - options.header_rows))
    return _cleaned_if_needed(table, encoding)


def _cleaned_if_needed(table: SourceTable, encoding: Encoding) -> SourceTable:
    """Text that the database would misread is written as clean UTF-8 first."""
    plain = table.options.encoding in ("utf-8", "utf-8-sig", "ascii") and not encoding.carriage_returns_only
    if plain and not encoding.bad_bytes:
        return table
    cleaned = clean_csv(table)
    notes = () if plain else (f"Read as {table.options.encoding}.",)
    return replace(table, data=cleaned.data, rows=cleaned.rows, notes=table.notes + notes)


def _refuse_binary(file: SpooledFile, options: ReadingOptions) -> None:
    with open_plain(file.path, options.compression) as stream:
        head = stream.read(65_536)
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) // 100 and not options.encoding.startswith(("utf-16", "utf-32")):
        raise ImportRefused(
            "This is not a text file.", file=file.name, remedy="Expected CSV, JSON, Parquet or XLSX, plain or .gz."
        )


def _bounded(lines: Iterable[str]) -> Iterable[str]:
    size = 0
    for line in lines:
        yield line
        size += len(line)
        if size > _SAMPLE_SIGNS:
            return


def _rows_to_look_at(width: int) -> int:
    """Fewer rows of wide tables, so that looking stays quick."""
    return max(4_000, SAMPLE_ROWS // max(1, width // 8))


def _width(first: Sequence[str], sample: Sequence[Sequence[str | None]], *, header: bool) -> int:
    widths = [len(row) for row in sample]
    if header and first:
        filled = max((place + 1 for place, cell in enumerate(first) if cell.strip()), default=len(first))
        usual = max(set(widths), key=widths.count) if widths else len(first)
        return len(first) if usual == len(first) or usual < filled else filled if usual < len(first) else len(first)
    return max(set(widths), key=widths.count) if widths else len(first)


def _table(
    file: SpooledFile, options: ReadingOptions, names: Sequence[str], sample: Sequence[Sequence[str | None]]
) -> SourceTable:
    if len(names) > _WIDEST:
        raise ImportRefused(
            f"The table has {len(names):,} columns.",
            file=file.name,
            remedy=f"At most {_WIDEST:,} are read: export fewer columns.",
        )
    columns = tuple(
        describe_column(place, name, [row[place] if place < len(row) else None for row in sample])
        for place, name in enumerate(names)
    )
    return SourceTable(
        name=options.sheet or PurePath(file.name).name,
        file=file,
        columns=columns,
        options=options,
        header_key=header_key(names),
        sample=tuple(tuple(row) for row in sample[:100]),
        rows_sampled=len(sample),
    )


def _json_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    names, cleaned = clean_json(file, options)
    if not names:
        raise ImportRefused("The JSON holds no objects.", file=file.name, remedy="Expected one object per line.")
    return _of_clean(file, replace(options, header_rows=0), column_names(names, len(names)), cleaned)


def _sheet_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    header, cleaned = clean_sheet(file, options.sheet or "")
    return _of_clean(file, options, column_names(header, len(header)), cleaned)


def _parquet_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    names = parquet_names(file)
    cleaned = clean_parquet(file, file.path.with_name("table.clean.csv"))
    return _of_clean(file, replace(options, header_rows=0), column_names(names, len(names)), cleaned)


def _of_clean(file: SpooledFile, options: ReadingOptions, names: Sequence[str], cleaned: CleanTable) -> SourceTable:
    reading = ReadingOptions(header_rows=0)
    clean_file = replace(file, path=cleaned.data)
    sample = [row.cells[1:] for row in islice(read_csv_rows(clean_file, reading), _rows_to_look_at(len(names)))]
    return replace(_table(file, options, names, sample), data=cleaned.data, rows=cleaned.rows)


def _nothing(file: SpooledFile) -> tuple[SourceTable, ...]:
    raise ImportRefused("The workbook holds no rows.", file=file.name)
