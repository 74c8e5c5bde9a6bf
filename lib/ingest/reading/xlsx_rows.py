"""Excel workbooks: each sheet is a table; cells as the text a person sees."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lib.ingest.refusal import ImportRefused
from lib.ingest.source import SpooledFile

_LARGEST_UNPACKED = 4 << 30
_PIECE = 4 << 20
_NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v></v>|<v ?/>)?</c>")


def sheet_names(file: SpooledFile) -> list[str]:
    """The sheets of the workbook that hold cells, in its order. Raises ImportRefused when it cannot be opened."""
    book = _open(file)
    try:
        return [sheet.title for sheet in book.worksheets if sheet.max_row]
    finally:
        book.close()


def read_sheet(file: SpooledFile, sheet: str) -> Iterator[tuple[int, list[str | None]]]:
    """The rows of a sheet that hold anything, with the number Excel shows beside them."""
    book = _open(file)
    try:
        for number, cells in enumerate(book[sheet].iter_rows(values_only=True), start=1):
            texts = [_text(cell) for cell in cells]
            if any(texts):
                yield number, texts
    finally:
        book.close()


def unread_formulas(file: SpooledFile, sheet: str) -> int:
    """How many cells of a sheet hold a formula of which no program has stored the value; they are read as blank."""
    book = _open(file)
    try:
        part = str(getattr(book[sheet], "_worksheet_path", ""))
    finally:
        book.close()
    found, before = 0, b""
    with zipfile.ZipFile(file.path) as packed:
        if part not in packed.namelist():
            return 0
        with packed.open(part) as stream:
            while piece := stream.read(_PIECE):
                text = before + piece
                ends = [match.end() for match in _NO_VALUE.finditer(text)]
                found += len(ends)
                before = text[max(ends[-1] if ends else 0, len(text) - 4_000) :]
    return found


def _open(file: SpooledFile) -> Any:
    try:
        with zipfile.ZipFile(file.path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise ImportRefused("The workbook unpacks to over 4 GB.", file=file.name, remedy="Export it as CSV.")
        return load_workbook(file.path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, EOFError, ValueError) as error:
        if isinstance(error, ImportRefused):
            raise
        raise ImportRefused(
            "The workbook is cut off or damaged.", file=file.name, remedy="Open it in Excel and save it again."
        ) from error


def _text(cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell) or None
