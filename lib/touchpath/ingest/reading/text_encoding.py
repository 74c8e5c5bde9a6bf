"""Which encoding a text file is in: by its first bytes, by being UTF-8 throughout, else by charset-normalizer."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from charset_normalizer import from_bytes

from touchpath.ingest.reading.allowance import UnpackAllowance, bounded
from touchpath.ingest.reading.likely_encoding import GOOD, likely_encoding
from touchpath.ingest.refusal import ImportRefused

_PIECE = 1 << 20
_LOOKED_AT = 1 << 18
_NEW_LINE = ord("\n")
_FIRST_OF_SEVERAL = 0xC0
"""In UTF-8 the first byte of a sign of several bytes is at least this, and the others are less."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_BYTES_BEYOND = re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.4
_FEW_SIGNS = 4
_OF_SEVERAL_BYTES = ["gb18030", "big5", "euc_kr", "cp949", "cp932", "euc_jp"]
_WIDER = {"euc_kr": "cp949", "big5": "cp950"}


@dataclass(frozen=True)
class Encoding:
    """The encoding found; `bad_bytes`: UTF-8 but for some bytes; `lines` counts lines.

    `mixed_line_ends`: not all lines end in the same way (also inside quotes), which the database cannot read.
    `glanced`: told by pieces of a large file, and still to be told by all of it. `doubt` says, in a sentence, which
    other encoding fits about as well and gives another text.
    """

    name: str
    bad_bytes: bool = False
    lines: int | None = None
    mixed_line_ends: bool = False
    glanced: bool = False
    doubt: str = ""

    @property
    def troubled(self) -> bool:
        """Whether the database cannot read the text as it is."""
        return self.bad_bytes or self.mixed_line_ends or self.name not in ("utf-8", "utf-8-sig", "ascii")


def open_plain(path: Path, compression: str, name: str = "") -> BinaryIO:
    """The uncompressed bytes of the file people call `name`.

    Reading raises ImportRefused as soon as far more comes out than went in (see allowance.py).
    """
    if compression != "gzip":
        return path.open("rb")
    return bounded(cast(BinaryIO, gzip.open(path, "rb")), UnpackAllowance.of(path, name))


def pieces(path: Path, compression: str, name: str) -> Iterator[bytes]:
    """The uncompressed bytes, a piece at a time; raises ImportRefused when the file is cut off or damaged."""
    try:
        with open_plain(path, compression, name) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ImportRefused(
            "The compressed file is cut off or damaged.", file=name, remedy="Export or download it again."
        ) from error


def is_gzip(path: Path) -> bool:
    """Whether the file is gzip, by its first bytes."""
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def detect_encoding(path: Path, compression: str, name: str) -> Encoding:
    """The encoding of the whole file (all of it is looked at: a late byte can tell)."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    window, sound, zeros, ends = b"", 0, False, LineEnds()
    plain = "utf-8"
    for number, piece in enumerate(pieces(path, compression, name)):
        if number == 0:
            if mark := next((encoding for sign, encoding in _MARKS if piece.startswith(sign)), None):
                if mark != "utf-8-sig":
                    return Encoding(mark)
                plain = mark
            if _looks_utf16(piece):
                return Encoding("utf-16-le" if piece[1:2] == b"\x00" else "utf-16-be")
            window = piece[:_LOOKED_AT]
        ends.count(piece)
        zeros = zeros or b"\x00" in piece
        try:
            decoder.decode(piece)
            sound += _beyond_ascii(piece)
        except UnicodeDecodeError:
            other = _not_utf8(window, piece, sound)
            return replace(other, name=plain) if other.bad_bytes else other
    return Encoding(plain, zeros, ends.written, mixed_line_ends=ends.mixed)


@dataclass
class LineEnds:
    """Counts the line ends of a text that comes in pieces; `closing` are those behind its last sign."""

    lines: int = 0
    returns: int = 0
    pairs: int = 0
    closing: int | None = None
    last: bytes = b"\n"

    @property
    def written(self) -> int:
        """How many lines there are, up to the last that is not empty."""
        return 0 if self.closing is None else self.lines - self.closing + 1

    @property
    def mixed(self) -> bool:
        """Whether not all lines end in the same way."""
        return self.returns > 0 and not self.returns == self.lines == self.pairs

    def count(self, piece: bytes) -> None:
        """Take the next piece into account. numpy counts single bytes four times as fast as bytes.count."""
        self.lines += int(np.count_nonzero(np.frombuffer(piece, np.uint8) == _NEW_LINE))
        signs = piece.rstrip(b"\r\n")
        if signs or self.closing is not None:
            self.closing = (0 if signs or self.closing is None else self.closing) + piece.count(b"\n", len(signs))
        if b"\r" in piece or self.last == b"\r":
            self.returns += piece.count(b"\r")
            self.pairs += piece.count(b"\r\n") + (self.last == b"\r" and piece.startswith(b"\n"))
        self.last = piece[-1:]


def _looks_utf16(head: bytes) -> bool:
    """Every second byte is zero: UTF-16 without its mark."""
    pairs = head[:2000]
    zeros = max(pairs[0::2].count(0), pairs[1::2].count(0))
    return len(pairs) > 20 and zeros > 0.4 * len(pairs)


def _beyond_ascii(piece: bytes) -> int:
    """How many signs of UTF-8 beyond ASCII begin in the bytes."""
    return 0 if piece.isascii() else int(np.count_nonzero(np.frombuffer(piece, np.uint8) >= _FIRST_OF_SEVERAL))


def _not_utf8(window: bytes, piece: bytes, sound: int) -> Encoding:
    """A UTF-8 file with stray bytes, or another encoding."""
    good = sound + _beyond_ascii(piece.decode("utf-8", errors="ignore").encode())
    bad = piece.decode("utf-8", errors="replace").count("\ufffd")
    if good >= 3 * bad:
        return Encoding("utf-8", bad_bytes=True)
    first = next((place for place, byte in enumerate(piece) if byte > 0x7F), 0)
    looked_at = window + piece[max(0, first - 2000) : first + _LOOKED_AT]
    if _is_japanese(looked_at):
        return Encoding("cp932")
    likely = likely_encoding(looked_at)
    if likely is None or (likely.fit < GOOD and _in_runs(looked_at)):
        best = from_bytes(looked_at, cp_isolation=_OF_SEVERAL_BYTES).best()
        if best is not None:
            return Encoding(_WIDER.get(best.encoding, best.encoding))
    return Encoding(likely.name, doubt=likely.doubt) if likely else Encoding("cp1252")


def _in_runs(text: bytes) -> bool:
    """Whether bytes beyond ASCII stand side by side, as in signs of several bytes, rather than within words."""
    runs = [len(run) for run in _BYTES_BEYOND.findall(text)]
    return sum(length for length in runs if length > 1) >= _MOSTLY * sum(runs)


def _is_japanese(text: bytes) -> bool:
    """Whether bytes are Japanese as Windows writes it: kana and kanji in runs, hardly any of half width.

    Letters of other single-byte encodings read so come out as half-width kana, or one by one.
    """
    signs = text.decode("cp932", errors="replace")
    runs = [len(run) for run in _BEYOND_ASCII.findall(signs)]
    beyond = sum(runs)
    strange = sum(sign == "\ufffd" or "\uff61" <= sign <= "\uff9f" for sign in signs)
    japanese = sum("\u3000" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" for sign in signs)
    return beyond >= _FEW_SIGNS and japanese >= 0.8 * beyond and strange <= 0.1 * beyond and beyond >= 2 * len(runs)
