"""Files of programs that are no tables to read here: told by their first bytes, with what to do instead."""

from __future__ import annotations

import re
import zipfile

from touchpath.ingest.reading.allowance import require_short_index
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SpooledFile

_HEAD = 4_096
_AS_TABLE = "Save or export it as CSV or XLSX."
_UNPACK = "Unpack it, or pack it as .zip or .gz."
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "This is a PDF document.", "Export the table itself as CSV or XLSX."),
    (b"SQLite format 3", "This is an SQLite database.", "Export its table as CSV."),
    (b"$FL2", "This is a file of SPSS.", "Export it as CSV, or the survey tool's own CSV."),
    (b"$FL3", "This is a file of SPSS.", "Export it as CSV, or the survey tool's own CSV."),
    (b"<stata_dta>", "This is a file of Stata.", "Export it as CSV."),
    (b"ARROW1", "This is a file of Arrow or Feather.", "Save it as Parquet or CSV."),
    (b"ORC", "This is an ORC file.", "Save it as Parquet or CSV."),
    (b"Obj\x01", "This is an Avro file.", "Export it as JSON lines, Parquet or CSV."),
    (b"\x89PNG", "This is a picture.", "Export the table itself as CSV or XLSX."),
    (b"\xff\xd8\xff", "This is a picture.", "Export the table itself as CSV or XLSX."),
    (b"7z\xbc\xaf", "This is a 7z archive.", _UNPACK),
    (b"Rar!", "This is a RAR archive.", _UNPACK),
    (b"\xfd7zXZ", "This is an xz archive.", _UNPACK),
    (b"BZh", "This is a bzip2 archive.", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "This is a zstd archive.", _UNPACK),
)
_PARTS: tuple[tuple[str, str, str], ...] = (
    (r"^xl/workbook\.bin$", "This is a binary workbook (.xlsb).", "Save it as .xlsx."),
    (r"^word/", "This is a Word document.", "Save its table as CSV or XLSX."),
    (r"^ppt/", "This is a presentation.", "Save its table as CSV or XLSX."),
    (r"\.iwa$|^Index\.zip$", "This is a workbook of Apple Numbers.", _AS_TABLE),
)
_PAGE = re.compile(rb"\s*(<!doctype html|<html|<table|<head|<meta|<body)", re.IGNORECASE)
_SHEET = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")


def refuse_foreign(file: SpooledFile) -> None:
    """Raises ImportRefused, naming what the file is, when another program wrote it and it is no table."""
    with file.path.open("rb") as stream:
        head = stream.read(_HEAD)
    for start, said, remedy in _STARTS:
        if head.startswith(start):
            raise ImportRefused(said, file=file.name, remedy=remedy)
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(plain):
        raise ImportRefused(
            "This is a web page, whatever its name ends in.",
            file=file.name,
            remedy="Open it in a spreadsheet and save it as .xlsx, or export it again as CSV.",
        )
    if plain.lstrip().startswith(b"<?xml"):
        said = "This is a workbook saved as XML." if _SHEET.search(plain) else "This is an XML file."
        raise ImportRefused(said, file=file.name, remedy=_AS_TABLE)
    if head.startswith(b"PK"):
        _refuse_packed(file, head)


def _refuse_packed(file: SpooledFile, head: bytes) -> None:
    if b"mimetypeapplication/vnd.oasis.opendocument" in head:
        raise ImportRefused("This is an OpenDocument file (.ods).", file=file.name, remedy="Save it as .xlsx or CSV.")
    with file.path.open("rb") as stream:
        require_short_index(stream, file.name)
    try:
        with zipfile.ZipFile(file.path) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return
    if "[Content_Types].xml" not in names and not any(name.endswith(".iwa") for name in names):
        return
    for pattern, said, remedy in _PARTS:
        if any(re.search(pattern, name) for name in names):
            raise ImportRefused(said, file=file.name, remedy=remedy)
