"""A funnel over the periods in which attempts began."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.result import FunnelTrendPoint
from touchpath.analysis.funnel.steps import step_results
from touchpath.journey.calendar import Calendar, Period
from touchpath.journey.filters import Filters

_DAY_FROM_FIRST = {"day": 1, "week": 7, "month": 31}


def period_starts(calendar: Calendar, filters: Filters, period: Period) -> list[datetime]:
    """The first moments (workspace zone, naive) of all periods of the dates, or of the data where dates are open."""
    first, last = filters.date_from or calendar.first_day, filters.date_to or calendar.last_day
    if first is None or last is None:
        return []
    if period == "hour":
        begin, end = calendar.utc_of(first), calendar.utc_of(last + timedelta(days=1))
        hours = [begin + timedelta(hours=i) for i in range(int((end - begin) / timedelta(hours=1)))]
        return [_local(calendar, moment) for moment in hours]
    starts, day = [], calendar.start_of(first, period)
    while day <= last:
        starts.append(datetime(day.year, day.month, day.day))  # noqa: DTZ001  a wall-clock time of the workspace zone
        day = calendar.start_of(day + timedelta(days=_DAY_FROM_FIRST[period]), period)
    return starts


def moments(calendar: Calendar, starts: list[datetime], period: Period, origin: int) -> NDArray[np.int64]:
    """The starts as microseconds since the origin."""
    if period == "hour":
        utc = [start.replace(tzinfo=calendar.tz).astimezone(UTC).replace(tzinfo=None) for start in starts]
    else:
        utc = [calendar.utc_of(start.date()) for start in starts]
    return np.array(utc, dtype="datetime64[us]").astype(np.int64) - origin


def trend_points(
    asked: PreparedFunnel, counted: Counted, starts: list[datetime], begins: NDArray[np.int64]
) -> tuple[FunnelTrendPoint, ...]:
    """One point for each period; periods in which nobody entered have zeros."""
    period = np.searchsorted(begins, counted.entry, side="right") - 1
    next_begin = np.append(begins[1:], _end_of_last(begins))
    window = asked.rules.window or 0
    points = []
    measured = step_results(asked.funnel, [counted.take(period == i) for i in range(len(starts))])
    for i, (start, steps) in enumerate(zip(starts, measured, strict=True)):
        complete = bool(next_begin[i] + window <= asked.arrays.last_moment)
        last = steps[-1]
        people = tuple(step.people for step in steps)
        rates = (last.rate_from_start, last.rate_from_start_low, last.rate_from_start_high)
        points.append(FunnelTrendPoint(start, people, *rates, complete))
    return tuple(points)


def _end_of_last(begins: NDArray[np.int64]) -> int:
    """The last period is taken to be as long as the longest one before it, or a day."""
    return int(begins[-1] + max(np.diff(begins).max(initial=0), 86_400_000_000)) if len(begins) else 0


def _local(calendar: Calendar, moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(calendar.tz).replace(tzinfo=None)
