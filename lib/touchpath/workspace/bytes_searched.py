"""Looks for ids of a person in the bytes of a file, unpacked where it is packed."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from touchpath.workspace.id_forms import written_forms
from touchpath.workspace.people_found import is_telling

_PIECE = 1 << 20
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
_DEPTH = 3


def holds(path: Path, ids: Sequence[str]) -> bool:
    """Whether a file holds one of the ids anywhere: as text of any usual encoding, also within gzip, zip and XLSX.

    Ids too short to be told from other words are not looked for; nor is what other formats pack in ways of their own.
    """
    sought = [one for one in ids if is_telling(one)]
    if not sought:
        return False
    pattern, longest = _pattern(sought)
    with path.open("rb") as stream:
        return _in_stream(stream, pattern, longest, _DEPTH)


def _pattern(ids: Sequence[str]) -> tuple[re.Pattern[bytes], int]:
    written = {
        text.encode(encoding)
        for one in ids
        for text in {one, *(form for forms in written_forms(one) for form in forms)}
        for encoding in _ENCODINGS
        if _can(text, encoding)
    }
    return re.compile(b"|".join(map(re.escape, sorted(written))), re.IGNORECASE), max(map(len, written))


def _can(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _in_stream(stream: IO[bytes], pattern: re.Pattern[bytes], longest: int, depth: int) -> bool:
    head = stream.read(4)
    stream.seek(0)
    try:
        if depth and head.startswith(b"\x1f\x8b"):
            return _in_stream(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), pattern, longest, depth - 1)
        if depth and head.startswith(b"PK") and zipfile.is_zipfile(stream):
            with zipfile.ZipFile(stream) as packed:
                return any(_in_member(packed, name, pattern, longest, depth) for name in packed.namelist())
        return any(pattern.search(piece) for piece in _overlapping(stream, longest))
    except (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return True  # what cannot be looked through may hold anything


def _in_member(packed: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes], longest: int, depth: int) -> bool:
    if pattern.search(name.encode("utf-8", "replace")):
        return True
    with packed.open(name) as member:
        return _in_stream(member, pattern, longest, depth - 1)


def _overlapping(stream: IO[bytes], longest: int) -> Iterator[bytes]:
    """The stream in pieces, each after the end of the one before."""
    end = b""
    while piece := stream.read(_PIECE):
        yield end + piece
        end = (end + piece)[-longest:]
