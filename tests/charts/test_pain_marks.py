"""Pains stand at the marks they are about, numbered as in the list."""

from __future__ import annotations

from math import nan
from typing import Any

from touchpath.analysis.map.result import MapMark
from touchpath.analysis.pain.result import Pain, PainOutcome
from touchpath.charts.map.layout import MapLayout, PlacedMark
from touchpath.charts.pictures.map import pain_marks

BAD = PainOutcome("step", 100, 50, 100, 20, 100, 20, 0.3, 30, 20, 0.001)


def placed(touchpoint: str, channel: str | None, people: int, x: float) -> PlacedMark:
    mark = MapMark(touchpoint, channel, people, people, 0.5, 0, 0, nan, nan, nan, nan, 0, nan)
    return PlacedMark(mark, x, 0, 100.0, "")


def pain(place: str, channel: Any = None, kind: str = "cell") -> Pain:
    return Pain(kind, place, "Families", channel, "minutes", "over 20", (BAD,))


def test_a_pain_stands_at_its_touchpoint_on_its_channel() -> None:
    marks = (placed("buy", "web", 900, 1.0), placed("buy", "app", 300, 2.0), placed("call", "phone", 50, 3.0))
    there = MapLayout((), ("web", "app", "phone"), marks, (), 4.0)
    found = pain_marks(
        there, (pain("buy", "app"), pain("call", kind="value"), pain("lost", "web"), pain("buy", "app"))
    )
    assert [(part.x, part.numbers) for part in found] == [(2.0, "1, 4"), (3.0, "2")]
    assert found[1].said == "Hurts, 2 of the list: call: minutes over 20."


def test_a_value_of_a_property_stands_at_the_largest_mark() -> None:
    there = MapLayout((), ("web", "app"), (placed("buy", "app", 300, 2.0), placed("buy", "web", 900, 1.0)), (), 3.0)
    assert [part.x for part in pain_marks(there, (pain("buy", kind="value"),))] == [1.0]
    assert pain_marks(there, ()) == ()
