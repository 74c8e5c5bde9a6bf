"""Trends over events written out in the tests."""

from datetime import datetime

import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.trends import measure
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.trends import Trend

EVENTS = [
    (1, datetime(2025, 1, 6, 9), "visit", "web", None, None, None, {"plan": "free"}),
    (1, datetime(2025, 1, 7, 9), "visit", "web", None, None, None, {"plan": "free"}),
    (2, datetime(2025, 1, 8, 9), "visit", "app", None, None, None, {"plan": "paid"}),
    (2, datetime(2025, 1, 14, 9), "visit", None),
    (3, datetime(2025, 1, 14, 9), "buy", "web"),
    (3, datetime(2025, 1, 22, 9), "buy", "Other"),
]


@pytest.fixture
def engine(tmp_path):
    opened = engine_with(tmp_path, events=EVENTS, personas={1: "Family"})
    yield opened
    opened.close()


def lines(result):
    return {(group.kind, group.name): group.values(result.trend) for group in result.groups}


def test_total_people_and_per_person(engine):
    assert lines(measure(engine, Trend(("visit",)), Filters())) == {("whole", None): (3, 1, 0)}
    assert lines(measure(engine, Trend(("visit",), "people"), Filters())) == {("whole", None): (2, 1, 0)}
    per_person = lines(measure(engine, Trend(("visit",), "per_person"), Filters()))[("whole", None)]
    assert per_person[:2] == (1.5, 1.0)
    assert per_person[2] != per_person[2]


@pytest.mark.parametrize(
    "split, expected",
    [
        ("channel", {("value", "web"): (2, 1, 0), ("value", "app"): (1, 0, 0), ("value", "Other"): (0, 0, 1),
                     ("missing", None): (0, 1, 0)}),
        ("touchpoint", {("value", "visit"): (3, 1, 0), ("value", "buy"): (0, 1, 1)}),
        ("persona", {("value", "Family"): (2, 0, 0), ("missing", None): (1, 2, 1)}),
        ("stage", {("missing", None): (3, 2, 1)}),
        ("property:plan", {("value", "free"): (2, 0, 0), ("value", "paid"): (1, 0, 0), ("missing", None): (0, 2, 1)}),
    ],
)  # fmt: skip
def test_every_split_adds_up_to_all_events(engine, split, expected):
    result = measure(engine, Trend(split=split), Filters())
    assert lines(result) == expected
    assert result.events == len(EVENTS)


def test_what_is_beyond_the_limit_is_other_and_no_channel_of_that_name(engine):
    result = measure(engine, Trend(split="channel", most_groups=1), Filters())
    assert lines(result) == {("value", "web"): (2, 1, 0), ("other", None): (1, 0, 1), ("missing", None): (0, 1, 0)}


def test_periods_follow_the_zone_and_the_week_start(tmp_path):
    """23:30 UTC on a Saturday is Sunday in Berlin: a new week where weeks start on Sunday."""
    events = [(1, datetime(2025, 1, 11, 23, 30), "visit"), (1, datetime(2025, 1, 20), "visit")]
    engine = engine_with(tmp_path, events=events, settings={"time_zone": "Europe/Berlin", "week_start": "sunday"})
    result = measure(engine, Trend(period="week"), Filters())
    assert [str(bucket.start) for bucket in result.buckets] == ["2025-01-12", "2025-01-19"]
    assert [group.events for group in result.groups] == [(1, 1)]
    engine.close()


def test_periods_cut_short_are_told_from_complete_ones(engine):
    result = measure(engine, Trend(), Filters(date_from="2025-01-08"))
    assert [bucket.complete for bucket in result.buckets] == [False, True, False]
    assert result.reason.startswith("There are fewer than two complete weeks")


def test_nothing_in_view_is_said(engine):
    assert measure(engine, Trend(("no such",)), Filters()).reason == "Nothing happened at these touchpoints in view."


def test_unknown_choices_are_refused():
    for wrong in ({"measure": "sum"}, {"split": "colour"}, {"period": "hour"}):
        with pytest.raises(DefinitionError):
            Trend(**wrong)
