"""Tar archives, plain or gzip, listed without believing them: names, headers and lists may be of any length."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from touchpath.ingest.reading.allowance import UnpackAllowance
from touchpath.ingest.refusal import ImportRefused

_LONGEST_HEADER = 1 << 20
_LONGEST_READ = 4 << 20
_MOST_MEMBERS = 40_000
_BLOCK = 512
_NO_TAR = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError)


class _HeaderTooLongError(Exception):
    """A header wants more memory than any header needs."""


class _Guarded:
    """The unpacked bytes of an archive; what is read for one header is bounded before it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = 0
        self.listing = True

    def next_header(self) -> None:
        """A member was found: count anew."""
        self._read = 0

    def read(self, count: int = -1) -> bytes:
        self._read += count
        too_long = self._read > _LONGEST_HEADER if self.listing else count > _LONGEST_READ
        if too_long or count < 0:
            raise _HeaderTooLongError
        return self._stream.read(count)

    def seek(self, place: int, whence: int = 0) -> int:
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()


def is_tar(path: Path) -> bool:
    """Whether the file is a tar archive, plain or gzip."""
    try:
        with _opened(path) as (packed, _):
            return packed.next() is not None
    except (_HeaderTooLongError, RecursionError):
        return True
    except _NO_TAR:
        return False


@contextmanager
def listed(path: Path, allowance: UnpackAllowance) -> Iterator[tuple[tarfile.TarFile, list[tarfile.TarInfo]]]:
    """The open archive and its members; all their sizes are within the allowance.

    Raises ImportRefused for an archive whose headers, members or sizes are beyond measure.
    """
    told = UnpackAllowance(allowance.name, allowance.left)
    try:
        with _opened(path) as (packed, guard):
            members = []
            for member in packed:
                guard.next_header()
                told.take(member.size + _BLOCK)  # a compressed archive has to be read to find the next one
                members.append(member)
                if len(members) > _MOST_MEMBERS:
                    raise _HeaderTooLongError
            guard.listing = False
            yield packed, members
    except (_HeaderTooLongError, RecursionError) as error:
        raise ImportRefused(
            "The list of files in the archive is beyond measure.",
            file=allowance.name,
            remedy="Unpack it and add its files.",
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[tarfile.TarFile, _Guarded]]:
    guard = _Guarded(_unpacking(path))
    try:
        with tarfile.TarFile(fileobj=cast(BinaryIO, guard)) as packed:
            yield packed, guard
    finally:
        guard.close()


def _unpacking(path: Path) -> BinaryIO:
    """The bytes of the archive itself, by the first bytes of the file."""
    with path.open("rb") as stream:
        head = stream.read(2)
    return cast(BinaryIO, gzip.open(path, "rb")) if head == b"\x1f\x8b" else path.open("rb")
