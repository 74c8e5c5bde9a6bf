"""Excel workbooks: each sheet is a table; cells as the text a person sees."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from touchpath.ingest.reading.allowance import require_short_index
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SpooledFile

_LARGEST_UNPACKED = 4 << 30
_PIECE = 4 << 20
_DAMAGED = (
    zipfile.BadZipFile, InvalidFileException, zlib.error, EOFError, SyntaxError, ValueError, LookupError, TypeError,
    AttributeError, ArithmeticError, RuntimeError, OSError,
)  # fmt: skip
"""What reading the parts of a damaged workbook raises: wrong XML is a SyntaxError, a missing part a KeyError."""
_NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v></v>|<v ?/>)?</c>")


def sheet_names(file: SpooledFile) -> list[str]:
    """The sheets of the workbook, in its order. Raises ImportRefused when it cannot be opened."""
    with _opened(file) as book:
        return [sheet.title for sheet in book.worksheets]


def read_sheet(file: SpooledFile, sheet: str) -> Iterator[tuple[int, list[str | None]]]:
    """The rows of a sheet that hold anything, with the number Excel shows beside them.

    The size a sheet says it has is not believed: many programs write none, or one that hides most of the cells.
    """
    with _opened(file) as book:
        book[sheet].reset_dimensions()
        for number, cells in enumerate(book[sheet].iter_rows(values_only=True), start=1):
            texts = [_text(cell) for cell in cells]
            if any(texts):
                yield number, texts


def unread_formulas(file: SpooledFile, sheet: str) -> int:
    """How many cells of a sheet hold a formula of which no program has stored the value; they are read as blank."""
    with _opened(file) as book:
        part = str(getattr(book[sheet], "_worksheet_path", ""))
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


@contextmanager
def _opened(file: SpooledFile) -> Iterator[Any]:
    """The workbook, closed afterwards. Any error while it is open is one of its parts: that refuses the file."""
    with file.path.open("rb") as stream, ExitStack() as after:
        try:
            require_short_index(stream, file.name)
            with zipfile.ZipFile(stream) as packed:
                _check_size(file, sum(part.file_size for part in packed.infolist()))
            book = load_workbook(stream, read_only=True, data_only=True)
            after.callback(book.close)
            yield book
        except _DAMAGED as error:
            if isinstance(error, ImportRefused):
                raise
            raise ImportRefused(
                "The workbook is cut off or damaged.", file=file.name, remedy="Open it in Excel and save it again."
            ) from error


def _check_size(file: SpooledFile, unpacked: int) -> None:
    if unpacked > _LARGEST_UNPACKED:
        raise ImportRefused("The workbook unpacks to over 4 GB.", file=file.name, remedy="Export it as CSV.")


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
