"""Churn in a sentence: a median that only repeats the chosen pause is told as what it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.events import Row, workspace_of
from touchpath.answers import ask
from touchpath.journey.churn import Churn

START = datetime(2025, 1, 1)


def _sentence(active_days: list[float]) -> str:
    rows = [Row("end", START + timedelta(days=200), "call")]
    for i, last in enumerate(active_days):
        rows += [Row(f"p{i}", START + timedelta(days=day), "visit") for day in (0, last)]
    with workspace_of(rows) as workspace:
        return ask(workspace, Churn("visit", days=30)).sentence


def test_half_who_never_come_again_are_not_said_to_stay_for_the_pause() -> None:
    said = _sentence([0.0, 0.1, 0.9, 40.0])
    assert said.startswith("At least half of the people are never active after their first day: the pause of 30 days")
    assert "stay 30 days" not in said


def test_another_median_says_that_the_pause_is_in_it() -> None:
    said = _sentence([0.0, 1.0, 40.0, 50.0, 60.0])
    assert said.startswith("Half of the people stay 70 days")
    assert "the pause of 30 days included" in said
    assert _sentence([1.0]).startswith("Half of the people stay 31 days"), "a whole day later is another day"
