"""Measures stickiness: on how many days of a week or month people are active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Buckets, buckets, microseconds, moment_of
from touchpath.analysis.log.reading import ReadEvents, read_events
from touchpath.analysis.retention.cohorts import period_label
from touchpath.analysis.retention.grid import distinct
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.stickiness import Stickiness
from touchpath.stats.clusters import clustered_mean
from touchpath.stats.results import Estimate, unavailable

_ONE_DAY = timedelta(days=1)
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class ActiveDays:
    """How often people were active on exactly `days` days of a period.

    `times` counts a person once in each such period, `people` counts them once; `rate` is the share of all times
    anybody was active in a period (0-1).
    """

    days: Fixed[int]
    people: Size[int]
    times: Derived[int]
    rate: Derived[float]


@dataclass(frozen=True)
class StickyPeriod:
    """One whole period: how many were active in it, and on how many of its days on average."""

    start: Fixed[datetime]
    label: Fixed[str]
    people: Size[int]
    mean_days: Derived[float]


@dataclass(frozen=True)
class StickinessResult:
    """Measured stickiness over all whole periods of the dates.

    `people` were active in some of them, `times` counts them once in each. `mean_days` is the mean over those times,
    with a 95 % interval that takes people, not periods, as independent.
    """

    stickiness: Fixed[Stickiness]
    people: Size[int]
    times: Derived[int]
    mean_days: Derived[Estimate]
    days: tuple[ActiveDays, ...]
    periods: tuple[StickyPeriod, ...]


@dataclass(frozen=True, eq=False)
class _Active:
    """Each person and whole period with activity once, sorted by person: how many days of it."""

    person: NDArray[np.int64]
    period: Counts
    days: Counts


_NOBODY = _Active(*(np.zeros(0, dtype=np.int64),) * 3)


def measure(engine: Reader, stickiness: Stickiness, filters: Filters = NO_FILTERS) -> StickinessResult:
    """Count the days with activity of each person in each whole period; a channel filter selects events."""
    calendar = engine.calendar
    if calendar.data_start is None or calendar.data_end is None:
        return _result(stickiness, _NOBODY, ())
    shown = _whole(calendar, stickiness, filters)
    active = _active(read_events(engine, stickiness.active, filters), shown, calendar)
    return _result(stickiness, active, tuple(_period(stickiness, active, shown, i) for i in range(len(shown))))


def _whole(calendar: Calendar, stickiness: Stickiness, filters: Filters) -> Buckets:
    """The periods that lie within the dates and the data; none leaves a single edge."""
    assert calendar.data_start is not None
    assert calendar.data_end is not None
    began = calendar.utc_of(calendar.day_of(calendar.data_start))
    begin = max(began, calendar.utc_of(filters.date_from)) if filters.date_from else began
    end = calendar.data_end
    if filters.date_to:
        end = min(end, calendar.utc_of(filters.date_to + _ONE_DAY))
    touched = buckets(calendar, stickiness.period, begin, max(begin, end))
    low = int(np.searchsorted(touched.edges, microseconds(begin), side="left"))
    high = int(np.searchsorted(touched.edges, microseconds(end), side="right"))
    return Buckets(touched.edges[low : max(high, low + 1)], touched.zone)


def _active(events: ReadEvents, shown: Buckets, calendar: Calendar) -> _Active:
    inside = shown.of(events.moment)
    kept = (inside >= 0) & (inside < len(shown))
    if not kept.any():
        return _NOBODY
    days = buckets(calendar, "day", moment_of(shown.edges[0]), moment_of(shown.edges[-1] - 1))
    person, day = distinct(events.person[kept].astype(np.int64), days.of(events.moment[kept]), len(days))
    period = shown.of(days.edges)[day]
    first = np.flatnonzero((np.diff(person, prepend=-1) != 0) | (np.diff(period, prepend=-1) != 0))
    return _Active(person[first], period[first], np.diff(np.append(first, len(person))))


def _result(stickiness: Stickiness, active: _Active, periods: tuple[StickyPeriod, ...]) -> StickinessResult:
    times = len(active.days)
    first = np.flatnonzero(np.diff(active.person, prepend=-1))  # where each person begins
    mean = unavailable("t interval, people as clusters", "Nobody was active in a whole period.")
    if times:
        each = np.diff(np.append(first, times))
        mean = clustered_mean(np.add.reduceat(active.days, first), each)
    numbers = range(1, stickiness.most_days + 1) if times else ()
    days = tuple(_days(active, number) for number in numbers)
    return StickinessResult(stickiness, len(first), times, mean, days, periods)


def _days(active: _Active, number: int) -> ActiveDays:
    own = active.days == number
    times = int(own.sum())
    return ActiveDays(number, len(np.unique(active.person[own])), times, times / len(active.days))


def _period(stickiness: Stickiness, active: _Active, shown: Buckets, i: int) -> StickyPeriod:
    days = active.days[active.period == i]
    mean = float(days.mean()) if len(days) else nan
    return StickyPeriod(shown.start(i), period_label(shown, i, stickiness.period), len(days), mean)
