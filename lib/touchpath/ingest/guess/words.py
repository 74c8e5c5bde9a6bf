"""The words in the name of a column: npsScore, NPS_Score and nps-score are all nps, score; kundennummer is parted."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from touchpath.ingest.guess.lexicon import VOCABULARY

_PREFIX = re.compile(
    r"^(properties|event|context|traits|payload|user(?=\.(properties|traits|attributes)))\.(?=\S)", re.IGNORECASE
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z]+|\d+|[\u3005-\u30ff\u4e00-\u9fff]+|[^\W\d_]+")
_LETTERS = str.maketrans(
    {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss"}
)
_LONGEST = 500
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 5, 30
_SHORTEST_PART = 3
_MANY_WORDS = 6


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters without accents, split at signs, blanks, capitals and digits."""
    plain = _PREFIX.sub("", name.strip()[:_LONGEST].replace("IDs", "ids")).translate(_LETTERS)
    split = _CAMEL.sub(" ", _without_accents(plain)).lower()
    return tuple(part for word in _WORD.findall(split) for part in _parted(word))


def joined(name: str) -> str:
    """The words of a name as one text: unitPrice and "Unit price" are unit_price."""
    return "_".join(words(name))


def is_sentence(name: str) -> bool:
    """Whether a name is a question or statement rather than a term: it plays no role but that of a question."""
    return len(words(name)) > _MANY_WORDS or name.strip().endswith(("?", "？"))


def _without_accents(text: str) -> str:
    """Latin letters without their accents; signs of other scripts stay whole."""
    bare = (sign for sign in unicodedata.normalize("NFKD", text) if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFKC", "".join(bare))


@cache
def _parted(word: str) -> tuple[str, ...]:
    """A compound as the known words it is made of, the longest first; any other word as it is."""
    if word in VOCABULARY or len(word) > _LONGEST_COMPOUND or (word.isascii() and len(word) < _SHORTEST_COMPOUND):
        return (word,)
    return _in_known_words(word) or (word,)


@cache
def _in_known_words(word: str) -> tuple[str, ...] | None:
    if _is_part(word):
        return (word,)
    for cut in range(len(word) - 1, 0, -1):
        for joint in ("", "s", "n"):
            rest = word[cut:].removeprefix(joint) if word[cut:].startswith(joint) else ""
            if rest and _is_part(word[:cut]) and (parts := _in_known_words(rest)):
                return (word[:cut], *parts)
    return None


def _is_part(word: str) -> bool:
    """Whether a compound may have this part: two Latin letters only where they say it is an id."""
    return word in VOCABULARY and (len(word) >= _SHORTEST_PART or not word.isascii() or word in ("id", "no", "nr"))
