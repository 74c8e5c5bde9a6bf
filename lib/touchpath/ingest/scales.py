"""Survey questions as their values show them: the scale, and codes that mean "no answer".

Words tell what a question measures (see metrics.py), values on which scale it was answered. Where the two contradict
each other the values are believed, and it is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.metrics import metric_of, words_of
from touchpath.ingest.question import Metric, Question
from touchpath.ingest.scale_limits import USUAL, ScaleLimits, declared_limits, limits_of
from touchpath.ingest.source import SourceColumn

_NO_ANSWER = re.compile(
    r"blank|n/?a|none|not (used|applicable|asked|selected)|don'?t know|refused|no (answer|opinion|response)|"
    r"keine angabe|[-.]+",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(-?\d{1,3})\s*[-\u2013\u2014:=(.)]\s*[^\d\s].*$|\D{0,300}[^\d\s]\s{0,5}[-\u2013\u2014:=(]\s*(\d{1,3})\s*\)?$|"
    r"(\d{1,2}) stars?$"
)
_CODED = re.compile(r"^q\d+|^question ?\d+|^item ?\d+|^frage ?\d+")
_LONGEST = 200
_MOST_BOXES = 10


@dataclass(frozen=True)
class Scale:
    """The lowest and highest score of a question, and the written values that are no answers."""

    low: float
    high: float
    blank: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """For example "1 to 5"."""
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True)
class ScaleReading:
    """What a question measures, the scale its values show, and whether the usual scale of its metric holds them."""

    metric: Metric
    scale: Scale | None = None
    usual_holds: bool = False

    @property
    def contradicts(self) -> bool:
        """Whether the values are on another scale than the metric is usually asked on."""
        found = self.scale
        return self.metric in USUAL and found is not None and (found.low, found.high) != USUAL[self.metric]

    @property
    def is_open(self) -> bool:
        """Whether only the one who asked the question knows which of two scales it was."""
        return self.contradicts and self.usual_holds


def detect_scale(
    values: Sequence[str], wording: str = "", answers: int = 0, metric: Metric | None = None, codes: bool = False
) -> Scale | None:
    """The scale that the distinct values of a question fit; None when they are no scores.

    Codes next to a usual scale (11 beside 0-10, 98 and 99; with `codes` also 0 and 6 beside 1-5) are taken for "no
    answer". `answers` is how many there are: with many, a box nobody chose is taken for one that was not offered.
    `metric` is what the question is said to measure (else its words tell). A scale that the words declare wins.
    """
    numbers = {value: number for value in values if (number := number_of(value)) is not None}
    words = [value for value in values if value not in numbers]
    named = metric or metric_of(wording)
    if not all(_NO_ANSWER.fullmatch(word.strip()[:_LONGEST]) for word in words):
        return None
    if len(numbers) < 2 and not (numbers and named in USUAL):
        return None
    found = set(numbers.values())
    limits = declared_limits(wording, found) or limits_of(found, named, answers, codes=codes)
    return None if limits is None else _scale(limits, numbers, words)


def read_question(
    values: Sequence[str], wording: str = "", answers: int = 0, metric: Metric | None = None, codes: bool = False
) -> ScaleReading:
    """What a question measures and on which scale; see detect_scale. A metric it cannot be is "other"."""
    scale = detect_scale(values, wording, answers, metric, codes)
    named = metric or metric_of(wording) or "other"
    if scale is None:
        return ScaleReading(metric or "other")
    if named == "csat" and scale.high - scale.low > _MOST_BOXES:
        return ScaleReading("other", scale)
    low, high = USUAL.get(named, (scale.low, scale.high))
    kept = [number for value in values if value not in scale.blank and (number := number_of(value)) is not None]
    holds = all(low <= number <= high for number in kept) and declared_limits(wording, set(kept)) is None
    return ScaleReading(named, scale, holds)


def describe_question(
    column: str, values: Sequence[str], text: str = "", answers: int = 0, codes: bool = False
) -> Question:
    """A question of a wide file with its scale, metric and codes filled in.

    NPS is left to questions on 0-10; one that is called so and was answered on another scale keeps its name and its
    scale, and is in no score.
    """
    read = read_question(values, f"{column} {text}" if text != column else column, answers, codes=codes)
    if read.scale is None:
        return Question(column, text or column)
    return Question(column, text or column, read.metric, read.scale.low, read.scale.high, read.scale.blank)


def has_codes(columns: Sequence[SourceColumn]) -> bool:
    """Whether codes (0, 6) stand beside scales of five boxes: some numbered question has 1 to 5 only."""
    five = set(range(1, 6))
    return any(
        is_coded(column.name) and len(found) >= 4 and found <= five
        for column in columns
        for found in ({number_of(value) for value in column.values} - {None},)
    )


def is_coded(name: str) -> bool:
    """Whether a column is called by the number of its question."""
    return bool(_CODED.match(words_of(name)))


def number_of(text: str) -> int | None:
    """The whole number of an answer, also of a labelled end of a scale ("10 - Extremely likely"); else None."""
    told = _LABELLED.match(text.strip()) if len(text) <= _LONGEST else None
    try:
        number = float(next(part for part in told.groups() if part) if told else text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10_000 else None


def _scale(limits: ScaleLimits, numbers: dict[str, int], words: Sequence[str]) -> Scale:
    low, high = limits
    blank = [value for value, number in numbers.items() if not low <= number <= high]
    return Scale(low, high, tuple(sorted(blank, key=lambda value: numbers[value])) + tuple(sorted(words)))
