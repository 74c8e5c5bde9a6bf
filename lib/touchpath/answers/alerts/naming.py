"""What a watched figure is called, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isnan

from touchpath.analysis import measures
from touchpath.answers.measures.reading import Written, title, written
from touchpath.journey import words
from touchpath.journey.alerts import Alert
from touchpath.journey.funnel import Funnel
from touchpath.journey.measures import MeasureSettings

_NOUNS = {"share": "people", "money": "purchase events", "points": "answers", "mean": "answers"}
_COUNTED = ("people", "events", "sessions", "purchases")
_ENDS = {"nps": (-100.0, 100.0), "ces": (1.0, 7.0)}


@dataclass(frozen=True)
class FigureWords:
    """A watched figure in words: its name, its values (between `ends`), what they rest on, its definition."""

    name: str
    value: Written
    noun: str
    definition: str
    denominator: str
    statement: str
    ends: tuple[float, float] = (0.0, inf)

    def band(self, low: float, high: float) -> str:
        """A band, no wider than values can be."""
        return words.interval(self.value(max(low, self.ends[0])), self.value(min(high, self.ends[1])))


def figure_words(asked: Alert, settings: MeasureSettings, currency: str) -> FigureWords:
    """The words of a measure or of a funnel."""
    if asked.funnel is not None:
        return FigureWords(
            funnel_name(asked.funnel),
            words.rate,
            "people",
            "The share of those who entered the funnel on a day and reached its last step within its window.",
            "People who entered the funnel on the day.",
            "ask/log/first_events",
        )
    kind = measures.definition(asked.measure)
    return FigureWords(
        title(kind, settings),
        _whole if kind.unit in _COUNTED else written(kind, currency),
        _NOUNS.get(kind.unit, ""),
        kind.definition(settings),
        kind.denominator(settings),
        kind.question,
        _ENDS.get(asked.measure, (0.0, inf)),
    )


def _whole(number: float) -> str:
    """An expected count is no whole number; it is read as one."""
    return words.NOTHING if isnan(number) else words.count(round(number))


def funnel_name(funnel: Funnel) -> str:
    """A funnel by its first and last step."""
    ends = [words.listed(part.touchpoints or ("any event",), conjunction="or") for part in funnel.steps]
    return f"Funnel from {ends[0]} to {ends[-1]}"
