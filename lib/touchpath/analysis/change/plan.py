"""Before a test starts: how long must it run to see the change hoped for, and what would shorter ones see?"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf, isnan, nan, sqrt

from touchpath.analysis.change.result import ChangeResult
from touchpath.analysis.change.verdict import hoped_for
from touchpath.stats.power import detectable_change, detectable_rate, people_for_means, people_for_rates, weeks_needed

_SHOWN = (2, 3, 4, 6, 8, 12, 16, 26)
MOST_WEEKS = 260


@dataclass(frozen=True)
class PlannedWeeks:
    """The smallest change that a test of so many weeks would show in 4 of 5 cases, in the unit of the outcome."""

    weeks: int
    change: float


@dataclass(frozen=True)
class Plan:
    """How long a test must run. `weeks` None: never, at this pace. `people` counts both groups (NaN over time).

    `wait_days` come on top: the outcome of the last who enter must be known too.
    """

    hoped: float
    baseline: float
    weekly_people: float
    weeks: int | None
    people: float
    wait_days: float
    table: tuple[PlannedWeeks, ...]


def plan_split(result: ChangeResult, share: float = 0.5) -> Plan | None:
    """How long a randomised test of the same question must run, with a share (0-1) of people in the changed arm.

    The baseline and the people per week are those of the result. None where nothing is known of either, or no
    change is hoped for.
    """
    hoped, level, weekly = _known(result)
    if hoped is None or isnan(level) or not weekly > 0:
        return None
    if result.unit == "share":
        return plan_rates(level, hoped, weekly, result.change.outcome.horizon_days, share)
    ratio = share / (1 - share)
    people = people_for_means(hoped, _spread(result), ratio=ratio) * (1 + ratio)
    table = tuple(PlannedWeeks(w, _seen(result, w * weekly * (1 - share), ratio)) for w in _SHOWN)
    wait = result.change.outcome.horizon_days
    return Plan(hoped, level, weekly, weeks_needed(people, weekly), people, wait, table)


def plan_rates(level: float, hoped: float, weekly: float, wait_days: float, share: float = 0.5) -> Plan:
    """How long a randomised test of a share must run: from `level` by `hoped` (0-1), at `weekly` people a week."""
    ratio = share / (1 - share)
    people = people_for_rates(level, _moved(level, hoped), ratio=ratio) * (1 + ratio)
    table = tuple(PlannedWeeks(w, _seen_rate(level, w * weekly * (1 - share), ratio)) for w in _SHOWN)
    return Plan(hoped, level, weekly, weeks_needed(people, weekly), people, wait_days, table)


def plan_weeks(result: ChangeResult) -> Plan | None:
    """How many weeks after a change a comparison over time needs, from how much the weeks of the result scatter."""
    hoped, level, weekly = _known(result)
    error, k, m = result.found.estimate.standard_error, result.found.weeks_before, result.found.weeks_after
    if hoped is None or isnan(error) or not k or not m:
        return None
    unit_error = error / sqrt(1 / k + 1 / m)

    def seen(weeks: int) -> float:
        return detectable_change(unit_error * sqrt(1 / k + 1 / weeks), max(result.found.estimate.df, 3))

    weeks = next((w for w in range(2, MOST_WEEKS) if seen(w) <= hoped), None)
    table = tuple(PlannedWeeks(w, seen(w)) for w in _SHOWN)
    return Plan(hoped, level, weekly, weeks, nan, result.change.outcome.horizon_days, table)


def _known(result: ChangeResult) -> tuple[float | None, float, float]:
    """The change hoped for, the level without the change, and mature people a week."""
    level = result.levels[0].value if result.levels else nan
    weekly = [point.n + point.control_n for point in result.series]
    return hoped_for(result.change, result.found), level, sum(weekly) / len(weekly) if weekly else 0.0


def _moved(level: float, hoped: float) -> float:
    """The level with the change: up, or down where up is impossible."""
    return level + hoped if level + hoped < 1 else level - hoped


def _spread(result: ChangeResult) -> float:
    """The standard deviation of one person's value, from the interval of a level or of the effect."""
    level = next((part for part in result.levels if part.n > 1 and not isnan(part.high)), None)
    if level is not None:
        return (level.high - level.low) / (2 * 1.96) * sqrt(level.n)
    people = sum(point.n for point in result.series)
    return result.found.estimate.standard_error * sqrt(people) / 2


def _seen(result: ChangeResult, first: float, ratio: float) -> float:
    return detectable_change(_spread(result) * sqrt((1 + 1 / ratio) / first), inf) if first > 0 else nan


def _seen_rate(level: float, first: float, ratio: float) -> float:
    return abs(detectable_rate(level, first, ratio=ratio, rise=level < 0.5) - level)


def rounded_people(plan: Plan) -> int | None:
    """People in both groups, rounded up; None where it is not about people."""
    return None if isnan(plan.people) or plan.people == inf else ceil(plan.people)
