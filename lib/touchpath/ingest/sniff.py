"""Looks at a spooled file: what it is, how to read it, which tables and columns it holds."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from touchpath.ingest.presets.views import views
from touchpath.ingest.reading.account import OTHER, accounted
from touchpath.ingest.reading.archive import is_zip, unpack
from touchpath.ingest.reading.clean import clean_json
from touchpath.ingest.reading.foreign import refuse_foreign
from touchpath.ingest.reading.json_rows import json_lists
from touchpath.ingest.reading.parquet_rows import clean_parquet, parquet_names
from touchpath.ingest.reading.sheets import sheet_tables
from touchpath.ingest.reading.tables import column_names, header_key, table_of_clean
from touchpath.ingest.reading.tar_members import is_tar
from touchpath.ingest.reading.text_encoding import is_gzip, open_plain
from touchpath.ingest.reading.text_tables import text_tables
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import Format, ReadingOptions, RowsSetAside, SourceTable, SpooledFile

_HEADER_IN_BRACES = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,9}\{\w{1,60}\}\s?[,;\t]")
"""{app_id},{adid}: names of columns as placeholders, which are no JSON."""


def sniff(file: SpooledFile, options: ReadingOptions | None = None) -> tuple[SourceTable, ...]:
    """The tables of a file, at least one. `options` (changed by a person) are used as they are.

    A file whose tool is recognised gives the tables its preset describes; one archive gives those of its members.
    Raises ImportRefused, in a sentence, for a file that is empty, damaged, protected or no table.
    """
    if file.bytes == 0:
        raise ImportRefused("The file is empty.", file=file.name, remedy="Export it again.")
    if options is None:
        refuse_foreign(file)
    if options is None and _is_archive(file):
        return _told_apart([table for member in unpack(file) for table in sniff(member)])
    chosen = options or ReadingOptions(format=_format(file), compression="gzip" if is_gzip(file.path) else "")
    return _told_apart(_tables(file, chosen, detected=options is None))


def _tables(file: SpooledFile, options: ReadingOptions, *, detected: bool) -> Sequence[SourceTable]:
    if options.format == "csv":
        return text_tables(file, options, detected=detected)
    if options.format == "xlsx":
        return sheet_tables(file, options, detected=detected)
    if options.format == "json":
        found = [options.sheet] if options.sheet else json_lists(file, options) or [None]
        tables = [_json_table(file, replace(options, sheet=name)) for name in found]
    else:
        tables = [_parquet_table(file, options)]
    lists = [
        RowsSetAside(OTHER, table.rows, f"list {table.options.sheet}", table.part) for table in tables if table.rows
    ]
    return accounted([view for table in tables for view in views(table)], lists)


def _told_apart(tables: Sequence[SourceTable]) -> tuple[SourceTable, ...]:
    """Tables of one file with the same columns get header keys and names of their own."""
    keys: dict[str, int] = {}
    names: dict[str, int] = {}
    told = []
    for table in tables:
        keys[table.header_key] = copy = keys.get(table.header_key, 0) + 1
        names[table.name] = again = names.get(table.name, 0) + 1
        key = table.header_key if copy == 1 else header_key(table.names, f"{table.header_key} {copy}")
        told.append(replace(table, header_key=key, name=table.name if again == 1 else f"{table.name} ({again})"))
    return tuple(told)


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
        return "xlsx"
    with open_plain(file.path, "gzip" if is_gzip(file.path) else "", file.name) as plain:
        try:
            first = plain.read(4096)
        except (EOFError, OSError, zlib.error) as error:
            raise ImportRefused("The compressed file is cut off or damaged.", file=file.name) from error
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if not first:
        raise ImportRefused("The file is empty.", file=file.name, remedy="Export it again.")
    return "json" if start in (b"{", b"[") and not _HEADER_IN_BRACES.match(first) else "csv"


def _is_archive(file: SpooledFile) -> bool:
    """Whether the file is an archive of files (a workbook is a zip as well)."""
    if is_tar(file.path):
        return True
    if not is_zip(file):
        return False
    try:
        with zipfile.ZipFile(file.path) as packed:
            return not any(name.startswith("xl/") for name in packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ImportRefused("The file is cut off or damaged.", file=file.name, remedy="Export it again.") from error


def _json_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    names, cleaned = clean_json(file, options)
    if not names:
        raise ImportRefused("The JSON holds no objects.", file=file.name, remedy="Expected one object per line.")
    return table_of_clean(file, replace(options, header_rows=0), column_names(names, len(names)), cleaned)


def _parquet_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    names = parquet_names(file)
    cleaned = clean_parquet(file, file.path.with_name(f"{file.path.stem}-table.clean.csv"))
    return table_of_clean(file, replace(options, header_rows=0), column_names(names, len(names)), cleaned)
