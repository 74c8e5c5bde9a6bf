"""Zip and tar archives: their members become files of the spool; many members of one kind become one file."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import IO, BinaryIO, cast

from touchpath.engine.base import StorageError
from touchpath.engine.full_disk import FULL, is_no_room
from touchpath.ingest.reading.allowance import UnpackAllowance, require_short_index
from touchpath.ingest.reading.headed import with_headers
from touchpath.ingest.reading.tar_members import is_tar, listed
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SpooledFile

_PIECE = 1 << 20
_MOST_MEMBERS = 20_000
_READABLE = {".csv", ".tsv", ".txt", ".tab", ".json", ".ndjson", ".jsonl", ".parquet", ".xlsx", ".gz", ".log", ""}
_DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    NotImplementedError,
)  # fmt: skip
"""What the readers of archives raise for bytes that are none; OSError as well, as a full disk does."""


def unpack(file: SpooledFile) -> list[SpooledFile]:
    """The members that can hold tables, unpacked next to the archive; JSON lines and equal CSV parts are joined.

    Raises ImportRefused for a damaged or protected archive, a bomb, and one without any table; StorageError when the
    disk is full.
    """
    allowance = UnpackAllowance.of(file.path, file.name)
    try:
        members = _tar_members(file, allowance) if is_tar(file.path) else _zip_members(file, allowance)
    except ImportRefused:
        raise
    except _DAMAGED as error:
        if is_no_room(error):
            raise StorageError(FULL) from error
        raise ImportRefused(
            "The archive is cut off or damaged.", file=file.name, remedy="Export it again."
        ) from error
    except RuntimeError as error:
        raise ImportRefused(
            "The archive is protected by a password.", file=file.name, remedy="Unpack it first."
        ) from error
    return _joined(with_headers([member for member in members if member.bytes]), file)


def is_zip(file: SpooledFile) -> bool:
    """Whether the file begins as a zip does. Raises ImportRefused when its list of members is beyond measure."""
    with file.path.open("rb") as stream:
        if not stream.read(4).startswith(b"PK"):
            return False
        require_short_index(stream, file.name)
        return True


def _zip_members(file: SpooledFile, allowance: UnpackAllowance) -> list[SpooledFile]:
    with zipfile.ZipFile(file.path) as packed:
        infos = [
            info for info in packed.infolist() if not info.filename.endswith("/") and _is_readable(info.filename)
        ]
        names = _bounded([info.filename for info in infos], file)
        openers = [cast(Callable[[], IO[bytes]], partial(packed.open, info)) for info in infos]
        return _all_unpacked(openers, names, file, allowance)


def _tar_members(file: SpooledFile, allowance: UnpackAllowance) -> list[SpooledFile]:
    with listed(file.path, allowance) as (packed, members):
        infos = [info for info in members if info.isfile() and _is_readable(info.name)]
        names = _bounded([info.name for info in infos], file)
        openers = [cast(Callable[[], IO[bytes]], partial(packed.extractfile, info)) for info in infos]
        return _all_unpacked(openers, names, file, allowance)


def _all_unpacked(
    openers: Sequence[Callable[[], IO[bytes]]], names: Sequence[str], file: SpooledFile, allowance: UnpackAllowance
) -> list[SpooledFile]:
    return [
        _unpacked(opener, name, place, file, allowance)
        for place, (opener, name) in enumerate(zip(openers, names, strict=True))
    ]


def _bounded(names: Sequence[str], file: SpooledFile) -> Sequence[str]:
    if not names or len(names) > _MOST_MEMBERS:
        raise ImportRefused(
            "The archive holds no table." if not names else f"The archive holds {len(names):,} files.",
            file=file.name,
            remedy="Expected CSV, JSON, Parquet or XLSX files in it.",
        )
    return names


def _is_readable(path: str) -> bool:
    name = PurePath(path)
    hidden = name.name.startswith((".", "._")) or "__MACOSX" in name.parts
    return not hidden and name.suffix.lower() in _READABLE


def _unpacked(
    opener: Callable[[], IO[bytes]], path: str, place: int, file: SpooledFile, allowance: UnpackAllowance
) -> SpooledFile:
    """One member as a file; what is packed once more (.gz) is unpacked as well."""
    with opener() as member:
        zipped = path.lower().endswith(".gz")
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=member)) if zipped else member
        name = PurePath(path.removesuffix(".gz")).name
        return _written(stream, file, f"member-{place}{PurePath(name).suffix.lower()[:8]}", name, allowance)


def _written(stream: IO[bytes], file: SpooledFile, own: str, name: str, allowance: UnpackAllowance) -> SpooledFile:
    path, digest, size = file.path.with_name(own), hashlib.sha256(), 0
    with path.open("wb") as target:
        while piece := stream.read(_PIECE):
            size += len(piece)
            allowance.take(len(piece))
            digest.update(piece)
            target.write(piece)
    return SpooledFile(path, f"{file.name}, {name}", size, digest.hexdigest())


def _joined(members: list[SpooledFile], file: SpooledFile) -> list[SpooledFile]:
    """Members that continue each other (JSON lines, or CSV with the same first line) as one file."""
    groups: dict[bytes, list[SpooledFile]] = {}
    for place, member in enumerate(members):
        groups.setdefault(_kind_of_head(member) or str(place).encode(), []).append(member)
    joined = [
        group[0] if len(group) == 1 else _concatenated(group, file, place)
        for place, group in enumerate(groups.values())
    ]
    if not joined:
        raise ImportRefused("The files in the archive are empty.", file=file.name, remedy="Export it again.")
    return joined


def _kind_of_head(member: SpooledFile) -> bytes:
    """The same for members that continue each other; empty for those that stand alone."""
    with member.path.open("rb") as stream:
        first = stream.readline(1 << 16)
    if first.startswith(b"{") and first.rstrip().endswith(b"}"):
        return b"{"
    is_text = member.path.suffix in (".csv", ".tsv", ".txt") and b"\x00" not in first and not first.startswith(b"#")
    return first.strip() if is_text and not any(sign in b"0123456789" for sign in first[:1]) else b""


def _concatenated(group: list[SpooledFile], file: SpooledFile, place: int) -> SpooledFile:
    path = file.path.with_name(f"members-{place}{group[0].path.suffix}")
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as target:
        for number, member in enumerate(group):
            for piece in _content(
                member.path, skip_header=number > 0 and member.path.suffix in (".csv", ".tsv", ".txt")
            ):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
            member.path.unlink()
    first = group[0].name.rpartition(", ")[2]
    return SpooledFile(path, f"{file.name}, {first} and {len(group) - 1} more", size, digest.hexdigest())


def _content(path: Path, *, skip_header: bool) -> Iterator[bytes]:
    """The bytes of a member, ended by a line end."""
    with path.open("rb") as stream:
        if skip_header:
            stream.readline()
        piece = b"\n"
        while following := stream.read(_PIECE):
            piece = following
            yield piece
        if not piece.endswith(b"\n"):
            yield b"\n"
