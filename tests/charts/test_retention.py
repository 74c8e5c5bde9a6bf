from __future__ import annotations

from datetime import datetime
from math import nan

from touchpath.analysis.churn_summary import ChurnLine, ChurnPoint
from touchpath.analysis.lifecycle import LifecyclePeriod
from touchpath.analysis.repeat_purchase import RepeatPoint
from touchpath.analysis.retention.curve import curve, differences, trend_of
from touchpath.analysis.retention.result import Cohort
from touchpath.charts.retention.curve import curve_alt, curve_chart, difference_chart, trend_alt, trend_chart
from touchpath.charts.retention.matrix import PEOPLE, SHARE, matrix_alt, matrix_chart
from touchpath.charts.retention.time import (
    churn_alt,
    churn_chart,
    lifecycle_alt,
    lifecycle_chart,
    repeat_alt,
    repeat_chart,
)
from touchpath.charts.theme import LIGHT
from touchpath.stats.results import unavailable

LABELS = ("Day 0", "Day 1", "Day 2")
COHORTS = (
    Cohort(datetime(2025, 1, 1), "1 Jan 2025", 10, (10, 4, 2), (True, True, True), (10, 10, 10), (10, 4, 2)),
    Cohort(datetime(2025, 1, 2), "2 Jan 2025", 20, (20, 10, 1), (True, True, False), (20, 20, 0), (20, 10, 0)),
    Cohort(datetime(2025, 1, 3), "3 Jan 2025", 5, (5, 0, 0), (True, False, False), (5, 0, 0), (5, 0, 0)),
)


def rows(chart) -> list[dict]:
    plain = chart.to_dict()
    return next(iter(plain["datasets"].values()))


def marks(chart) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


def test_incomplete_cells_are_hatched_and_unreached_ones_are_empty():
    chart = matrix_chart(COHORTS, LABELS, SHARE, LIGHT)
    cells = {(row["row"].split("\x1f")[1], row["column"]): row for row in rows(chart)}
    assert cells["1 Jan 2025", "Day 2"]["complete"]
    assert not cells["2 Jan 2025", "Day 2"]["complete"]
    assert cells["2 Jan 2025", "Day 2"]["sentence"].endswith("so far: not complete yet.")
    assert not cells["3 Jan 2025", "Day 2"]["begun"]
    solid, hatched, _ = chart.to_dict()["layer"]
    assert "!datum.complete" in hatched["transform"][0]["filter"]
    assert hatched["mark"]["fill"]["gradient"] == "linear"
    assert solid["encoding"]["color"]["field"] == "fill"
    strongest = max(
        (cell for cell in cells.values() if cell["k"] and cell["complete"]), key=lambda cell: cell["number"]
    )
    assert strongest["fill"] == LIGHT.sequential[-1]


def test_cells_say_shares_or_people_and_the_first_column_the_size():
    shares = {(row["k"], row["shown"]) for row in rows(matrix_chart(COHORTS, LABELS, SHARE, LIGHT))}
    people = {(row["k"], row["shown"]) for row in rows(matrix_chart(COHORTS, LABELS, PEOPLE, LIGHT))}
    assert {(0, "20"), (1, "50.0 %")} <= shares
    assert {(0, "20"), (1, "10")} <= people
    assert matrix_alt(COHORTS, LABELS, SHARE).endswith("Day 1 from 40.0 % to 50.0 %; Day 2 from 20.0 % to 20.0 %.")


def test_two_cohorts_of_one_name_stay_two_rows():
    twice = (COHORTS[0], COHORTS[0])
    assert len({row["row"] for row in rows(matrix_chart(twice, LABELS, SHARE, LIGHT))}) == 2


def test_the_curve_leaves_out_column_0_and_has_a_band():
    line = curve(LABELS, COHORTS)
    chart = curve_chart([line], ["All"], [LIGHT.accent], LABELS[1:])
    assert [row["column"] for row in rows(chart)] == ["Day 1", "Day 2"]
    assert rows(chart)[0]["rate"] == 14 / 30
    assert marks(chart) == ["area", "line", "point", "text"]
    assert curve_alt([line], ["All"]).endswith("All: 46.7 % at Day 1, 20.0 % at Day 2.")


def test_groups_have_a_legend_and_differences_stand_around_zero():
    parts = [curve(LABELS, COHORTS[:1]), curve(LABELS, COHORTS[1:])]
    chart = curve_chart(parts, ["a", "b"], ["#111111", "#222222"], LABELS[1:])
    assert chart.to_dict()["layer"][1]["encoding"]["color"]["scale"]["range"] == ["#111111", "#222222"]
    found = [differences(LABELS, COHORTS[:1], COHORTS)[1], differences(LABELS, COHORTS[1:], COHORTS)[1]]
    against = difference_chart(found, ["a", "b"], ["#111111", "#222222"], LIGHT)
    values = [row for data in against.to_dict()["datasets"].values() for row in data if "difference" in row]
    assert [round(row["difference"], 3) for row in values] == [-0.1, 0.1]


def test_the_trend_takes_complete_cohorts_only():
    points = trend_of(COHORTS, 1)
    assert [row["rate"] for row in rows(trend_chart([points], ["All"], [LIGHT.accent]))] == [0.4, 0.5]
    assert trend_alt([points], ["All"]) == "Share who came back, by cohort: All from 40.0 % to 50.0 %."


def test_churn_steps_with_the_half_way_line():
    points = (ChurnPoint(0, 1, nan, nan), ChurnPoint(30, 0.4, 0.3, 0.5))
    line = ChurnLine("All", "value", (), 50, 30, unavailable("Kaplan-Meier", "none"), points)
    chart = churn_chart([line], ["All"], [LIGHT.accent], LIGHT)
    assert marks(chart) == ["rule", "area", "line", "point"]
    assert chart.to_dict()["layer"][2]["mark"]["interpolate"] == "step-after"
    assert churn_alt([line], ["All"]).endswith("All: 40.0 % still there after 30 days.")


def test_repeat_purchase_leaves_out_what_nobody_is_old_enough_for():
    points = (RepeatPoint(30, 2, 8, 0.25, 0.1, 0.5), RepeatPoint(90, 0, 0, nan, nan, nan))
    assert [row["days"] for row in rows(repeat_chart([points], ["All"], [LIGHT.accent]))] == [30]
    assert repeat_alt([points], ["All"]).endswith("All: 25.0 % within 30 days.")


def test_the_gone_quiet_stand_below_zero():
    periods = (LifecyclePeriod(datetime(2025, 1, 1), "1 Jan 2025", 3, 2, 1, 4, True),)
    bars = [
        row
        for data in lifecycle_chart(periods, LIGHT).to_dict()["datasets"].values()
        for row in data
        if "kind" in row
    ]
    assert {row["kind"]: row["people"] for row in bars} == {
        "New": 3,
        "Returning": 2,
        "Back after a break": 1,
        "Gone quiet": -4,
    }
    assert "3 new, 2 returning" in lifecycle_alt(periods)
