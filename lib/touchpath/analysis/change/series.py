"""A weekly series as it is shown: its points, the levels of both periods, the effect by week."""

from __future__ import annotations

from math import nan

import numpy as np

from touchpath.analysis.change.result import Level, WeekPoint
from touchpath.analysis.change.units import ChangeUnits, UnitValues
from touchpath.analysis.change.weeks import Weeks, before_and_after
from touchpath.stats import checks


def period_levels(units: ChangeUnits, weeks: Weeks, series: UnitValues, what: str = "") -> tuple[Level, ...]:
    """The mean of the weeks before and after, and how many mature units they hold."""
    before, after = before_and_after(units, weeks)
    parts = ((f"{what}before", before, series[: weeks.before]), (f"{what}after", after, series[weeks.before :]))
    return tuple(
        Level(label.capitalize(), len(part), _mean(values), successes=_sum(part)) for label, part, values in parts
    )


def _mean(values: UnitValues) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else nan


def _sum(units: ChangeUnits) -> float:
    return float(units.value.sum())


def week_points(
    weeks: Weeks,
    series: UnitValues,
    n: UnitValues,
    control: UnitValues | None = None,
    control_n: UnitValues | None = None,
    gap: UnitValues | None = None,
) -> tuple[WeekPoint, ...]:
    """The weeks as points: value and people of those reached, and of the comparison group where there is one."""
    people = n.sum(axis=0)
    return tuple(
        WeekPoint(
            start,
            i >= weeks.before,
            float(series[i]),
            int(people[i]),
            nan if control is None else float(control[i]),
            0 if control_n is None else int(control_n[i]),
            nan if gap is None else float(gap[i]),
        )
        for i, start in enumerate(weeks.starts)
    )


def weekly_study(series: UnitValues, weeks: Weeks) -> checks.WeeklyEffects | None:
    """The effect by week since the change; None where a week is missing."""
    if not weeks.before or not weeks.after or not np.all(np.isfinite(series)):
        return None
    return checks.novelty_by_week(series, weeks.before)
