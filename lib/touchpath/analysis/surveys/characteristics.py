"""What was known of those asked before they were asked: persona, channel, tenure, activity, value, and the properties
of the event that led to the invitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.surveys.answers import NO_TIME, Numbers, Whole
from touchpath.analysis.surveys.asked import AskEvents, Asks
from touchpath.analysis.surveys.names import channel_names, touchpoint_names
from touchpath.analysis.surveys.placing import LogEvents, latest_before, log_events
from touchpath.analysis.surveys.splits import by_edges
from touchpath.analysis.surveys.texts import known_texts
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader

_DAY = 86_400_000_000
_ACTIVE_DAYS = 30
_MOST_PROPERTIES, _MOST_LEVELS = 40, 30
_TENTHS, _FEWEST_ANSWERS = 10, 20
_FEWEST_KNOWN = 0.5
TENURE, ACTIVITY, VALUE = "days since the first event", f"events in the {_ACTIVE_DAYS} days before", "value before"


@dataclass(frozen=True, eq=False)
class Characteristic:
    """Something known of each ask: a level by number (-1: not known), and where it is a number that too.

    `compared`: those who answered are compared with the silent in it; else it only splits the rate of answers.
    """

    name: str
    level: Whole
    labels: tuple[str, ...]
    numbers: Numbers | None = None
    compared: bool = True


@dataclass(frozen=True, eq=False)
class _Fact:
    """Something known of every event that asks, before it: its number, or the place in `labels` (-1: not known).

    `said` are the numbers that labels of a property say, NaN for none; None where labels are names.
    """

    name: str
    numbers: Numbers | None = None
    level: Whole | None = None
    labels: tuple[str, ...] = ()
    said: Numbers | None = None
    compared: bool = True


@dataclass(frozen=True, eq=False)
class _Facts:
    """Everything known of every event that asks."""

    parts: tuple[_Fact, ...]
    nbytes: int


def characteristics(
    engine: Reader, asking: Sequence[str], events: AskEvents, asks: Asks, about: Sequence[str]
) -> list[Characteristic]:
    """Everything known of those asked; `about` are the touchpoints that the survey's answers are about.

    What is known of all events that ask is read once per version of the data; levels are made of those in view.
    """
    key = ("known_before_asks", tuple(asking), tuple(about))
    known: _Facts = arrays_of(engine).get(engine.version, key, lambda: _facts(engine, asking, events, about))
    found = [_in_view(part, asks) for part in known.parts]
    return [part for part in found if part is not None and np.count_nonzero(np.bincount(part.level + 1)[1:]) > 1]


def _facts(engine: Reader, asking: Sequence[str], asked: AskEvents, about: Sequence[str]) -> _Facts:
    touchpoints, _ = touchpoint_names(engine)
    channels = channel_names(engine)
    rows = engine.arrays("ask/surveys/asked_events", {"asking": list(asking)})
    events, value = log_events(rows, touchpoints, channels), np.asarray(rows["value"], dtype=np.float64)
    led = _led_by(events, asked, [touchpoints.names.index(name) for name in about if name in touchpoints.names])
    parts = (
        _persona(engine, asked),
        _Fact("channel", level=np.append(events.channel, -1)[led], labels=channels.names),
        _Fact("touchpoint", level=np.append(events.touchpoint, -1)[led], labels=touchpoints.names, compared=False),
        *_history(events, value, asked),
        *_properties(engine, asking, about, np.append(events.source, -1)[led]),
    )
    return _Facts(parts, len(parts) * asked.person.nbytes)


def _in_view(fact: _Fact, asks: Asks) -> Characteristic | None:
    """A fact of the asks in view; None where most of them lack a property."""
    if fact.numbers is not None:
        return numeric(fact.name, fact.numbers[asks.place], asks.answered)
    assert fact.level is not None
    level = fact.level[asks.place]
    if fact.said is not None:
        return _property(fact, level, asks)
    return Characteristic(fact.name, level, fact.labels, compared=fact.compared)


def _property(fact: _Fact, level: Whole, asks: Asks) -> Characteristic | None:
    known = level >= 0
    if fact.said is None or known.mean() < _FEWEST_KNOWN:
        return None
    numbers = np.append(fact.said, np.nan)[level]
    numeric_ones = np.count_nonzero(np.isfinite(numbers))
    if numeric_ones >= 0.9 * np.count_nonzero(known) and len(np.unique(numbers)) > _TENTHS:
        return numeric(fact.name, numbers, asks.answered)
    first, labels = pd.factorize(np.where(known, level, np.nan))  # as they come, the first so many
    names = tuple(fact.labels[int(place)] for place in labels[:_MOST_LEVELS])
    return Characteristic(fact.name, np.where(first < len(names), first, -1).astype(np.int64), names)


def _led_by(events: LogEvents, asks: AskEvents, about: Sequence[int]) -> Whole:
    """The event that led to each ask: the person's last before it, at those the survey is about if it says."""
    at = np.flatnonzero(np.isin(events.touchpoint, about)) if about else np.arange(len(events.person))
    found = latest_before(events.person[at], events.moment[at], asks.person, asks.moment, -(NO_TIME + 1))
    return np.append(at, -1)[found]


