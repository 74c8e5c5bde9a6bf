"""How scores are said: NPS in points, CSAT in percent, CES and others as a mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.analysis.surveys.result import ScoreBox, ScoreGroup, ScoresResult
from touchpath.journey.words import NOTHING, decimal, interval, points, rate, signed

_TITLES = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}
_LONG = 24
MISSING = {
    "touchpoint": "(no touchpoint)", "channel": "(no channel)", "persona": "(no persona)", "stage": "(no stage)",
}  # fmt: skip
_MEANINGS = {
    "nps": "The share of answers of 9 or 10 (promoters) minus that of 0 to 6 (detractors), in points.",
    "csat": "The share of answers in the top two boxes of their scale.",
    "ces": "The mean answer on 1 to 7, where more is easier.",
    "other": "The mean answer on the scale of the question.",
}


@dataclass(frozen=True)
class ScoreWords:
    """Words for a metric; `title` is the metric or, of other scales, the question."""

    metric: str
    title: str

    def value(self, score: float) -> str:
        """A score: "+32.6", "92.5 %", "5.36"."""
        if self.metric == "nps":
            return signed(score, 1)
        return rate(score) if self.metric == "csat" else decimal(score, 2)

    def span(self, low: float, high: float) -> str:
        """A 95 % interval in words."""
        return interval(self.value(low), self.value(high))

    def difference(self, change: float) -> str:
        """A difference of two scores with its sign: "+3.1 points", "−0.42"."""
        if self.metric == "csat":
            return points(change)
        return f"{signed(change, 1)} points" if self.metric == "nps" else signed(change, 2)

    def size(self, change: float) -> str:
        """A difference without its sign: "3.1 points", "0.42"."""
        return self.difference(abs(change)).lstrip("+")

    def difference_span(self, low: float, high: float) -> str:
        """The interval of a difference."""
        return interval(self.difference(low).removesuffix(" points"), self.difference(high).removesuffix(" points"))

    @property
    def axis(self) -> str:
        """What an axis is called: a question can be longer than its picture."""
        return _TITLES.get(self.metric, "Score")

    @property
    def meaning(self) -> str:
        """What the score is."""
        return _MEANINGS[self.metric]

    @property
    def lowest(self) -> str:
        """What the low end is called: of other scales nobody knows which end is good."""
        return "Lowest" if self.metric == "other" else "Worst"


def words_of(found: ScoresResult) -> ScoreWords:
    """The words for what was found."""
    return words_for(found.metric, found.questions)


def words_for(metric: str, questions: tuple[str, ...]) -> ScoreWords:
    """The words for a metric, or for a question on a scale of its own."""
    title = _TITLES.get(metric) or (f"“{questions[0]}”" if len(questions) == 1 else "The score")
    return ScoreWords(metric, title)


def apart(questions: Sequence[str]) -> dict[str, str]:
    """Questions that begin alike, without what all of them say first: "… Episode IV A New Hope"."""
    long = sorted({question for question in questions if len(question) > _LONG})
    cut = _shared(long[0], long[-1]) if len(long) > 1 else 0
    parts = {question: f"… {question[cut:]}" for question in long} if cut > _LONG else {}
    return {question: parts.get(question, question) for question in questions}


def _shared(first: str, last: str) -> int:
    """How many signs two texts begin with alike, to the end of a word (of sorted texts: all of them)."""
    alike = next((place for place, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), 0)
    return first.rfind(" ", 0, alike) + 1


def group_label(group: ScoreGroup, split: str) -> str:
    """What a group is called in tables and pictures."""
    if group.kind == "other":
        return "(other)"
    if group.kind == "missing":
        return MISSING.get(split, "(not known)")
    return group.label if group.label is not None else NOTHING


def box_label(box: ScoreBox) -> str:
    """A number that can be answered, or a stretch of them."""
    return f"{box.low:g}" if box.low == box.high else f"{box.low:g} to {box.high:g}"


def split_noun(split: str) -> str:
    """What a split is by, in words: "property:wait_minutes" -> "wait_minutes"."""
    return split.partition(":")[2] or split
