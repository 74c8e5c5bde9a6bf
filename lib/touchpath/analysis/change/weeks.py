"""Weeks aligned to a change: 7-day blocks of the workspace zone, whole and mature ones only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.change.answers import last_moment
from touchpath.analysis.change.units import ChangeUnits, Mask, UnitValues
from touchpath.analysis.log.calendar import DAY, Moments, microseconds, moment_of
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.change import Change
from touchpath.journey.filters import NO_FILTERS, Filters

MOST_BEFORE = 26
_FEWEST_BEFORE = 4
_WEEK = timedelta(days=7)


@dataclass(frozen=True, eq=False)
class Weeks:
    """Consecutive weeks: `before` of them end at the change, the others follow it; `edges` are UTC microseconds."""

    starts: tuple[date, ...]
    edges: Moments
    before: int

    @property
    def after(self) -> int:
        """Weeks since the change."""
        return len(self.starts) - self.before

    def __len__(self) -> int:
        """How many weeks."""
        return len(self.starts)

    def of(self, moments: Moments) -> NDArray[np.int64]:
        """The week of each moment: -1 before the first, `len(self)` after the last."""
        return np.asarray(np.searchsorted(self.edges, moments, side="right") - 1, dtype=np.int64)

    def inside(self, moments: Moments) -> Mask:
        """Which moments lie in one of the weeks."""
        week = self.of(moments)
        return np.asarray((week >= 0) & (week < len(self)))


def weeks_of(engine: Reader, change: Change, units: ChangeUnits, filters: Filters = NO_FILTERS) -> Weeks:
    """The whole weeks before the change, and those after it whose people all are mature.

    Weeks begin with the data, the first date of the filters or the first unit, whichever is last; without a limit at
    most 26 weeks before the change are looked at.
    """
    calendar = engine.calendar
    known = len(units) > 0
    begin = max(day for day in (calendar.first_day, filters.date_from, change.day - MOST_BEFORE * _WEEK) if day)
    if change.weeks_before is not None:
        begin = max(begin, change.day - change.weeks_before * _WEEK)
    if known:
        begin = max(begin, _first_unit_week(calendar, change, units))
    before = max((change.day - begin).days // 7, 0)
    after = _mature_weeks(engine, change, filters.date_to)
    starts = tuple(change.day + (i - before) * _WEEK for i in range(before + after + 1))
    edges = np.array([microseconds(calendar.utc_of(day)) for day in starts], dtype=np.int64)
    first = _first_full(Weeks(starts[:-1], edges, before), units)
    return Weeks(starts[first:-1], edges[first:], before - first)


def _first_full(weeks: Weeks, units: ChangeUnits) -> int:
    """How many weeks to leave out at the start because they only just begin: under half of what is usual before.

    Looks at counts only, never at the outcome, and leaves at least four weeks.
    """
    week = weeks.of(units.moment)
    n = np.bincount(week[(week >= 0) & (week < weeks.before)], minlength=weeks.before)
    usual, first = float(np.median(n)) if weeks.before else 0.0, 0
    while weeks.before - first > _FEWEST_BEFORE and n[first] < usual / 2:
        first += 1
    return first


def _first_unit_week(calendar: Calendar, change: Change, units: ChangeUnits) -> date:
    """The start of the aligned week in which the first unit lies."""
    first = calendar.day_of(moment_of(int(units.moment.min())))
    weeks = (change.day - first).days
    return change.day - timedelta(days=7 * -(-weeks // 7)) if weeks > 0 else change.day


def _mature_weeks(engine: Reader, change: Change, until: date | None) -> int:
    """Whole weeks since the change whose people have all had their days, up to the limits of the question."""
    calendar, after, data_end = engine.calendar, 0, last_moment(engine, change.outcome)
    if data_end is None:
        return 0
    end = microseconds(data_end) + 1 + _slack(calendar, data_end)
    lasts = [day + timedelta(days=1) for day in (change.planned_end, until) if day]
    wait = int((change.outcome.horizon_days + change.lag_days) * DAY)
    most = change.weeks_after if change.weeks_after is not None else 10_000
    while after < most:
        last = change.day + (after + 1) * _WEEK
        late = any(last > day for day in lasts)
        # a data end within the last minutes of a day is the end of that day
        if late or microseconds(calendar.utc_of(last)) + wait > end:
            break
        after += 1
    return after


def _slack(calendar: Calendar, data_end: datetime) -> int:
    """How far the day of the data end is from being over, where its last hour is in the data."""
    over = microseconds(calendar.utc_of(calendar.day_of(data_end) + timedelta(days=1)))
    missing = over - microseconds(data_end)
    return missing if missing <= DAY // 24 else 0


def weeks_of_arms(engine: Reader, change: Change, units: ChangeUnits) -> Weeks:
    """The weeks in which the mature people of a randomised test entered, from the day of the first."""
    mature = units.moment[units.mature & (units.moment > 0)]
    if not len(mature):
        return Weeks((), np.zeros(0, dtype=np.int64), 0)
    calendar = engine.calendar
    first, last = (calendar.day_of(moment_of(int(moment))) for moment in (mature.min(), mature.max()))
    starts = tuple(first + i * _WEEK for i in range((last - first).days // 7 + 2))
    return Weeks(starts[:-1], np.array([microseconds(calendar.utc_of(day)) for day in starts], dtype=np.int64), 0)


def readable_from(change: Change, weeks_after: int = 2) -> date:
    """The first day on which that many whole weeks after the change are mature."""
    return change.day + weeks_after * _WEEK + _wait(change)


def due_on(change: Change) -> date:
    """The day on which a change is to be read: the planned end with its wait, without one as soon as it can be."""
    return change.planned_end + _wait(change) if change.planned_end else readable_from(change)


def _wait(change: Change) -> timedelta:
    """Whole days until somebody who entered is mature and the data about it have come."""
    wait = change.outcome.horizon_days + change.lag_days
    return timedelta(days=-(-int(wait * 24) // 24) + (1 if wait % 1 else 0))


def table(units: ChangeUnits, weeks: Weeks) -> tuple[UnitValues, UnitValues]:
    """Sums of values and numbers of mature units, weighted where they are: two tables of shape (personas, weeks)."""
    week = weeks.of(units.moment)
    kept = units.mature & (week >= 0) & (week < len(weeks))
    shape = (len(units.personas), len(weeks))
    cell = units.persona[kept] * len(weeks) + week[kept]
    sums, n = units.sums_and_sizes(kept, cell, shape[0] * shape[1])
    return sums.reshape(shape), n.reshape(shape)


def sizes(units: ChangeUnits, weeks: Weeks) -> UnitValues:
    """How many mature units each week holds: a row of the table of personas and weeks for each persona."""
    return table(replace(units, weight=None), weeks)[1]


def before_and_after(units: ChangeUnits, weeks: Weeks) -> tuple[ChangeUnits, ChangeUnits]:
    """The mature units of the weeks before, and of those after."""
    week = weeks.of(units.moment)
    inside = units.mature & (week >= 0) & (week < len(weeks))
    return units.where(inside & (week < weeks.before)), units.where(inside & (week >= weeks.before))
