from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from lifelines import KaplanMeierFitter

from tests.events import Row, workspace_of
from touchpath.analysis.churn import measure
from touchpath.journey.churn import Churn
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters

START = datetime(2025, 1, 1)


def on(person: str, *days: float, channel: str | None = None, touchpoint: str = "visit") -> list[Row]:
    return [Row(person, START + timedelta(days=day), touchpoint, channel) for day in days]


def test_churn_is_the_last_event_plus_the_pause_and_the_others_are_still_observed():
    made = [*on("ann", 0, 5), *on("bob", 2), *on("eve", 4, 38), *on("dan", 10, 100)]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Churn("visit", days=30))
    # data end on day 100: ann churned at 35, bob at 30, eve at 64; dan was last seen on the last day
    assert (result.people, result.churned) == (4, 3)
    assert result.curve.times[result.curve.events > 0].tolist() == [30, 35, 64]
    assert result.curve.survival[result.curve.events > 0].tolist() == pytest.approx([0.75, 0.5, 0.25])
    assert result.median_days.estimate == 35


def test_who_paused_exactly_as_long_as_the_data_go_has_churned():
    with workspace_of([*on("ann", 0), *on("bob", 30, touchpoint="call")]) as workspace:
        assert measure(workspace.engine, Churn("visit", days=30)).churned == 1
        assert measure(workspace.engine, Churn("visit", days=30.001)).churned == 0


def test_the_dates_choose_who_began_in_them_and_activity_counts_to_the_end():
    made = [*on("ann", 0, 20), *on("bob", 10, 70), *on("eve", 90)]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Churn(days=10), Filters(date_from="2025-01-05", date_to="2025-01-31"))
    assert (result.people, result.churned) == (1, 1)
    assert result.median_days.estimate == 70


def test_groups_are_compared_and_agree_with_lifelines():
    chance = np.random.default_rng(3)
    made = []
    for i in range(120):
        first = chance.uniform(0, 100)
        last = first + chance.exponential(20 if i % 2 else 40)
        made += on(f"p{i}", first, min(last, 160), channel="web" if i % 2 else "store")
    made += on("end", 160, 160, channel="web")
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Churn(days=7, breakdown="channel"))
    by_label = {group.label: group for group in result.groups}
    assert {label: group.people for label, group in by_label.items()} == {"web": 61, "store": 60}
    assert result.log_rank.p_value < 0.05
    assert by_label["web"].median_days.estimate < by_label["store"].median_days.estimate
    first, last = {}, {}
    for row in made:
        first.setdefault(row.by, row.moment)
        last[row.by] = row.moment
    end, week = max(last.values()), timedelta(days=7)
    gone = [last[person] + week <= end for person in first]
    until = [min(last[person] + week, end) - first[person] for person in first]
    outside = KaplanMeierFitter().fit([time / timedelta(days=1) for time in until], gone)
    at = np.linspace(1, 90, 30)
    assert [result.curve.at(time).estimate for time in at] == pytest.approx(
        outside.survival_function_at_times(at).to_list()
    )


def test_a_pause_of_no_days_is_refused_and_nobody_gives_no_curve():
    with pytest.raises(DefinitionError, match="above 0"):
        Churn(days=0)
    with workspace_of([]) as workspace:
        result = measure(workspace.engine, Churn())
    assert result.people == 0
    assert result.median_days.reason
