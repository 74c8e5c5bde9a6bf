"""Stretches of time in the workspace zone, as edges in UTC microseconds, and which stretch a moment lies in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from touchpath.journey.calendar import Calendar, Period

Moments = NDArray[np.int64]
"""UTC moments in microseconds since 1970."""
Places = NDArray[np.int64]

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stored moments are naive UTC
_QUARTER = 15 * 60 * 1_000_000
_HOUR = 3600 * 1_000_000
DAY = 24 * _HOUR
_LONGEST_TABLE = 8_000_000


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 of a naive UTC moment."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(micros: int) -> datetime:
    """The naive UTC moment of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=int(micros))


@dataclass(frozen=True, eq=False)
class Buckets:
    """Consecutive stretches of time: bucket i runs from `edges[i]` (inclusive) to `edges[i + 1]` (exclusive).

    `edges` are UTC microseconds, one more than buckets. Clock changes make some hours, days and weeks longer.
    """

    edges: Moments
    zone: str

    def __len__(self) -> int:
        """How many buckets."""
        return len(self.edges) - 1

    def of(self, moments: Moments) -> Places:
        """The bucket of each moment: -1 before the first, `len(self)` after the last."""
        if self._table is None:
            return np.asarray(np.searchsorted(self.edges, moments, side="right") - 1, dtype=np.int64)
        return np.asarray(self._table.take((moments - (self.edges[0] - _QUARTER)) // _QUARTER, mode="clip"))

    @cached_property
    def width(self) -> int | None:
        """How long each bucket is, in microseconds, where all are as long; None where they differ."""
        lengths = np.diff(self.edges)
        return int(lengths[0]) if np.all(lengths == lengths[0]) else None

    def since(self, i: int) -> Buckets:
        """The buckets from i on."""
        return Buckets(self.edges[i:], self.zone)

    def start(self, i: int) -> datetime:
        """The first moment of bucket i on the clock of the zone (naive)."""
        shown = moment_of(self.edges[i]).replace(tzinfo=UTC).astimezone(Calendar(self.zone).tz)
        return shown.replace(tzinfo=None)

    def complete(self, data_end: int) -> int:
        """How many buckets, from the first on, end at or before the end of the data (microseconds)."""
        return int(np.searchsorted(self.edges[1:], data_end, side="right"))

    @cached_property
    def _table(self) -> Places | None:
        """The bucket of every quarter of an hour (with one before and one after): a look-up beats a search.

        Offsets of zones are whole quarters of an hour today; where one is not, there is no table.
        """
        quarters = (self.edges[-1] - self.edges[0]) // _QUARTER
        if np.any(self.edges % _QUARTER) or quarters > _LONGEST_TABLE:
            return None
        lengths = np.diff(self.edges) // _QUARTER
        inside = np.repeat(np.arange(len(self), dtype=np.int64), lengths)
        return np.concatenate([[-1], inside, [len(self)]])


@lru_cache(maxsize=32)
def buckets(calendar: Calendar, period: Period, first: datetime, last: datetime) -> Buckets:
    """The calendar buckets from the one that holds `first` to the one that holds `last` (naive UTC moments)."""
    start = calendar.start_of(calendar.day_of(first), period)
    edges = [calendar.utc_of(start)]
    day = start
    while edges[-1] <= last:
        day = following(day, period)
        edges.append(calendar.utc_of(day))
    days = np.array([microseconds(edge) for edge in edges], dtype=np.int64)
    return Buckets(days, calendar.zone) if period != "hour" else _hours(days, first, last, calendar.zone)


def following(day: date, period: Period) -> date:
    """The first day of the next period; an hour moves on by days, being cut from them."""
    if period == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day + timedelta(days=7 if period == "week" else 1)


def _hours(days: Moments, first: datetime, last: datetime, zone: str) -> Buckets:
    """The hours of the days, without those before `first` and after `last`."""
    starts = [np.arange(day, after, _HOUR) for day, after in pairwise(days)]
    edges = np.concatenate([*starts, days[-1:]])
    low = int(np.searchsorted(edges, microseconds(first), side="right")) - 1
    high = int(np.searchsorted(edges, microseconds(last), side="right"))
    return Buckets(edges[low : high + 1], zone)


@dataclass(frozen=True)
class DayCount:
    """Local days of moments: the number of the day since 1970 in the workspace zone."""

    calendar: Calendar
    days: Buckets

    @classmethod
    def over(cls, calendar: Calendar, first: int, last: int) -> DayCount:
        """For all moments between two (microseconds)."""
        return cls(calendar, buckets(calendar, "day", moment_of(first), moment_of(last)))

    def of(self, moments: Moments) -> Places:
        """The local day of each moment, counted from 1970-01-01."""
        first = self.days.start(0)
        # a midnight that a clock change skipped starts the day later, on the same date
        return self.days.of(moments) + (datetime.combine(first.date(), time()) - _EPOCH).days


def lags(period: Period, entry: Moments, moments: Moments, days: DayCount) -> Places:
    """How many whole rolling periods lie between each entry and moment (negative: before the entry).

    Hours and days run from the instant of entry (a day is 24 hours); weeks and months from the start of the entry
    day in the workspace zone. A month ends on the same day of the month, or on the last where there is none.
    """
    if period == "hour":
        return (moments - entry) // _HOUR
    if period == "day":
        return (moments - entry) // DAY
    start, day = days.of(entry), days.of(moments)
    return (day - start) // 7 if period == "week" else _months(start, day)


def _months(start: Places, day: Places) -> Places:
    first, then = _month_and_day(start), _month_and_day(day)
    months = then[0] - first[0]
    length = _month_length(then[0])
    return months - (then[1] < np.minimum(first[1], length))


def _month_and_day(day: Places) -> tuple[Places, Places]:
    dates = day.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    return month.astype(np.int64), (dates - month.astype("datetime64[D]")).astype(np.int64) + 1


def _month_length(month: Places) -> Places:
    starts = month.astype("datetime64[M]")
    length = (starts + 1).astype("datetime64[D]") - starts.astype("datetime64[D]")
    return np.asarray(length, dtype=np.int64)
