"""Retained at N days: the return touchpoint at least once in the N x 24 hours after a person's entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DAY, Moments, microseconds
from touchpath.analysis.log.reading import ReadEvents, read_entries, read_events, return_filters
from touchpath.analysis.log.sessions import SessionsOf
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Step
from touchpath.journey.retention import Retention

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class RetainedAt:
    """One row per person, in ascending order of `person` keys.

    `entry` is when the person entered (UTC microseconds). `retained`: the return touchpoint was met in
    (entry, entry + days x 24 h]; the entry event itself does not count, nor, where entry and return may be the same
    touchpoint, anything in the session of the entry. `mature`: those days lie before the end of
    the data. Only mature people belong in a denominator.
    """

    person: NDArray[np.int32]
    entry: Moments
    retained: NDArray[np.bool_]
    mature: NDArray[np.bool_]


def read_retained(engine: Reader, retention: Retention, days: float, filters: Filters = NO_FILTERS) -> RetainedAt:
    """Who was retained `days` days after their entry: the first target event in the dates, or the first ever.

    Uses target, returning, kind and channel_of of the retention; a recurring kind counts the first entry only.
    """
    first = Retention(
        retention.target,
        retention.returning,
        kind="first_ever" if retention.kind == "first_ever" else "first_matching",
        channel_of=retention.channel_of,
    )
    entries = read_entries(engine, first, filters)
    order = np.argsort(entries.person)
    entries = ReadEvents(entries.person[order], entries.moment[order])
    back = returns(engine, first.entry, first.back, entries, return_filters(filters, first.channel_of))
    data_end = engine.calendar.data_end
    end = microseconds(data_end) if data_end else 0
    retained, mature = retained_at(entries.moment, first_return(entries, back), days, end)
    return RetainedAt(entries.person, entries.moment, retained, mature)


def returns(engine: Reader, entry: Step, back: Step, entries: ReadEvents, filters: Filters) -> ReadEvents:
    """The events that count as coming back after these entries, everybody's once.

    Where one touchpoint may be both entry and return, those in the session of the entry do not.
    """
    events = read_events(engine, back, filters)
    return SessionsOf(engine).without_own(entries, events) if entry.meets(back) else events


def first_return(entries: ReadEvents, back: ReadEvents) -> Moments:
    """Microseconds from each entry to the person's first return event after it; -1 where there is none.

    Entries hold every person once; return events come in any order.
    """
    if not len(entries):
        return np.zeros(0, dtype=np.int64)
    low, high = int(entries.person.min()), int(entries.person.max())
    start = np.full(high - low + 2, _NEVER, dtype=np.int64)
    start[entries.person - low] = entries.moment
    slot = np.where((back.person >= low) & (back.person <= high), back.person - low, high - low + 1)
    after = back.moment > start[slot]
    first = np.full(len(start), _NEVER, dtype=np.int64)
    np.minimum.at(first, slot[after], back.moment[after])
    found = first[entries.person - low]
    return np.where(found == _NEVER, -1, found - entries.moment)


def retained_at(
    entry: Moments, first_back: Moments, days: float, data_end: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each person was retained and is mature, from `first_return` and the end of the data (microseconds)."""
    window = int(days * DAY)
    return (first_back > 0) & (first_back <= window), entry + window <= data_end
