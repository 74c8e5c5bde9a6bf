"""Who answered of those asked: which ask an answer belongs to, what differs, and how often chance alone does."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.surveys.asked import Asks
from touchpath.analysis.surveys.characteristics import Characteristic, numeric
from touchpath.analysis.surveys.response import measure, response_differences, response_weights
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.surveys import ResponseCheck

DAY = datetime(2025, 3, 3, 12)


def ask(person, day, campaign=None):
    return (person, DAY + timedelta(days=day), "survey_sent", "email", None, None, None, {"campaign": campaign})


def found(folder, events, answers, asked=None, filters=None, **content):
    engine = engine_with(folder, events=events, answers=answers, **content)
    result = measure(engine, asked or ResponseCheck(), filters or Filters())
    engine.close()
    return result


def test_an_answer_belongs_to_the_latest_ask_and_an_ask_is_answered_once(tmp_path):
    events = [ask(1, 0), ask(1, 3), ask(2, 0), ask(3, 0), (4, DAY, "visit", "web")]
    answers = [
        (1, DAY + timedelta(days=4), "nps", 9),  # the second ask of 1
        (1, DAY + timedelta(days=5), "nps", 0),  # the same ask again: belongs to none
        (2, DAY + timedelta(days=14), "nps", 9),  # on the last moment
        (3, DAY + timedelta(days=14, seconds=1), "nps", 9),  # too late
        (4, DAY + timedelta(days=1), "nps", 9),  # nobody asked 4
    ]
    result = found(tmp_path, events, answers)
    assert (result.asked, result.answered, result.unasked) == (4, 2, 3)
    assert result.plain.score == 100


def test_an_ask_is_of_the_survey_that_its_property_names(tmp_path):
    events = [ask(1, 0, "nps_survey"), ask(1, 1, "csat_survey"), ask(2, 0, "nps_survey")]
    answers = [(1, DAY + timedelta(days=2), "nps", 9), (1, DAY + timedelta(days=2), "csat", 4, None, None, 1, 5)]
    result = found(tmp_path, events, answers, ResponseCheck("nps"))
    assert (result.asked, result.answered) == (2, 1)
    assert (result.ask_property, result.ask_values, result.guessed) == ("campaign", ("nps_survey",), True)


def test_a_property_of_the_asks_can_be_said(tmp_path):
    events = [ask(1, 0, "a"), ask(2, 0, "b")]
    said = ResponseCheck("nps", ask_property="campaign", ask_values=("b",))
    result = found(tmp_path, events, [(2, DAY + timedelta(days=1), "nps", 9)], said)
    assert (result.asked, result.answered, result.guessed) == (1, 1, False)


def test_dates_choose_asks_and_people_are_chosen(tmp_path):
    events = [ask(1, 0), ask(1, 30), ask(2, 30)]
    answers = [(1, DAY + timedelta(days=31), "nps", 9)]
    filters = Filters(date_from="2025-03-20", personas=("Family",))
    result = found(tmp_path, events, answers, filters=filters, personas={1: "Family"})
    assert (result.asked, result.answered) == (1, 1)


def test_nobody_asked_is_said_not_divided_by(tmp_path):
    result = found(tmp_path, [(1, DAY, "visit", "web")], [(1, DAY, "nps", 9)])
    assert (result.asked, result.plain, np.isnan(result.rate)) == (0, None, True)


def test_what_cannot_be_asked_is_refused():
    for wrong in ({"within_days": 0}, {"ask_values": ("a",)}, {"lag_hours": -1}, {"metric": "mood"}):
        with pytest.raises(DefinitionError):
            ResponseCheck(**wrong)


def test_two_factors_are_crossed_where_every_pair_answered_and_raked_where_not():
    asks = Asks(np.arange(8), np.zeros(8, dtype=int), np.array([0, 1, 2, 3, -1, -1, -1, -1]), 0, np.arange(8))
    first = Characteristic("first", np.array([0, 0, 1, 1, 0, 0, 1, 1]), ("a", "b"))
    second = Characteristic("second", np.array([0, 1, 0, 1, 0, 0, 0, 1]), ("c", "d"))
    weights, cut, uncovered = response_weights([first, second], asks, np.ones(4), np.arange(4))
    assert (weights.tolist(), cut, uncovered) == ([3.0, 1.0, 2.0, 2.0], 0, 0)
    gap = Asks(asks.person, asks.moment, np.array([0, 1, 2, -1, -1, -1, -1, -1]), 0, asks.place)
    raked, _, _ = response_weights([first, second], gap, np.ones(3), np.arange(3))
    assert raked.sum() == pytest.approx(8)


def test_those_asked_like_nobody_who_answered_are_counted():
    asks = Asks(np.arange(4), np.zeros(4, dtype=int), np.array([0, -1, -1, -1]), 0, np.arange(4))
    part = Characteristic("part", np.array([0, 0, 1, -1]), ("a", "b"))
    _, _, uncovered = response_weights([part], asks, np.ones(1), np.arange(1))
    assert uncovered == 2


def test_parts_of_a_number_have_at_least_twenty_answers():
    rng = np.random.default_rng(3)
    numbers, answered = rng.normal(size=1000), rng.random(1000) < 0.1
    part = numeric("n", numbers, answered)
    given = np.bincount(part.level[answered], minlength=len(part.labels))
    assert given.min() >= 20
    assert len(part.labels) >= 2
    assert len(numeric("n", numbers, rng.random(1000) < 0.5).labels) == 10


@pytest.mark.parametrize(("answered", "silent"), [(30, 70), (300, 700)])
def test_equal_groups_rarely_look_unequal(answered, silent):
    """24 characteristics, half of them numbers, nothing differs: amber in at most 8 % of 200 surveys."""
    rng = np.random.default_rng(11)
    gave = np.arange(answered + silent) < answered
    amber = 0
    for _ in range(200):
        numbers = [rng.normal(size=len(gave)) for _ in range(12)]
        levels = [rng.integers(0, 3, len(gave)) for _ in range(12)]
        known = [Characteristic(str(i), np.zeros(len(gave), dtype=int), ("all",), n) for i, n in enumerate(numbers)]
        known += [Characteristic(f"c{i}", level, ("a", "b", "c")) for i, level in enumerate(levels)]
        amber += any(part.amber for part in response_differences(known, gave))
    assert amber / 200 <= 0.08


def test_a_difference_of_a_quarter_that_is_more_than_chance_is_amber():
    rng = np.random.default_rng(2)
    gave = np.arange(2000) < 1000
    near, far = rng.normal(size=2000), rng.normal(size=2000)
    near[gave] += 0.15
    far[gave] += 0.4
    level = np.zeros(2000, dtype=int)
    known = [Characteristic("near", level, ("all",), near), Characteristic("far", level, ("all",), far)]
    found = response_differences(known, gave)
    assert [(part.characteristic, part.amber) for part in found] == [("far", True), ("near", False)]
