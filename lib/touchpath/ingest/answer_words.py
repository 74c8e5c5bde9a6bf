"""Answers in words of degree ("Very satisfied", "trifft eher zu", "🙂"): which box of which scale each of them is.

The words are in answer_words.toml. A question is on a scale when each of its answers is in another box of it; where
several scales hold them, the one with fewest boxes is taken, or it is open which.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path

from touchpath.ingest.metrics import metric_of, satisfaction_of_others, words_of
from touchpath.ingest.question import Metric

_FILE = Path(__file__).with_name("answer_words.toml")
_FEWEST = 3
_MANY, _SEVERAL = 30, 15  # answers after which a box nobody chose was hardly offered; where all others were chosen
_LONGEST, _LONGEST_QUESTION = 80, 500
_MOST_BOXES = 10
_NUMBERED = re.compile(
    r"\(?(\d{1,2})\s?[-\u2013\u2014:=.)]\s?([^\d\s].*)$|(\D*[^\d\s(])\s?[-\u2013\u2014:=(]\s?(\d{1,2})\)?$"
)
_DECLARED = re.compile(r"(?<![\d.,])(\d{1,2})\s?(?:[=:\u2013-]|means|bedeutet|is)\s?([^\d,;()/=]{2,40})")


@dataclass(frozen=True)
class WordScale:
    """A scale of words: what they tell of ("satisfaction"), the ways each box is written, the lowest box first."""

    of: str
    boxes: tuple[tuple[str, ...], ...]
    rare: bool = False

    @property
    def size(self) -> int:
        """How many boxes it has."""
        return len(self.boxes)

    def place(self, word: str) -> int | None:
        """The box of a plain word, from 0; None where it is none of the scale."""
        return next((place for place, ways in enumerate(self.boxes) if word in ways), None)


@dataclass(frozen=True)
class AnswersInWords:
    """What the answers of a question in words count as: one word for each box, the lowest first, from `low` on.

    `blank` are answers that say nothing. `open_boxes`: so many boxes are possible as well, the answers do not tell.
    """

    of: str
    words: tuple[str, ...]
    blank: tuple[str, ...] = ()
    low: float = 1
    open_boxes: int = 0

    @property
    def high(self) -> float:
        """What the last word counts as."""
        return self.low + len(self.words) - 1


def read_words(
    values: Sequence[str], answers: int, wording: str = "", beside: Sequence[str] = ()
) -> AnswersInWords | None:
    """The scale of a question that was answered with these values; None where they are no words of degree.

    `beside` are the answers to other questions on the same scale: what was chosen there was offered here. `answers`
    is how many there are, theirs too. Numbers that the words contradict ("1 - Very satisfied") are read as those.
    """
    if any(len(value) > _LONGEST for value in values):
        return None
    if (turned := _turned(values, wording)) is not None:
        return turned
    given = {value: plain_word(value) for value in values}
    blank = tuple(value for value, word in given.items() if word in _silent())
    labels = {word: value for value, word in given.items() if value not in blank}
    pooled = frozenset((*labels, *(word for one in beside if (word := plain_word(one)) not in _silent())))
    fitting = _fitting(pooled)
    if len(pooled) < _FEWEST or not fitting or any(_number(value) is not None for value in values):
        return None
    best = fitting[0]
    if any(
        _places(one, pooled) != _places(best, pooled) for one in fitting if one.size == best.size and not one.rare
    ):
        return None
    others = [one for one in fitting if not one.rare and one.size != best.size]
    seen_whole = len(pooled) == best.size and answers >= _SEVERAL
    open_boxes = 0 if answers >= _MANY or seen_whole or not others else others[0].size
    words = tuple(next((labels[way] for way in ways if way in labels), ways[0]) for ways in best.boxes)
    return AnswersInWords(best.of, words, blank, open_boxes=open_boxes)


def on_boxes(values: Sequence[str], boxes: int) -> AnswersInWords | None:
    """The words of a scale with so many boxes, where it is said how many there were."""
    labels = {word: value for value in values if (word := plain_word(value)) not in _silent()}
    scale = next((one for one in _fitting(frozenset(labels)) if one.size == boxes), None)
    if scale is None:
        return None
    words = tuple(next((labels[way] for way in ways if way in labels), ways[0]) for ways in scale.boxes)
    return AnswersInWords(scale.of, words, tuple(value for value in values if plain_word(value) in _silent()))


def measured_in_words(of: str, wording: str) -> Metric:
    """What answers in such words measure: satisfaction is told by them too, NPS is never asked in words."""
    named = metric_of(wording)
    if of == "satisfaction":
        return "other" if satisfaction_of_others(wording) else "csat"
    if named == "ces":
        return "ces" if of in ("ease", "agreement") else "other"
    return "csat" if named == "csat" and of != "likelihood" else "other"


def tells_of_degree(values: Sequence[str]) -> bool:
    """Whether the answers are words of degree, be they too few to tell their scale."""
    words = frozenset(map(plain_word, values)) - _silent()
    return bool(words) and all(word in _by_word() for word in words) and bool(_fitting(words))


def shares_a_scale(values: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two questions were answered in words of one scale."""
    mine, theirs = (frozenset(map(plain_word, one)) - _silent() for one in (values, other))
    return bool(mine and theirs and _fitting(mine | theirs) and _fitting(mine) and _fitting(theirs))


