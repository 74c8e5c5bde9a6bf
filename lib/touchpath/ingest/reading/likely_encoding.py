"""Which one-byte encoding a text is in: the one in which its letters beyond ASCII are those of a language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from touchpath.ingest.reading.letters import LANGUAGES

_WORD = re.compile(rb"[^\x00-\x2f]+")
_MOST_WORDS, _LONGEST_WORD = 4_000, 60
_MARKS = frozenset(
    "\u2013\u2014\u201c\u201d\u201e\u2018\u2019\u2026\u2022\u20ac\u00a3\u00a9\u00ae\u2122\u00a0\u00b0\u00ab\u00bb\u2116\u00bd"
)
_OF_MARKS, _UNKNOWN, _IMPOSSIBLE = -5.0, -8.0, -12.0
_ODD_CASE, _MIXED = -3.0, -3.0
_STEEP = 1.5
_NEAR = 3.5
_CAPITAL = 1.0
GOOD = -3.6
"""From this mean of a sign on, a text reads as one of a language; what is none of it comes to less."""


@dataclass(frozen=True)
class LikelyEncoding:
    """An encoding, how well its letters are those of a language (the mean of a sign, as a logarithm), and the next.

    `rival` is the best of those that give another text and fit about as well; `word` is one that differs, as the two
    read it.
    """

    name: str
    fit: float
    rival: str = ""
    word: tuple[str, str] = ("", "")

    @property
    def doubt(self) -> str:
        """What is not sure, in a sentence; nothing where no other encoding fits about as well."""
        if not self.rival:
            return ""
        own, other = self.word
        return (
            f'The text was read as {self.name}, as in "{own}"; in {self.rival} it would be "{other}". If that is '
            f"right, choose {self.rival} as the encoding of the text."
        )


def likely_encoding(text: bytes) -> LikelyEncoding | None:
    """The likeliest encoding; None where nothing lies beyond ASCII."""
    short = (word[:_LONGEST_WORD] for word in _WORD.findall(text))
    words = Counter(islice((word for word in short if not word.isascii()), _MOST_WORDS))
    if not words:
        return None
    signs = sum(sum(byte > 0x7F for byte in word) * times for word, times in words.items())
    told = {name: {word: word.decode(name, errors="replace") for word in words} for name in _encodings()}
    fits = {name: _usual(name) + _fit(read, words, _models()[name]) for name, read in told.items()}
    best = max(fits, key=lambda name: fits[name])
    rivals = (name for name in fits if told[name] != told[best] and fits[best] - fits[name] < _NEAR)
    rival = max(rivals, key=lambda name: fits[name], default="")
    differing = next((word for word in words if rival and told[rival][word] != told[best][word]), b"")
    word = (told[best][differing], told[rival][differing]) if rival else ("", "")
    return LikelyEncoding(best, (fits[best] - _usual(best)) / signs, rival, word)


def _fit(read: Mapping[bytes, str], words: Mapping[bytes, int], models: tuple[Mapping[str, float], ...]) -> float:
    """How likely the words are in the best of the languages of an encoding."""
    signs = Counter[str]()
    odd = 0.0
    for word, text in read.items():
        for sign in text:
            if sign > "\x7f":
                signs[sign] += words[word]
        odd += _oddness(text) * words[word]
    return odd + max(sum(_of(sign, model) * times for sign, times in signs.items()) for model in models)


def _usual(name: str) -> float:
    """How usual an encoding is before anything is read: that of the West most, those of Windows before others."""
    return 2.0 if name == "cp1252" else 0.0 if name.startswith("cp12") or name == "cp874" else -1.0


def _of(sign: str, model: Mapping[str, float]) -> float:
    if known := model.get(sign):
        return known
    if sign in _MARKS:
        return _OF_MARKS
    return _IMPOSSIBLE if sign == "\ufffd" or sign < "\xa0" else _UNKNOWN


def _oddness(text: str) -> float:
    """Capitals behind small letters, and letters of several scripts in one word."""
    pairs = list(pairwise(text))
    capitals = sum(before.islower() and after.isupper() and max(before, after) > "\x7f" for before, after in pairs)
    beyond = [_script(sign) for sign in text if sign.isalpha()]
    mixed = sum(one != other for one, other in pairwise(beyond))
    return _ODD_CASE * capitals + _MIXED * mixed


def _script(sign: str) -> str:
    """A rough script: Latin up to its last accented letters, Greek, and blocks of 256 signs behind it."""
    if sign < "\u0250" or "\u1e00" <= sign < "\u1f00":
        return "latin"
    return "greek" if sign < "\u0400" else hex(ord(sign) >> 8)


@cache
def _encodings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, _, names in LANGUAGES for name in names))


@cache
def _models() -> dict[str, tuple[dict[str, float], ...]]:
    """For each encoding the letters of its languages, as logarithms of how often each comes among them."""
    found: dict[str, list[dict[str, float]]] = {}
    for _, letters, names in LANGUAGES:
        shares = [1 / (rank + _STEEP) for rank in range(len(letters))]
        whole = sum(shares)
        small = {letter: math.log(share / whole) for letter, share in zip(letters, shares, strict=True)}
        model = {letter.upper(): fit - _CAPITAL for letter, fit in small.items() if len(letter.upper()) == 1} | small
        for name in names:
            found.setdefault(name, []).append(model)
    return {name: tuple(models) for name, models in found.items()}