def _persona(engine: Reader, asks: AskEvents) -> _Fact:
    rows = engine.frame("ask/retention/people_labels", {"name": "persona"}).dropna()
    labels, names = pd.factorize(rows["label"].to_numpy(dtype=object))
    known = pd.Series(labels, index=rows["person"].to_numpy())
    level = known.reindex(asks.person).fillna(-1).to_numpy(dtype=np.int64)
    return _Fact("persona", level=level, labels=tuple(str(name) for name in names))


def _history(events: LogEvents, value: Numbers, asks: AskEvents) -> list[_Fact]:
    """Tenure, activity and value of each person up to the ask."""
    first = np.searchsorted(events.person, asks.person, side="left")
    last = latest_before(events.person, events.moment, asks.person, asks.moment, -(NO_TIME + 1))
    known = last >= 0
    start = np.append(events.moment, 0)[np.where(known, first, -1)]
    tenure = np.where(known, (asks.moment - start) / _DAY, np.nan)
    before = latest_before(
        events.person, events.moment, asks.person, asks.moment - _ACTIVE_DAYS * _DAY - 1, -(NO_TIME + 1)
    )
    active = np.where(known, last - np.where(before >= 0, before, first - 1), 0).astype(float)
    spent = np.concatenate(([0.0], np.cumsum(value)))
    worth = np.where(known, spent[last + 1] - spent[first], 0.0)
    return [_Fact(TENURE, tenure), _Fact(ACTIVITY, active), _Fact(VALUE, worth)]


def numeric(name: str, numbers: Numbers, answered: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Characteristic:
    """A number in up to tenths of those asked, each with at least 20 answers; else fewer parts."""
    known = np.isfinite(numbers)
    ordered, given = np.sort(numbers[known]), np.sort(numbers[known & answered])
    parts = min(_TENTHS, max(len(given) // _FEWEST_ANSWERS, 1))
    while parts > 1 and ordered[0] < ordered[-1]:
        edges = np.unique(_quantiles(ordered, parts))
        ends = np.concatenate(([0], np.searchsorted(given, edges, side="left"), [len(given)]))
        if np.diff(ends).min() >= _FEWEST_ANSWERS:
            split = by_edges(numbers, edges.tolist())
            return Characteristic(name, split.group, split.labels, numbers)
        parts -= 1
    return Characteristic(name, np.where(known, 0, -1), ("all",), numbers)


def _quantiles(ordered: Numbers, parts: int) -> Numbers:
    """Where numbers in order are parted so that each part holds as many (linear between two neighbours)."""
    at = np.arange(1, parts) / parts * (len(ordered) - 1)
    low = np.floor(at).astype(np.int64)
    above = ordered[np.minimum(low + 1, len(ordered) - 1)]
    return np.asarray(ordered[low] + (above - ordered[low]) * (at - low))


def _properties(engine: Reader, asking: Sequence[str], about: Sequence[str], source: Whole) -> list[_Fact]:
    """The properties of the event that led to each ask."""
    if not about:
        return []
    given = {"asking": list(asking), "about": list(about)}
    columns = engine.arrays("ask/surveys/properties_of_asked", given)
    sources, (codes, names) = packed(columns), pd.factorize(np.asarray(columns["name"], dtype=object), sort=True)
    values = np.asarray(columns["value"], dtype=object)
    found = []
    for code, name in enumerate(names[:_MOST_PROPERTIES]):
        mine = codes == code
        texts = known_texts(sources[mine], values[mine]).of(source)
        found.append(_Fact(str(name), level=texts.code, labels=texts.labels, said=texts.numbers))
    return found
