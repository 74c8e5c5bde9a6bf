"""What the pictures of the funnel page encode."""

from datetime import UTC, datetime
from math import nan
from typing import Any

import numpy as np
import pytest

from touchpath.analysis.comparison import GroupCounts, bases_of, compare_groups
from touchpath.analysis.drivers import NextTouchpoint
from touchpath.analysis.drivers.factors import FactorCounts, weigh
from touchpath.analysis.funnel.result import ConversionTimes, FunnelTrendPoint, GroupResult, StepResult, TrendSeries
from touchpath.analysis.funnel.spans import in_spans
from touchpath.analysis.timeline import Timeline, TimelineMoment
from touchpath.charts.funnel import SELECTION, funnel_alt, funnel_chart
from touchpath.charts.funnel.comparison import comparison_chart, drivers_chart
from touchpath.charts.funnel.groups import groups_alt, groups_chart
from touchpath.charts.funnel.next import next_chart
from touchpath.charts.funnel.times import times_chart
from touchpath.charts.funnel.trend import trend_chart
from touchpath.charts.theme import LIGHT
from touchpath.charts.timeline import timeline_alt, timeline_chart
from touchpath.ui.downloads import svg


def steps(*people: int) -> tuple[StepResult, ...]:
    """Steps called a, b, c with these numbers."""
    told = []
    for place, number in enumerate(people):
        before = people[place - 1] if place else 0
        rate = number / before if place else nan
        edges = (rate - 0.05, rate + 0.05) if place else (nan, nan)
        seconds = 90.0 if place else nan
        told.append(
            StepResult(
                "abc"[place], number, number / people[0], 0, 1, rate, *edges, before - number if place else 0, 0,
                seconds, seconds, seconds, seconds, seconds, seconds,
            )
        )  # fmt: skip
    return tuple(told)


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """All rows that a chart draws."""
    return [row for data in chart.to_dict()["datasets"].values() for row in data]


def row_of(chart: Any, **where: Any) -> dict[str, Any]:
    return next(row for row in rows_of(chart) if all(row.get(name) == value for name, value in where.items()))


def test_bars_start_at_zero_on_a_common_scale_with_the_lost_part_beside():
    chart = funnel_chart(steps(200, 120, 30), LIGHT)
    told = chart.to_dict()
    scales = [layer["encoding"]["x"]["scale"]["domain"] for layer in told["layer"][:2]]
    assert scales == [[0, 200], [0, 200]]
    last = row_of(chart, place=2)
    assert (last["zero"], last["people"], last["lost_to"]) == (0, 30, 120)


def test_the_way_between_the_bars_tells_rate_loss_and_time_and_names_the_largest():
    chart = funnel_chart(steps(200, 120, 30), LIGHT)
    assert row_of(chart, place=1)["way"] == "↓ 60.0 % go on, 80 lost · median 1 min 30 s"
    assert row_of(chart, place=2)["worst_way"].endswith("largest drop-off")
    assert row_of(chart, place=2)["number"] == "30 · 15.0 %"
    assert row_of(chart, place=0)["number"] == "200 people"


def test_a_bar_can_be_clicked():
    parameters = funnel_chart(steps(2, 1), LIGHT).to_dict()["params"]
    assert parameters[0]["name"] == SELECTION
    assert parameters[0]["select"]["fields"] == ["place"]


def test_empty_and_short_funnels_are_drawn():
    for people in ((0, 0, 0), (5,), (5, 5)):
        assert "<svg" in svg(funnel_chart(steps(*people), LIGHT) if people[0] else funnel_chart(steps(1, 0), LIGHT))
    assert (
        funnel_alt(steps(4, 1))
        == "Funnel of 2 steps. a: 4 people (100.0 % of the start); b: 1 person (25.0 % of the start)."
    )


