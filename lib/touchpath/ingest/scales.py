"""Survey questions as their values show them: scale, codes that mean "no answer", and the metric they measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.mapping import Metric, Question

_RECOMMEND = re.compile(r"recommend|\bnps\b|net_?pro|promoter|weiterempfehl|likelihood", re.IGNORECASE)
_EFFORT = re.compile(r"effort|\bces\b|how easy|easy to|aufwand", re.IGNORECASE)
_SATISFIED = re.compile(r"satisf|\bcsat\b|zufrieden|overall|happy|rate ", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"blank|n/?a|none|not (used|applicable|asked|selected)|don'?t know|refused|no (answer|opinion|response)|"
    r"keine angabe|[-.]+",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(-?\d{1,3})\s*[-\u2013\u2014:=(.)]\s*[^\d\s].*$|\D{0,300}[^\d\s]\s{0,5}[-\u2013\u2014:=(]\s*(\d{1,3})\s*\)?$|"
    r"(\d{1,2}) stars?$"
)
_SCALES: tuple[tuple[int, int], ...] = ((1, 5), (1, 7), (0, 10), (1, 10), (1, 3), (1, 4), (1, 6), (0, 100), (1, 100))


@dataclass(frozen=True)
class Scale:
    """The lowest and highest score of a question, and the written values that are no answers."""

    low: float
    high: float
    blank: tuple[str, ...] = ()


def detect_scale(values: Sequence[str], wording: str = "") -> Scale | None:
    """The scale that the distinct values of a question fit; None when they are no scores.

    Codes next to a usual scale (0 and 6 beside 1-5, 11 beside 0-10, 98 and 99) are taken for "no answer".
    """
    numbers = {value: number for value in values if (number := _whole(value)) is not None}
    words = [value for value in values if value not in numbers]
    if (len(numbers) < 2 and not (numbers and _RECOMMEND.search(wording))) or not all(
        _NO_ANSWER.fullmatch(word.strip()) for word in words
    ):
        return None
    found = set(numbers.values())
    low, high = _limits(found, wording)
    if low is None or high is None:
        return None
    blank = [value for value, number in numbers.items() if not low <= number <= high]
    return Scale(
        float(low), float(high), tuple(sorted(blank, key=lambda value: numbers[value])) + tuple(sorted(words))
    )


def guess_metric(wording: str, scale: Scale | None) -> Metric:
    """What a question measures, by its words and its scale."""
    if scale is None:
        return "other"
    if (scale.low, scale.high) == (0, 10):
        return "nps" if _RECOMMEND.search(wording) else "other"
    if (scale.low, scale.high) in ((1, 7), (1, 5)) and _EFFORT.search(wording):
        return "ces" if scale.high == 7 else "csat"
    if (scale.low, scale.high) == (1, 5):
        return "csat"
    if _SATISFIED.search(wording) and scale.high in (3, 4, 6, 7, 10):
        return "csat"
    return "other"


def describe_question(column: str, values: Sequence[str], text: str = "") -> Question:
    """A question of a wide file with its scale, metric and codes filled in."""
    wording = f"{column} {text}"
    scale = detect_scale(values, wording)
    if scale is None:
        return Question(column, text or column)
    return Question(column, text or column, guess_metric(wording, scale), scale.low, scale.high, scale.blank)


def _limits(found: set[int], wording: str) -> tuple[int | None, int | None]:
    """The usual scale that leaves the fewest codes over."""
    if _RECOMMEND.search(wording) and len(found & set(range(11))) >= 6:
        return 0, 10
    if _RECOMMEND.search(wording) and found <= set(range(11)) and max(found) > 7:
        return 0, 10
    if 0 in found and {4, 5} < found <= set(range(7)):
        return 1, 5
    for low, high in _SCALES:
        inside = {number for number in found if low <= number <= high}
        codes = found - inside
        if len(inside) > min(20, (high - low) / 2) and all(code == -1 or high < 88 <= code for code in codes):
            return low, high
    if len(found & set(range(11))) >= 9 and all(code in range(-1, 100) for code in found):
        return 0, 10
    return None, None


def _whole(text: str) -> int | None:
    told = _LABELLED.match(text.strip())
    try:
        number = float(next(part for part in told.groups() if part) if told else text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and abs(number) < 10_000 else None
