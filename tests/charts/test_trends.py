"""The trends picture: what is drawn solid, what dashed, and what is said."""

from datetime import datetime, timedelta

from touchpath.analysis.trends import TrendGroup, TrendResult
from touchpath.charts.theme import LIGHT, styled
from touchpath.charts.trends import Line, trends_alt, trends_chart
from touchpath.journey.trends import Bucket, Trend


def weeks(flags):
    edges = [datetime(2025, 1, 6) + timedelta(weeks=i) for i in range(len(flags) + 1)]
    return tuple(Bucket(edges[i].date(), edges[i], edges[i + 1], whole) for i, whole in enumerate(flags))


def drawn(groups, flags, measure="total"):
    result = TrendResult(Trend(measure=measure), weeks(flags), tuple(groups))
    lines = [Line(group, group.name or "All", colour) for group, colour in zip(groups, LIGHT.slots, strict=False)]
    return result, lines, styled(trends_chart(result, lines, LIGHT), LIGHT).to_dict()


def rows(chart):
    return next(data for data in chart["datasets"].values() if "stretch" in data[0])


def test_complete_weeks_are_solid_and_incomplete_ones_dashed_up_to_their_neighbours():
    group = TrendGroup("whole", None, (1, 5, 6, 7, 2), (0,) * 5)
    _, _, chart = drawn([group], [False, True, True, True, False])
    solid = [row["value"] for row in rows(chart) if row["complete"]]
    dashed = {}
    for row in rows(chart):
        if row["stretch"] >= 0:
            dashed.setdefault(row["stretch"], []).append(row["value"])
    assert solid == [5, 6, 7]
    assert [sorted(part) for part in dashed.values()] == [[1, 5], [2, 7]]


def test_bars_of_nothing_are_not_drawn_for_nobody():
    group = TrendGroup("whole", None, (4, 0, 3), (2, 0, 3))
    _, _, chart = drawn([group], [True, True, True], "per_person")
    assert [row["value"] for row in rows(chart)] == [2.0, None, 1.0]


def test_few_lines_carry_their_names_and_many_a_legend():
    few = [TrendGroup("value", name, (1, 2), (1, 2)) for name in "ab"]
    many = [TrendGroup("value", name, (1, 2), (1, 2)) for name in "abcdef"]
    texts = [layer for layer in drawn(few, [True, True])[2]["layer"] if layer["mark"]["type"] == "text"]
    assert texts
    assert not [layer for layer in drawn(many, [True, True])[2]["layer"] if layer["mark"]["type"] == "text"]


def test_the_picture_is_told_in_words():
    group = TrendGroup("value", "web", (1, 1200, 3000, 2), (0,) * 4)
    result, lines, chart = drawn([group], [False, True, True, False])
    assert trends_alt(result, lines) == "Events per week, first to last complete week: web from 1,200 to 3,000."
    assert rows(chart)[0]["sentence"] == "web, week from 13 Jan 2025: 1,200 events"
    assert any(row["sentence"].endswith("(the week is not complete)") for row in rows(chart))


def test_axis_begins_at_zero():
    _, _, chart = drawn([TrendGroup("whole", None, (5, 6), (0, 0))], [True, True])
    assert all(layer["encoding"]["y"].get("scale", {}).get("zero", True) for layer in chart["layer"])
