"""Did a measure move beyond its usual range? The latest complete period against those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from touchpath.analysis import measures
from touchpath.answers.measures.now import MeasuresNow
from touchpath.answers.measures.reading import title, written
from touchpath.journey.words import day_in_words, listed, plural
from touchpath.stats.usual_range import FEWEST, usual_range

_MOST_PERIODS = 26
_ALPHA = 0.05
_COUNTS = ("people", "events", "sessions", "purchases", "money")


@dataclass(frozen=True)
class LatestPeriod:
    """One measure in its latest complete period: `value` there, `before` in the one before, and the usual range."""

    name: str
    title: str
    starts: date
    value: float
    before: float
    low: float
    high: float

    @property
    def moved(self) -> bool:
        """Whether it lies outside its usual range."""
        return not self.low <= self.value <= self.high


def judge(found: MeasuresNow) -> tuple[LatestPeriod, ...]:
    """Every measure with enough complete periods before its latest one.

    The level is divided by the number of measures, so that one look in twenty raises a false alarm, not one in three.
    """
    known = [(part.name, _complete(found, part.name)) for part in found.history]
    enough = [(name, points) for name, points in known if len(points) > FEWEST]
    level = 1 - _ALPHA / max(len(enough), 1)
    return tuple(_judged(found, name, points[-_MOST_PERIODS - 1 :], level) for name, points in enough)


def _complete(found: MeasuresNow, name: str) -> list[tuple[date, float]]:
    """The values of complete periods, with their first days. Days are no periods: weekdays differ."""
    figure = next(part.figure for part in found.history if part.name == name)
    buckets = found.history_buckets
    return [(buckets[place].start, value) for place, value, _ in figure.trend if buckets[place].complete]


def _judged(found: MeasuresNow, name: str, points: Sequence[tuple[date, float]], level: float) -> LatestPeriod:
    kind = measures.definition(name)
    *earlier, (starts, value) = points
    values = [known for _, known in earlier]
    low, high = usual_range(values, level) or (value, value)
    if kind.unit in (*_COUNTS, "share"):
        low = max(low, 0.0)
    high = min(high, 1.0) if kind.unit == "share" else high
    return LatestPeriod(name, title(kind, found.settings), starts, value, values[-1], low, high)


def judged_sentences(judged: Sequence[LatestPeriod], period: str, currency: str) -> list[str]:
    """What moved, each in a sentence with its value, its usual range and the period before."""
    return [_moved_sentence(part, period, currency) for part in judged if part.moved]


def _moved_sentence(part: LatestPeriod, period: str, currency: str) -> str:
    say = written(measures.definition(part.name), currency)
    way = "below" if part.value < part.low else "above"
    return (
        f"{part.title} was {say(part.value)} in the {period} of {day_in_words(part.starts)}, {way} its usual "
        f"{say(part.low)} to {say(part.high)} ({say(part.before)} in the {period} before)."
    )


def state_sentence(judged: Sequence[LatestPeriod], period: str) -> str:
    """How the journey is doing, in a few words; what cannot be judged says so."""
    if not judged:
        return f"Too short a history to say what is usual here: that takes {FEWEST + 1} complete weeks."
    moved = [part.title for part in judged if part.moved]
    latest = day_in_words(max(part.starts for part in judged))
    if not moved:
        return (
            f"As usual: none of {plural(len(judged), 'figure')} left its usual range in its latest complete {period} "
            f"(up to that of {latest})."
        )
    others = len(judged) - len(moved)
    rest = (
        f" The other {plural(others, 'figure')} stayed in {'its' if others == 1 else 'their'} usual range."
        if others
        else ""
    )
    return f"{listed(moved)} left {'its' if len(moved) == 1 else 'their'} usual range.{rest}"