@lru_cache(maxsize=65_536)
def plain_word(text: str) -> str:
    """An answer without capitals, accents, signs and the number at its beginning or end; a face as it is."""
    bare = text.strip()[:_LONGEST]
    told = _NUMBERED.match(bare)
    return words_of((told[2] or told[3]) if told else bare) or re.sub(r"[\s\ufe0f]", "", bare)


@lru_cache(maxsize=4096)
def _fitting(labels: frozenset[str]) -> tuple[WordScale, ...]:
    """The scales that hold each of the words in a box of its own, the likeliest first."""
    known = [_by_word().get(word, frozenset()) for word in labels]
    shared = frozenset.intersection(*known) if known else frozenset()
    found = [_scales()[place] for place in sorted(shared)]
    told = [scale for scale in found if len({scale.place(word) for word in labels}) == len(labels)]
    return tuple(sorted(told, key=lambda scale: (scale.rare, scale.size)))


def _places(scale: WordScale, words: frozenset[str]) -> list[int | None]:
    return [scale.place(word) for word in sorted(words)]


def _turned(values: Sequence[str], wording: str) -> AnswersInWords | None:
    """Numbers of which the lower is the better: as the words at them tell, or those of the question."""
    numbers = {value: number for value in values if (number := _number(value)) is not None}
    blank = tuple(value for value in values if value not in numbers)
    if len(numbers) < 2 or any(plain_word(value) not in _silent() for value in blank):
        return None
    labels = {number: plain_word(value) for value, number in numbers.items() if not value.strip().isdigit()}
    labels = labels or {int(told[1]): plain_word(told[2]) for told in _DECLARED.finditer(wording[:_LONGEST_QUESTION])}
    scale = next(iter(_fitting(frozenset(labels.values()))), None)
    if scale is None or not _falls(scale, labels):
        return None
    low, high = min(*numbers.values(), *labels), max(*numbers.values(), *labels)
    if low > 1 or high > _MOST_BOXES:
        return None
    written = {number: value for value, number in numbers.items()}
    words = tuple(written.get(number, str(number)) for number in range(high, low - 1, -1))
    return AnswersInWords(scale.of, words, blank, low)


def _falls(scale: WordScale, labels: dict[int, str]) -> bool:
    """Whether the words at higher numbers are lower on the scale, each of them."""
    places = [scale.place(labels[number]) or 0 for number in sorted(labels)]
    return len(places) > 1 and all(later < earlier for earlier, later in pairwise(places))


def _number(value: str) -> int | None:
    """The number of an answer that is one, or begins or ends with one."""
    bare = value.strip()
    if bare.isdigit():
        return int(bare) if len(bare) < 3 else None
    told = _NUMBERED.match(bare)
    return int(told[1] or told[4]) if told else None


@cache
def _read() -> dict[str, object]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _ways(phrases: Sequence[str]) -> tuple[str, ...]:
    """Every way to write a box, as plain words."""
    sets: dict[str, str] = _read()["set"]  # type: ignore[assignment]
    found: dict[str, None] = {}
    for phrase in phrases:
        tokens = [sets[token[1:]] if token.startswith("$") else token for token in phrase.split()]
        for parts in product(*(token.split("|") for token in tokens)):
            said = " ".join(part.replace("_", " ") for part in parts if part != "~")
            found[words_of(said) or said] = None
    return tuple(found)


@cache
def _silent() -> frozenset[str]:
    return frozenset((*_ways(_read()["no_answer"]), ""))  # type: ignore[arg-type]


@cache
def _scales() -> tuple[WordScale, ...]:
    found: list[WordScale] = []
    for told in _read()["scale"]:  # type: ignore[attr-defined]
        boxes = tuple(_ways(box) for box in told["boxes"])
        rare = bool(told.get("rare"))
        found.append(WordScale(told["of"], boxes, rare))
        if told.get("middle"):
            middle = len(boxes) // 2
            found.append(WordScale(told["of"], boxes[:middle] + boxes[middle + 1 :], rare))
    return tuple(found)


@cache
def _by_word() -> dict[str, frozenset[int]]:
    """The scales each word is in."""
    found: dict[str, set[int]] = {}
    for place, scale in enumerate(_scales()):
        for way in (way for box in scale.boxes for way in box):
            found.setdefault(way, set()).add(place)
    return {word: frozenset(places) for word, places in found.items()}
