"""How much may come out of a packed file: a small one that unpacks to a huge one is refused while it is read."""

from __future__ import annotations

import io
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from touchpath.ingest.refusal import ImportRefused

_FREE = 1 << 30
_SAFE_BYTES = 200 << 20
_HIGHEST_RATIO = 250
_BUFFER = 1 << 18
_LARGEST_INDEX = 32 << 20
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")


@dataclass
class UnpackAllowance:
    """How many bytes may still come out of the file called `name`."""

    name: str
    left: int

    @classmethod
    def of(cls, path: Path, name: str) -> UnpackAllowance:
        """250 times the size of the file, at least 200 MB, at most what the disk has room for."""
        room = shutil.disk_usage(path.parent).free - _FREE
        return cls(name, min(room, max(_SAFE_BYTES, path.stat().st_size * _HIGHEST_RATIO)))

    def take(self, count: int) -> None:
        """Raises ImportRefused when that many are too many."""
        self.left -= count
        if self.left < 0:
            raise ImportRefused(
                "The file unpacks to far more than its size.",
                file=self.name,
                remedy="Unpack it and add what is in it.",
            )


class BoundedStream(io.RawIOBase):
    """What comes out of a packed stream, as long as the allowance lasts."""

    def __init__(self, packed: BinaryIO, allowance: UnpackAllowance) -> None:
        self._packed = packed
        self._allowance = allowance

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        """The next bytes; raises ImportRefused when they are too many."""
        piece = self._packed.read(len(target))
        self._allowance.take(len(piece))
        target[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close the packed stream as well."""
        self._packed.close()
        super().close()


def bounded(packed: BinaryIO, allowance: UnpackAllowance) -> BinaryIO:
    """A packed stream that is read through a buffer, and only as long as the allowance lasts."""
    return io.BufferedReader(BoundedStream(packed, allowance), _BUFFER)


def require_short_index(stream: IO[bytes], name: str) -> None:
    """Look at the end of a zip before its list of members is taken into memory; what is no zip is let pass.

    Raises ImportRefused when the list is longer than that of any archive somebody would make of tables.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END.size - 0xFFFF))
    tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        return
    length = int(_END.unpack_from(tail, place)[5])
    before = size - len(tail) + place - _END_64.size - 20
    if length == 0xFFFFFFFF and before >= 0:
        stream.seek(before)
        found = _END_64.unpack(stream.read(_END_64.size))
        length = int(found[8]) if found[0] == b"PK\x06\x06" else length
    if length > _LARGEST_INDEX:
        raise ImportRefused("The archive holds too many files.", file=name, remedy="Unpack it and add its files.")
