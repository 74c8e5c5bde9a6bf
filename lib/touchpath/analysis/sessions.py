"""Measures sessions: how many, how long, how many events, how many engaged."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Moments
from touchpath.analysis.log.people import count_people
from touchpath.analysis.log.reading import People
from touchpath.analysis.log.sessions import starts_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.sessions import Sessions
from touchpath.stats.proportions import wilson

_SECOND = 1_000_000
_LARGEST = 2**62
_MOST_BLOCKS = 64


@dataclass(frozen=True, eq=False)
class SessionTable:
    """One row per session: whose, when it began and ended (UTC microseconds), its events, whether it converted."""

    person: People
    began: Moments
    ended: Moments
    events: NDArray[np.int64]
    converted: NDArray[np.bool_]

    def __len__(self) -> int:
        """How many sessions."""
        return len(self.person)

    @property
    def seconds(self) -> NDArray[np.float64]:
        """Length of each session, from its first to its last event."""
        return (self.ended - self.began) / _SECOND


@dataclass(frozen=True)
class SessionsResult:
    """Engagement. Averages are per session (NaN without one); `engaged_rate` (0-1) has Wilson's 95 % interval."""

    sessions: int
    people: int
    events: int
    sessions_per_person: float
    events_per_session: float
    mean_seconds: float
    median_seconds: float
    engaged: int
    engaged_rate: float
    engaged_rate_low: float
    engaged_rate_high: float


def measure(engine: Reader, sessions: Sessions = Sessions(), filters: Filters = NO_FILTERS) -> SessionsResult:  # noqa: B008
    """Measure the sessions that the filtered events form; a channel filter selects events."""
    table = read_sessions(engine, sessions, filters)
    total, people, events = len(table), count_people(table.person), int(table.events.sum())
    seconds = table.seconds
    engaged = int(np.count_nonzero(engaged_sessions(table, sessions)))
    low, high = wilson(engaged, total)
    return SessionsResult(
        total,
        people,
        events,
        total / people if people else nan,
        events / total if total else nan,
        float(seconds.mean()) if total else nan,
        float(np.median(seconds)) if total else nan,
        engaged,
        engaged / total if total else nan,
        float(low),
        float(high),
    )


def engaged_sessions(table: SessionTable, sessions: Sessions) -> NDArray[np.bool_]:
    """Which sessions last long enough, have enough events or hold a conversion."""
    lasting = table.seconds >= sessions.engaged_seconds
    return np.asarray(lasting | (table.events >= sessions.engaged_events) | table.converted)


def read_sessions(engine: Reader, sessions: Sessions, filters: Filters = NO_FILTERS) -> SessionTable:
    """The sessions that the filtered events form: named ones first, then those the gap makes of the other events."""
    conversion = {"conversion": list(sessions.conversion)}
    named = _columns(engine.arrays("ask/sessions/named", conversion, filters))
    known = SessionTable(
        named["person"], named["began"], named["ended"], named["events"], named["converted"].astype(bool)
    )
    other = _columns(engine.arrays("ask/sessions/unnamed", conversion, filters))
    made = gap_sessions(other["person"], other["moment"], other["converted"].astype(bool), sessions.gap_seconds)
    return _joined(known, made) if len(known) else made


def gap_sessions(person: People, moment: Moments, converted: NDArray[np.bool_], gap_seconds: float) -> SessionTable:
    """Cut the events of each person (in any order) where a pause is longer than the gap."""
    person, moment, converted = _in_order(person, moment, converted)
    first = np.flatnonzero(starts_of(person, moment, round(gap_seconds * _SECOND)))
    if not len(first):
        return SessionTable(person, moment, moment, np.zeros(0, np.int64), converted)
    last = np.append(first[1:], len(person)) - 1
    any_conversion = np.logical_or.reduceat(converted, first)
    return SessionTable(person[first], moment[first], moment[last], last - first + 1, any_conversion)


def _in_order(
    person: People, moment: Moments, converted: NDArray[np.bool_]
) -> tuple[People, Moments, NDArray[np.bool_]]:
    """Sorted by person and moment: one number per event sorts far faster than two columns, in blocks of people."""
    if not len(person):
        return person, moment, converted
    start, low = int(moment.min()), int(person.min())
    span = (int(moment.max()) - start + 1) * 2
    people = int(person.max()) - low + 1
    step = _LARGEST // span
    if not step or people > step * _MOST_BLOCKS:
        order = np.lexsort((moment, person))
        return person[order], moment[order], converted[order]
    slot, ticks = person.astype(np.int64) - low, (moment - start) * 2 + converted
    parts = []
    for first in range(0, people, step):
        inside = slice(None) if people <= step else (slot >= first) & (slot < first + step)
        keys = np.sort((slot[inside] - first) * span + ticks[inside])
        owner = keys // span
        parts.append((owner + (first + low), keys - owner * span))
    ticks = np.concatenate([part[1] for part in parts])
    return np.concatenate([part[0] for part in parts]), (ticks >> 1) + start, (ticks & 1).astype(bool)


def _columns(arrays: dict[str, Any]) -> dict[str, NDArray[Any]]:
    return {name: np.asarray(column) for name, column in arrays.items()}


def _joined(a: SessionTable, b: SessionTable) -> SessionTable:
    return SessionTable(
        np.concatenate([a.person, b.person]),
        np.concatenate([a.began, b.began]),
        np.concatenate([a.ended, b.ended]),
        np.concatenate([a.events, b.events]),
        np.concatenate([a.converted, b.converted]),
    )
