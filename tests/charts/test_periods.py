"""Axes of periods tick on first days; names of changes and of dots do not lie on each other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from touchpath.charts.annotations import change_marks
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import LIGHT
from touchpath.charts.timeline import with_room
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome

MONDAY = date(2025, 1, 6)


def _ticks(weeks: int) -> list[date]:
    starts = [MONDAY + timedelta(weeks=week) for week in range(weeks)]
    told = period_axis(pd.Series([pd.Timestamp(start) for start in starts])).to_dict()["values"]
    return [date(moment["year"], moment["month"], moment["date"]) for moment in told]


@pytest.mark.parametrize(("weeks", "ticks"), [(1, 1), (9, 9), (10, 5), (27, 9), (28, 7)])
def test_ticks_stand_on_mondays_and_are_never_more_than_nine(weeks: int, ticks: int) -> None:
    found = _ticks(weeks)
    assert len(found) == ticks
    assert {day.isoweekday() for day in found} == {1}


def test_a_month_has_its_year_and_no_week_has_a_name_of_an_hour() -> None:
    assert period_axis([MONDAY], "month").to_dict()["format"] == "%b %Y"
    assert period_axis([MONDAY]).to_dict()["format"] == "%-d %b"


def test_names_of_neighbouring_changes_stand_on_lines_of_their_own() -> None:
    changes = [Change(f"Change {i}", MONDAY + timedelta(days=i), Outcome("nps")) for i in range(3)]
    drawn = change_marks(changes, LIGHT, MONDAY - timedelta(days=9), MONDAY + timedelta(days=3)).to_dict()  # type: ignore[union-attr]
    names = [layer for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    assert len({layer["encoding"]["y"]["value"] for layer in names}) == 3
    assert {layer["mark"]["align"] for layer in names} == {"right"}  # the picture ends soon after them
    early = change_marks(changes, LIGHT, MONDAY, MONDAY + timedelta(days=90)).to_dict()  # type: ignore[union-attr]
    assert {layer["mark"]["align"] for layer in early["layer"] if layer["mark"]["type"] == "text"} == {"left"}


def test_a_dot_is_named_where_there_is_room_in_its_lane() -> None:
    start = datetime(2025, 1, 6)
    moments = [start, start + timedelta(minutes=1), start + timedelta(minutes=1), start + timedelta(days=9)]
    shown = with_room(moments, ["web", "web", "app", "web"], ["view", "cart", "open", "purchase"])
    assert shown == ["view", "", "open", "purchase"]
    assert with_room([], [], []) == []
