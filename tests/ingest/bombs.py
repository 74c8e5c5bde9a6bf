"""Small files that want to become huge ones: each is written to a stream, and never held unpacked."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from typing import IO, cast

import pyarrow as pa
import pyarrow.parquet as pq

MEGA = 1 << 20
Fill = Callable[[IO[bytes]], None]


def _packed(fill: Fill) -> bytes:
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb") as stream:
        fill(cast(IO[bytes], stream))
    return target.getvalue()


def _block(kind: bytes, size: int, name: str = "a.csv") -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


def _zeros(stream: IO[bytes], megabytes: int) -> None:
    for _ in range(megabytes):
        stream.write(bytes(MEGA))


def _long_header(kind: bytes, megabytes: int) -> Fill:
    def fill(stream: IO[bytes]) -> None:
        stream.write(_block(kind, megabytes * MEGA))
        _zeros(stream, megabytes)
        stream.write(_block(tarfile.REGTYPE, 0) + bytes(1024))

    return fill


def _chain(stream: IO[bytes]) -> None:
    """A name of a name of a name."""
    for _ in range(4_000):
        stream.write(_block(tarfile.GNUTYPE_LONGNAME, 1) + bytes(512))
    stream.write(bytes(1024))


def _many(stream: IO[bytes]) -> None:
    stream.write(_block(tarfile.DIRTYPE, 0, "d/") * 50_000 + bytes(1024))


def _sparse(stream: IO[bytes]) -> None:
    """A list of holes that goes on in block after block."""
    head = bytearray(_block(tarfile.GNUTYPE_SPARSE, 0))
    head[386:410] = b"00000000001\x0000000000001\x00"
    head[482] = 1
    head[148:156] = b"        "
    head[148:156] = f"{sum(head):06o}\x00 ".encode()
    entry = b"00000000001\x0000000000001\x00"
    stream.write(bytes(head))
    piece = (entry * 21 + b"\x01").ljust(512, b"\x00") * 2_048
    for _ in range(100):
        stream.write(piece)


def _long_index() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for number in range(560):
            packed.writestr(f"{number}{'x' * 60_000}.csv", "")
    return target.getvalue()


def _parquet() -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table({"a": pa.repeat(pa.scalar("x" * 1_000), 250_000)}), target)
    return target.getvalue()


def _rows(stream: IO[bytes]) -> None:
    for _ in range(220):
        stream.write(b"a,b,cd\n" * 150_000)


def _document(stream: IO[bytes]) -> None:
    stream.write(b'{"a": "')
    _zeros(stream, 220)


BOMBS: dict[str, Callable[[], bytes]] = {
    "name.tar.gz": lambda: _packed(_long_header(tarfile.GNUTYPE_LONGNAME, 100)),
    "link.tar.gz": lambda: _packed(_long_header(tarfile.GNUTYPE_LONGLINK, 100)),
    "pax.tar.gz": lambda: _packed(_long_header(tarfile.XHDTYPE, 100)),
    "global.tar.gz": lambda: _packed(_long_header(tarfile.XGLTYPE, 100)),
    "chain.tar.gz": lambda: _packed(_chain),
    "many.tar.gz": lambda: _packed(_many),
    "sparse.tar.gz": lambda: _packed(_sparse),
    "member.tar.gz": lambda: _packed(_long_header(tarfile.REGTYPE, 220)),
    "lone.csv.gz": lambda: _packed(lambda stream: _zeros(stream, 220)),
    "rows.csv.gz": lambda: _packed(_rows),
    "lone.json.gz": lambda: _packed(_document),
    "index.zip": _long_index,
    "rows.parquet": _parquet,
}