def test_groups_stand_side_by_side_at_each_step_and_the_lowest_is_named():
    groups = [
        GroupResult("x", "value", ("x",), steps(100, 50, 10), 0),
        GroupResult("y", "value", ("y",), steps(80, 60, 30), 0),
    ]
    chart = groups_chart(groups, ["x", "y"], ["#111111", "#222222"], LIGHT)
    lowest = [row for row in rows_of(chart) if row.get("lowest")]
    assert [(row["group"], row["label"]) for row in lowest] == [
        ("x", "↓ 10.0 % of 100"),
        ("x", "↓ 50.0 % of 100"),
        ("x", "↓ 20.0 % of 50"),
    ]
    colour = next(layer["encoding"]["color"] for layer in chart.to_dict()["layer"] if "color" in layer["encoding"])
    assert colour["scale"] == {"domain": ["x", "y"], "range": ["#111111", "#222222"]}
    assert "y: 37.5 % of the start reached the end (b 75.0 %, c 50.0 %)" in groups_alt(groups, ["x", "y"])
    assert "↓ 20.0 % of 50" in svg(chart)


def test_incomplete_periods_are_dashed():
    def point(month: int, complete: bool) -> FunnelTrendPoint:
        return FunnelTrendPoint(datetime(2025, month, 1), (10, 4), 0.4, 0.2, 0.6, complete)

    series = TrendSeries("All", "value", (), (point(1, True), point(2, True), point(3, False)))
    chart = trend_chart([series], ["All"], ["#111111"], LIGHT, "month")
    assert [(row["complete"], row["dashed"]) for row in rows_of(chart)] == [
        (True, False),
        (True, True),
        (False, True),
    ]
    dashed = [layer for layer in chart.to_dict()["layer"] if layer["mark"].get("strokeDash")]
    assert len(dashed) == 1


def test_times_are_drawn_over_spans_that_people_speak_of():
    edges, counts = in_spans(np.array([45.0, 60.0, 100.0, 7200.0]))
    assert edges.tolist() == [30, 60, 120, 300, 600, 1800, 3600, 10800]
    assert counts.tolist() == [1, 2, 0, 0, 0, 0, 1]
    rows = rows_of(times_chart(ConversionTimes(np.zeros(0), edges, counts, 1800.0, 80.0, 7200.0), LIGHT))
    assert rows[1] == {
        "span": "1 min to 2 min", "people": 2, "median": True, "label": "50.0 % (2) · median 1 min 20 s",
    }  # fmt: skip


def test_nobody_took_any_time():
    edges, counts = in_spans(np.zeros(0))
    assert counts.sum() == 0
    assert len(edges) == 1


def test_differences_are_in_points_and_called_ones_have_shape_and_colour():
    found = compare_groups([GroupCounts("x", (500, 100)), GroupCounts("y", (500, 300))], bases_of((False, False)))
    row = row_of(comparison_chart(found.cells, ["a → b"], LIGHT), grade="lower")
    assert row["estimate"] == pytest.approx(-40)
    assert "20.0 % of 500 against 60.0 % of 500" in row["sentence"]


def test_drivers_stand_on_a_ratio_scale():
    factors, _ = weigh([FactorCounts("touchpoint", "", "error", 400, 40, 400, 200)])
    chart = drivers_chart(factors, LIGHT)
    assert row_of(chart, grade="lower")["name"] == "error (touchpoint)"
    horizontal = [layer["encoding"].get("x", {}) for layer in chart.to_dict()["layer"]]
    scale = next(x["scale"] for x in horizontal if "scale" in x)
    assert scale["type"] == "log"
    assert scale["domain"][0] < factors[0].low < 1 < scale["domain"][1]


def test_exits_and_the_rest_are_grey_and_in_brackets():
    found = (NextTouchpoint("help", "touchpoint", 3, 0.75), NextTouchpoint("Nothing more", "exit", 1, 0.25))
    assert [(row["what"], row["known"]) for row in rows_of(next_chart(found, LIGHT))] == [
        ("help", True),
        ("(nothing more)", False),
    ]


def test_a_timeline_shows_events_and_answers_in_the_zone():
    moments = (
        TimelineMoment(datetime(2025, 1, 1, 23, 30), "event", "view", None, None, None, ""),
        TimelineMoment(datetime(2025, 1, 2), "answer", "NPS", "web", None, 9.0, ""),
        TimelineMoment(None, "answer", "other", None, None, None, ""),
    )
    person = Timeline(1, "ann", (), None, (), moments, cut=False)
    drawn = rows_of(timeline_chart(person, LIGHT, UTC))
    assert [(row["kind"], row["lane"], row["what"]) for row in drawn] == [
        ("Event", "(no channel)", "view"),
        ("Answer", "web", "NPS: 9"),
    ]
    assert timeline_alt(person).startswith("3 moments of ann")
