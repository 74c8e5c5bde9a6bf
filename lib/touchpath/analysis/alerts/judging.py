"""A daily series under the rule of alerts: which days crossed, which are not judged, and what is an alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.alerts.result import Alarm, NotRaised, WatchedDay, WatchedFigure
from touchpath.analysis.alerts.series import WatchedDays
from touchpath.journey.alerts import Holiday
from touchpath.stats import alarms
from touchpath.stats.daily_series import NEEDED, WEEK, DailySeries, daily, natural
from touchpath.stats.proportions import Floats

MISSING_Z = -4.0
"""Events of a day so far below what was expected: data are missing rather than the world having changed."""


@dataclass(frozen=True)
class AlertRules:
    """Under what a figure is judged: false alarms a year over all, how many figures are watched, and excused days.

    `changes` are annotated changes by name and day: their first week is not raised, but said.
    """

    budget: float
    watched: int
    holidays: tuple[Holiday, ...] = ()
    changes: tuple[tuple[str, date], ...] = ()

    @property
    def each(self) -> float:
        """The budget of one figure."""
        return self.budget / max(self.watched, 1)


@dataclass(frozen=True)
class _Bands:
    """The natural values of days (or of the 7 days up to them), their band, and how surprising they are."""

    value: Floats
    low: Floats
    high: Floats
    p: Floats


def missing_days(events: WatchedDays, holidays: Sequence[Holiday] = ()) -> tuple[date, ...]:
    """Days on which events fell so far below the expected that data are likely missing."""
    left_out = [_in(day, holidays) for day in events.days]
    found = alarms.by_day(daily("count", events.values, None, np.array(left_out, dtype=bool)))
    with np.errstate(invalid="ignore"):
        low = found.t < MISSING_Z
    return tuple(day for day, gone in zip(events.days, low, strict=True) if gone)


def judged(given: WatchedDays, missing: tuple[date, ...], rules: AlertRules) -> WatchedFigure:
    """The figure day by day with its alarms; days before its first value are left aside."""
    found = _from_first_value(given)
    why = [_why(found, place, set(missing), rules.holidays) for place in range(len(found.days))]
    series = daily(found.scale, found.values, found.sizes, np.array([bool(part) for part in why], dtype=bool))
    learning = int(series.judged.sum()) <= NEEDED
    days, weeks = (_bands(*parts, rules.each) for parts in _both(series))
    crossed = alarms.learning_crossings(series) if learning else alarms.crossings(series, rules.each)
    told = tuple(
        _day(found, place, why[place], days, weeks, bool(crossed[place])) for place in range(len(found.days))
    )
    usual, drop = (nan, nan) if learning else _smallest(series, rules.each)
    shown = [part for part in missing if found.days and found.days[0] <= part <= found.days[-1]]
    result = WatchedFigure(
        found.scale, rules.each, rules.watched, learning, found.waits_days, usual, drop, told, missing=tuple(shown)
    )
    return replace(result, alarms=_alarms(found, crossed, days, weeks, rules) if told else ())


def _both(series: DailySeries) -> tuple[tuple[DailySeries, alarms.Surprise], ...]:
    return (series, alarms.by_day(series)), (series.weeks(), alarms.by_week(series))


def _bands(series: DailySeries, found: alarms.Surprise, budget: float) -> _Bands:
    low, high = alarms.limits(series, found, alarms.chance_a_day(budget))
    value = series.values / np.maximum(series.sizes, 1.0) if series.scale == "rate" else series.values
    return _Bands(value, natural(series, low), natural(series, high), found.p)


def _smallest(series: DailySeries, budget: float) -> tuple[float, float]:
    expected = alarms.by_day(series).expected
    drop = alarms.smallest_drop(series, budget)
    ends = natural(series, np.array([expected[-1], expected[-1] - drop]))
    return float(ends[0]), float(ends[1])


def _alarms(
    found: WatchedDays, crossed: NDArray[np.bool_], days: _Bands, weeks: _Bands, rules: AlertRules
) -> tuple[Alarm, ...]:
    p = np.fmin(days.p, weeks.p)
    p = np.where(crossed & np.isnan(p), 0.0, p)
    return tuple(
        Alarm(
            found.days[part.first],
            found.days[part.last],
            found.days[part.worst],
            "7 days" if weeks.p[part.worst] < days.p[part.worst] else "day",
            _excuse(found.days[part.first], rules.changes),
        )
        for part in alarms.episodes(crossed, p)
    )


def _excuse(day: date, changes: Sequence[tuple[str, date]]) -> str:
    near = [name for name, at in changes if at <= day < at + timedelta(days=WEEK)]
    return near[-1] if near else ""


def _day(found: WatchedDays, place: int, why: NotRaised, days: _Bands, weeks: _Bands, crossed: bool) -> WatchedDay:
    known = why != "no value"
    size = float(found.sizes[place])
    hits = float(found.values[place]) if found.scale == "rate" and known else nan
    value = float(days.value[place]) if why == "" else _own(found, place) if known else nan
    return WatchedDay(
        found.days[place], float(found.people[place]), hits, size, value, float(days.low[place]),
        float(days.high[place]), float(weeks.value[place]), float(weeks.low[place]), float(weeks.high[place]),
        float(crossed), why,
    )  # fmt: skip


def _own(found: WatchedDays, place: int) -> float:
    """The value as it is on a day that is left out: the judged series holds another in its place."""
    value = float(found.values[place])
    return value / float(found.sizes[place]) if found.scale == "rate" else value


def _why(found: WatchedDays, place: int, missing: set[date], holidays: Sequence[Holiday]) -> NotRaised:
    if not np.isfinite(found.values[place]) or not (found.sizes[place] > 0 or found.scale == "count"):
        return "no value"
    if _in(found.days[place], holidays):
        return "holiday"
    return "data missing?" if found.days[place] in missing else ""


def _in(day: date, holidays: Sequence[Holiday]) -> bool:
    return any(part.first <= day <= part.last for part in holidays)


def _from_first_value(found: WatchedDays) -> WatchedDays:
    some = np.flatnonzero(np.nan_to_num(found.values) != 0)
    first = int(some[0]) if some.size else len(found.days)
    parts = (part[first:] for part in (found.values, found.sizes, found.people))
    values, sizes, people = parts
    return WatchedDays(found.scale, found.days[first:], values, sizes, people, found.waits_days)
