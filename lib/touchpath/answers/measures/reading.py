"""A measure as it is read at a glance: value, what it rests on, how it changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isnan

from touchpath.analysis import measures
from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.figure import Difference, complete_values
from touchpath.analysis.scores import Score
from touchpath.answers.answer import Reading, Statement
from touchpath.answers.kinds import Place
from touchpath.answers.measures.now import MeasureNow, MeasuresNow, difference
from touchpath.journey import words
from touchpath.journey.measures import MeasureSettings

Written = Callable[[float], str]
_COUNTED = ("people", "events", "sessions", "purchases")
_SCORES_AMONG = (
    "Answers in view, from {people}; dates are those of the answer, channels and conditions on events those of the "
    "event it is about. "
    "Answers of one person are not independent: the interval allows for it."
)


def title(kind: MeasureDefinition, settings: MeasureSettings) -> str:
    """What a measure is called under these settings."""
    return f"{kind.title} at {settings.retained_days} days" if kind.name == "retained" else kind.title


def written(kind: MeasureDefinition, currency: str) -> Written:
    """How a value of the measure is written."""
    if kind.unit == "share":
        return words.rate
    if kind.unit == "money":
        return partial(words.money, currency=currency)
    if kind.unit == "mean":
        return partial(words.decimal, decimals=2)
    return words.signed if kind.unit == "points" else words.count


def reading(part: MeasureNow, found: MeasuresNow, place: Place) -> Reading:
    """Everything a tile says of a measure."""
    kind, figure = measures.definition(part.name), part.figure
    change = difference(part)
    return Reading(
        name=part.name,
        title=title(kind, found.settings),
        value=written(kind, place.currency)(figure.value),
        note=figure.reason or _note(kind, part, found, place),
        definition=kind.definition(found.settings) + (_scored(kind, part.score, place) if part.score else ""),
        denominator=_denominator(kind, part, found.settings),
        n=figure.n,
        statement=Statement(kind.question, part.instead or place.filters),
        trend=complete_values(figure, found.buckets),
        change=_change_words(change, kind, place.currency),
        surely=change is not None and (change.low > 0 or change.high < 0),
        known=not isnan(figure.value),
    )


def _note(kind: MeasureDefinition, part: MeasureNow, found: MeasuresNow, place: Place) -> str:
    figure, say = part.figure, written(kind, place.currency)
    span = words.interval(say(figure.low), say(figure.high))
    if kind.unit in _COUNTED:
        return _per_person(kind.name, figure.people, figure.value)
    if kind.unit == "money" and isnan(figure.low):
        each = words.money(figure.value / figure.n if figure.n else float("nan"), place.currency)
        return f"{words.plural(figure.n, 'purchase event')}; {each} each on average"
    if part.score is not None:
        return f"{words.plural(figure.n, 'answer')}; 95 % interval {span}"
    left_out = f"; {words.count(figure.immature)} too recent to judge" if figure.immature else ""
    if part.instead is not None:
        left_out = (
            f". Of {part.instead.sentence()}, the latest dates whose days are over: those chosen are too recent"
        )
    return f"{words.plural(figure.n, 'person', 'people')}; 95 % interval {span}{left_out}"


def _per_person(name: str, people: float, number: float) -> str:
    if name == "people" or not people or isnan(people):
        return "with at least one event"
    return f"{words.decimal(number / people)} per person"


def _scored(kind: MeasureDefinition, score: Score, place: Place) -> str:
    """What is shown beside a score: its mean, the share of good answers, what weights and scales did."""
    if not score.figure.n:
        return ""
    beside = {
        "csat": f" Mean {words.decimal(score.mean, 2)}.",
        "ces": f" {words.rate(score.good)} answered 5 or more.",
    }
    weights = (
        f" Weighted as the file says; without weights {written(kind, place.currency)(score.unweighted)}. "
        f"The weighted answers tell as much as {words.decimal(score.effective)} of equal weight."
        if score.weighted
        else ""
    )
    scaled = " Other scales were brought to 1-7." if score.rescaled else ""
    return f"{beside.get(score.metric, '')}{weights}{scaled}"


def _denominator(kind: MeasureDefinition, part: MeasureNow, settings: MeasureSettings) -> str:
    if part.score is None:
        return kind.denominator(settings)
    return _SCORES_AMONG.format(people=words.plural(part.score.people, "person", "people"))


def _change_words(change: Difference | None, kind: MeasureDefinition, currency: str) -> str:
    """A difference with its interval: "+1.2 points (−0.3 to +2.7)"."""
    if change is None:
        return ""
    say = _difference_written(kind, currency)
    value = say(change.value)
    if value == words.NOTHING or isnan(change.low):
        return "" if value == words.NOTHING else value
    low, high = (say(end).removesuffix(" points") for end in (change.low, change.high))
    return f"{value} ({low} to {high})"


def _difference_written(kind: MeasureDefinition, currency: str) -> Written:
    if kind.unit == "share":
        return words.points
    if kind.unit == "money":
        return lambda amount: f"{'+' if amount > 0 else ''}{words.money(amount, currency)}"
    return partial(words.signed, decimals=2 if kind.unit == "mean" else 0)
