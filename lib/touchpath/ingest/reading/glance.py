"""A glance at a large text: is it UTF-8, as far as its beginning, its end and pieces between them show?

The whole of it is looked at when it is imported (`settled_text`), behind the progress of the import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from touchpath.ingest.reading.clean import clean_csv
from touchpath.ingest.reading.text_encoding import Encoding, LineEnds, detect_encoding
from touchpath.ingest.source import LARGE, SourceTable

_HEAD = 4 << 20
_PIECE = 1 << 18
_PIECES = 32


def encoding_at_a_glance(path: Path, compression: str, name: str) -> Encoding:
    """The encoding of a text, told by pieces of it where it is large, plain and UTF-8; else by all of it."""
    if compression == "gzip" or path.stat().st_size < LARGE:
        return detect_encoding(path, compression, name)
    return _glance(path) or detect_encoding(path, compression, name)


def settled_text(table: SourceTable) -> SourceTable:
    """The table with all of its text looked at; what the database cannot read as it is, is written as clean UTF-8."""
    if not table.glanced:
        return table
    options = table.options
    found = detect_encoding(table.file.path, options.compression, table.file.name)
    table = replace(table, glanced=False)
    if table.data is not None or not found.troubled:
        return table
    other = replace(table, options=replace(options, encoding=found.name))
    return replace(other, data=clean_csv(other).data)


def _glance(path: Path) -> Encoding | None:
    ends = LineEnds()
    name = "utf-8"
    for number, piece in enumerate(_pieces(path)):
        if b"\x00" in piece:
            return None
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            return None
        if number == 0 and piece.startswith(b"\xef\xbb\xbf"):
            name = "utf-8-sig"
        ends.count(piece)
    return None if ends.mixed else Encoding(name, glanced=True)


def _pieces(path: Path) -> Iterator[bytes]:
    """Whole lines from the beginning, from places evenly over the file, and from its end."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        yield head[: head.rfind(b"\n") + 1]
        for number in range(1, _PIECES + 1):
            stream.seek(max(_HEAD, size * number // _PIECES - _PIECE))
            piece = stream.read(_PIECE)
            last = len(piece) if number == _PIECES else piece.rfind(b"\n") + 1
            yield piece[piece.find(b"\n") + 1 : last]
