"""Files nobody would wish for, generated from a seed: most are almost right, so that they get far."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.ingest.hostile.cells import Dice
from tests.ingest.hostile.documents import json_file
from tests.ingest.hostile.packed import gzip_file, zip_file
from tests.ingest.hostile.sheets import parquet_file, workbook
from tests.ingest.hostile.texts import text_file


def hostile_file(seed: int) -> tuple[str, bytes]:
    """A file name and its bytes, always the same for a seed (and the presets there are)."""
    dice = random.Random(seed)
    name, content = dice.choice(_MAKERS)(dice)
    for damage in dice.sample(_DAMAGES, dice.choice((0, 0, 0, 0, 0, 1, 1, 2))):
        content = damage(content, dice)
    return name, content


def _noise(dice: Dice) -> tuple[str, bytes]:
    """Bytes behind the first signs of some format."""
    heads = (
        b"",
        b"PAR1",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\xd0\xcf\x11\xe0",
        b"{",
        b"[",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"BZh",
        b"SQLite format 3\x00",
    )
    tails = (
        dice.randbytes(dice.randrange(2000)),
        b"\x00" * 3000,
        bytes(range(256)),
        b" " * 900,
        b"",
        b"a" * 100_000,
        b"a,b\n" * 5,
    )
    return dice.choice(("x.csv", "x.xlsx", "x.parquet", "x", "x.gz", "x.zip")), dice.choice(heads) + dice.choice(
        tails
    )


def _cut(content: bytes, dice: Dice) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _beheaded(content: bytes, dice: Dice) -> bytes:
    return content[dice.randrange(min(len(content), 200) + 1) :]


def _flip(content: bytes, dice: Dice) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), dice.choice((1, 1, 3, 30)))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _repeat(content: bytes, dice: Dice) -> bytes:
    return content * dice.choice((2, 3))


def _insert(content: bytes, dice: Dice) -> bytes:
    place = dice.randrange(len(content) + 1)
    given = (
        b"\x00" * 40,
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\r",
        b'"',
        b"\xc3",
        b"\x1a",
        b"\n" * 9,
        dice.randbytes(20),
        b"\x80" * 300,
    )
    return content[:place] + dice.choice(given) + content[place:]


def _hole(content: bytes, dice: Dice) -> bytes:
    place = dice.randrange(len(content) + 1)
    return content[:place] + content[place + dice.choice((1, 7, 100)) :]


_MAKERS: tuple[Callable[[Dice], tuple[str, bytes]], ...] = (
    *(text_file,) * 11, *(json_file,) * 3, gzip_file, zip_file, workbook, parquet_file, _noise,
)  # fmt: skip
_DAMAGES = (_cut, _flip, _flip, _repeat, _insert, _insert, _hole, _beheaded)
