"""How long a test must run: against the formulas it rests on, and its limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil, isnan

import pytest

from touchpath.analysis.change.plan import plan_split, plan_weeks, rounded_people
from touchpath.analysis.change.result import ChangeResult, Findings, Level, LookInfo, Verdict, WeekPoint
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.stats.power import people_for_rates
from touchpath.stats.results import Estimate

START = date(2025, 1, 6)


def _result(hoped: float | None = 3, error: float = 0.01, weeks: int = 12) -> ChangeResult:
    change = Change("x", START + timedelta(weeks=8), Outcome("retention", "a", "b", 30), hoped_for=hoped)
    series = tuple(WeekPoint(START + timedelta(weeks=i), i >= 8, 0.4, 100) for i in range(weeks))
    estimate = Estimate(0.01, -0.01, 0.03, 0.3, weeks, "rule F", standard_error=error, df=10)
    found = Findings(
        "share", estimate, 0.3, (Level("Before", 800, 0.4),), series=series, weeks_before=8, weeks_after=weeks - 8
    )
    return ChangeResult(
        change, "before_after", "", Verdict.CANNOT_TELL, "", 0.01, -0.01, 0.03, 0.3, 0.05, found, (), LookInfo(1)
    )


def test_people_of_a_split_are_fleiss_and_weeks_follow_from_the_pace() -> None:
    plan = plan_split(_result())
    assert plan is not None
    needed = 2 * people_for_rates(0.4, 0.43)
    assert rounded_people(plan) == ceil(needed)
    assert plan.weeks == ceil(needed / 100)
    assert plan.wait_days == 30
    shown = [row.change for row in plan.table]
    assert shown == sorted(shown, reverse=True), "longer tests see smaller changes"


def test_a_lopsided_split_takes_longer() -> None:
    even, lopsided = plan_split(_result()), plan_split(_result(), 0.1)
    assert even is not None
    assert lopsided is not None
    assert (lopsided.weeks or 0) > 2 * (even.weeks or 0)


def test_weeks_over_time_follow_from_the_scatter_of_weeks() -> None:
    calm, restless = plan_weeks(_result(hoped=8)), plan_weeks(_result(hoped=8, error=0.02))
    assert calm is not None
    assert restless is not None
    assert calm.weeks == 2
    assert restless.weeks is not None
    assert restless.weeks > calm.weeks
    never = plan_weeks(_result(hoped=0.5))
    assert never is not None
    assert never.weeks is None
    assert isnan(never.people)


@pytest.mark.parametrize(
    "result", [_result(hoped=None), replace(_result(), found=Findings("share", _result().found.estimate, 0.3))]
)
def test_without_a_hope_or_a_level_there_is_no_plan(result: ChangeResult) -> None:
    assert plan_split(result) is None
