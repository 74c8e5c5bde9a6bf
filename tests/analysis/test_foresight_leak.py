"""Nothing after the cut-off is known before it: whatever is done to later events, no variable changes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ui.small_workspace import engine_with
from touchpath.analysis.foresight import columns
from touchpath.analysis.foresight.columns import KnownNames, shape_before
from touchpath.analysis.foresight.features import KnownBefore, known_before
from touchpath.analysis.foresight.there import still_there, target_history
from touchpath.analysis.log.orders import read_known_purchases, read_payments, read_purchases
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.prediction import Prediction

CUT = datetime(2025, 3, 1)
END = CUT + timedelta(days=40)
ASKED = (
    Prediction(days=10, touchpoints=("visit", "buy")),
    Prediction("not_buy", 10, ("buy",)),
    Prediction("detractor", 10),
)
moments = st.integers(-60 * 24, 39 * 24).map(lambda hours: CUT + timedelta(hours=hours))
names = st.sampled_from(["visit", "buy", "call", "refund"])
event = st.tuples(
    st.integers(1, 5), moments, names, st.sampled_from(["web", "store", None]),
    st.sampled_from([None, 10.0, 25.0, -10.0]), st.sampled_from([None, "o1", "o2", "o3"]),
    st.sampled_from([None, "s1", "s2"]),
    st.sampled_from([None, {"wait": "5"}, {"wait": "12.5"}, {"wait": "", "plan": "x"}]),
)  # fmt: skip
answer = st.tuples(st.integers(1, 5), moments, st.sampled_from(["nps", "ces"]), st.integers(1, 7).map(float))


@contextmanager
def small_names() -> Iterator[None]:
    """Names of few people count as well, or a small log would have none."""
    with patch.object(columns, "FEWEST_PEOPLE", 1), patch.object(columns, "_FEWEST_TEXTS", 1):
        yield


def known(events: list[Any], answers: list[Any], asked: Prediction) -> tuple[KnownNames, KnownBefore]:
    """What is known before the cut-off in a workspace of these events; the end of the data is always the same."""
    last = (1, END, "visit", "web")
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_with(Path(folder), events=[*events, last], answers=answers, personas={1: "A", 2: "B"})
        try:
            history = target_history(engine, asked, Filters(), CUT)
            people = still_there(engine, asked, Filters(), CUT, history)
            shape = shape_before(engine, asked, Filters(), people, CUT, personas=True)
            return shape, known_before(engine, asked, people, history, shape, CUT)
        finally:
            engine.close()


@settings(max_examples=12)
@given(
    st.lists(event, min_size=4, max_size=25), st.lists(answer, max_size=6), st.sampled_from(ASKED),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_shuffling_what_comes_after_the_cut_off_changes_no_variable(
    events: list[Any], answers: list[Any], asked: Prediction, random: Any
) -> None:
    early, late = ([part for part in events if (part[1] < CUT) == before] for before in (True, False))
    told, untold = ([part for part in answers if (part[1] < CUT) == before] for before in (True, False))
    times = [part[1] for part in late]
    random.shuffle(times)
    owners = [part[0] for part in late]
    random.shuffle(owners)
    shuffled = [(owner, time, *part[2:]) for owner, time, part in zip(owners, times, late, strict=True)]
    random.shuffle(shuffled)
    with small_names():
        shape, before = known([*early, *late], [*told, *untold], asked)
        same, after = known([*early, *shuffled], told, asked)
    assert shape == same
    np.testing.assert_array_equal(before.person, after.person)
    assert before.variables == after.variables
    np.testing.assert_array_equal(before.values, after.values)


REFUND_OF_TWO_LINES = [
    (1, CUT, "buy", "web", 25.0, "o1", None, None),
    (1, CUT, "refund", "web", -10.0, "o1", None, None),
    (1, CUT, "refund", "web", 25.0, "o1", None, None),
]  # together it gives nothing back


@settings(max_examples=6)
@given(st.lists(event, min_size=4, max_size=25))
@example(REFUND_OF_TWO_LINES)
def test_payments_and_purchases_as_known_at_the_end_are_all_of_them(events: list[Any]) -> None:
    step = Step("buy")
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_with(Path(folder), events=[*events, (1, END, "visit", "web")])
        try:
            found = [read_payments(engine, step, Filters(), before) for before in (None, END)]
            bought = [read_purchases(engine, step, Filters()), read_known_purchases(engine, step, Filters(), END)]
        finally:
            engine.close()
    paid = [sorted(zip(one.person, one.moment, one.worth, strict=True)) for one in found]
    assert paid[0] == paid[1]
    assert sorted(zip(bought[0].person, bought[0].moment, strict=True)) == sorted(
        zip(bought[1].person, bought[1].moment, strict=True)
    )


def at(days: float) -> datetime:
    return CUT + timedelta(days=days)


def test_what_was_known_by_hand() -> None:
    """Ann: an order of two lines, of which the second (a refund) comes after the cut-off, as her second call does."""
    events = [
        (1, at(-30), "visit", "web", None, None, "s1"),
        (1, at(-20), "call", "store", None, None, None, {"wait": "5"}),
        (1, at(-12), "call", "store", None, None, None, {"wait": "12.5"}),
        (1, at(-6), "buy", "web", 40.0, "o1", "s2"),
        (1, at(-6), "buy", "web", 2.0, "o1", "s2"),
        (1, at(-4), "refund", "web", -5.0, "o1"),
        (1, at(3), "buy", "web", -42.0, "o1"),
        (1, at(1), "call", "store", None, None, None, {"wait": "99"}),
        (2, at(-25), "visit", "store"),
        (3, at(2), "buy", "web", 9.0),
    ]
    answers = [(1, at(-5), "nps", 3.0), (1, at(4), "nps", 9.0)]
    with small_names():
        shape, found = known(events, answers, Prediction("not_buy", 10, ("buy",)))
    assert found.person.tolist() == [1], "who bought before; the visitor did not, the other only later"
    row = {(v.topic.key, v.what): value for v, value in zip(found.variables, found.values[0].tolist(), strict=True)}
    expected = {
        ("last_seen", "days_ago"): 4, ("tenure", "days"): 30, ("activity", "events"): 5,
        ("activity", "events_lately"): 2, ("activity", "active_days"): 5, ("activity", "channels"): 2,
        ("activity", "sessions"): 5, ("target", "times"): 1, ("target", "days_ago"): 6,
        ("touchpoint: call", "times"): 2, ("touchpoint: call", "times_lately"): 0,
        ("touchpoint: call", "days_ago"): 12, ("channel: web", "times"): 3, ("property: wait", "last"): 12.5,
        ("property: wait", "largest"): 12.5, ("property: wait", "mean"): 8.75, ("score: nps", "last"): 3,
        ("score: nps", "days_ago"): 5, ("spend", "paid"): 37, ("spend", "paid_lately"): 37,
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert shape.personas == ("A",)


def test_a_topic_left_out_is_in_no_column() -> None:
    events = [(1, at(-9), "visit", "web"), (1, at(-5), "call", "web", None, None, None, {"wait": "5"})]
    asked = Prediction(days=10, leave_out=("property: wait", "persona"))
    with small_names():
        _, found = known(events, [], asked)
    assert {v.topic.key for v in found.variables} & {"property: wait", "persona"} == set()
    assert "touchpoint: call" in {v.topic.key for v in found.variables}


@pytest.mark.parametrize(("days_ago", "there"), [(9.999, True), (10.0, True), (10.001, False)])
def test_who_is_still_there(days_ago: float, there: bool) -> None:
    with small_names():
        _, found = known([(2, at(-50), "visit", "web"), (2, at(-days_ago), "visit", "web")], [], ASKED[0])
    assert (2 in found.person) == there
