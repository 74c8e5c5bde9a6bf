"""Files in files: gzip and zip, whole, joined, nested, locked, or pretending."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from tests.ingest.hostile.cells import Dice
from tests.ingest.hostile.documents import json_file
from tests.ingest.hostile.sheets import parquet_file, workbook
from tests.ingest.hostile.texts import text_file

_PLAIN = (text_file, text_file, text_file, json_file)
_FOLDERS = ("", "", "a/", "../", "../../../tmp/", "/", "C:\\", "a/../b/", "__MACOSX/", ".", "a" * 200 + "/")


def gzip_file(dice: Dice) -> tuple[str, bytes]:
    """A compressed text; sometimes several one after the other, some of them damaged."""
    name, content = dice.choice(_PLAIN)(dice)
    packed = _compressed(content)
    chance = dice.random()
    if chance < 0.15:
        packed += _compressed(dice.choice(_PLAIN)(dice)[1])
    elif chance < 0.25:
        packed = packed[: dice.randrange(len(packed))]
    elif chance < 0.3:
        packed += dice.choice((b"\x00" * 50, b"garbage", b"\x1f\x8b", packed[:20]))
    elif chance < 0.35:
        packed = _compressed(packed)
    elif chance < 0.4:
        packed = packed[:-8] + b"\x00" * 8
    elif chance < 0.43:
        packed = zlib.compress(content)
    return dice.choice((f"{name}.gz", f"{name}.gz", name, "x.csv")), packed


def zip_file(dice: Dice) -> tuple[str, bytes]:
    """An archive of a few files."""
    packed = io.BytesIO()
    makers = (
        text_file,
        text_file,
        text_file,
        json_file,
        gzip_file,
        workbook,
        parquet_file,
        zip_file if dice.random() < 0.3 else text_file,
    )
    with zipfile.ZipFile(
        packed, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    ) as archive:
        first = text_file(dice)
        for number in range(dice.choice((0, 1, 1, 1, 2, 3))):
            name, content = first if dice.random() < 0.2 else dice.choice(makers)(dice)
            own = f"{number}{name.rpartition('/')[2]}"
            entry = zipfile.ZipInfo(
                dice.choice(_FOLDERS) + dice.choice((own, own, own, "x.csv", "x.csv.gz", "x.exe", ""))
            )
            entry.compress_type = archive.compression
            archive.writestr(entry, content)
    return dice.choice(("x.zip", "x.zip", "x.csv", "x.xlsx")), _spoiled(packed.getvalue(), dice)


def _spoiled(content: bytes, dice: Dice) -> bytes:
    """The archive as it is, said to be locked, of an unknown method, or larger than it is."""
    chance = dice.random()
    if chance > 0.2:
        return content
    changed = bytearray(content)
    offsets = ((b"PK\x01\x02", 8), (b"PK\x01\x02", 10), (b"PK\x01\x02", 24), (b"PK\x03\x04", 6), (b"PK\x05\x06", 16))
    sign, offset = dice.choice(offsets)
    place = content.find(sign)
    if place >= 0 and place + offset < len(changed):
        changed[place + offset] = dice.choice((1, 99, 255))
    return bytes(changed)


def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
