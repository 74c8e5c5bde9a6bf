"""Headline figures over journeys written out in the tests."""

import itertools
from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.headline import conversion, rate, rate_difference, repeat_purchase, retention, revenue
from touchpath.analysis.headline_activity import activity, people_with
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import buckets

START = datetime(2025, 1, 6)  # a Monday


def at(days=0.0, minutes=0.0):
    return START + timedelta(days=days, minutes=minutes)


JOURNEYS = [
    (1, at(0), "visit", "web"),
    (1, at(0, 30), "visit", "web"),  # exactly 30 minutes later: the same session
    (1, at(0, 61), "visit", "app"),  # 31 minutes later: another one
    (1, at(8), "buy", "web", 10.0, "A"),
    (1, at(8, 1), "buy", "web", 5.0, "A"),  # the same order
    (2, at(1), "visit", "app"),
    (2, at(40), "buy", "app", 20.0, "B"),
    (2, at(41), "buy", None, 7.0, "C"),
    (3, at(2), "visit", "web"),
    (3, at(200), "visit", "web"),
]
ALL = Filters()


@pytest.fixture
def engine(tmp_path):
    opened = engine_with(tmp_path, events=JOURNEYS, personas={1: "Family", 2: "Senior"})
    yield opened
    opened.close()


def weeks(engine, filters=ALL):
    return buckets(engine.calendar, filters, "week")


def test_people_events_and_sessions(engine):
    found = activity(engine, ALL, weeks(engine), Sessions())
    assert (found.people, found.events, found.sessions) == (3, 10, 8)
    assert found.people_by_bucket[:2] == (3, 1)
    assert found.events_by_bucket[:2] == (5, 2)
    assert sum(found.sessions_by_bucket) == found.sessions


def test_a_session_of_the_file_wins_over_the_gap(tmp_path):
    events = [
        (1, at(0), "visit", None, None, None, "s1"),
        (1, at(0, 300), "visit", None, None, None, "s1"),
        (1, at(0, 301), "visit"),
        (1, at(0, 302), "visit"),
        (2, at(0), "visit", None, None, None, "s1"),  # another person's session of the same name
    ]
    engine = engine_with(tmp_path, events=events)
    assert activity(engine, ALL, (), Sessions()).sessions == 3
    engine.close()


def test_counts_agree_with_plain_counting(tmp_path):
    """A random log counted once by the kernel and once by loops."""
    generator = np.random.default_rng(7)
    events = [
        (
            int(generator.integers(1, 15)),
            at(0, float(generator.integers(0, 60 * 24 * 30))),
            f"t{generator.integers(3)}",
        )
        for _ in range(600)
    ]
    engine = engine_with(tmp_path, events=events)
    periods = buckets(engine.calendar, ALL, "day")
    found = activity(engine, ALL, periods, Sessions())
    sessions, people = 0, [set() for _ in periods]
    for person in {event[0] for event in events}:
        moments = sorted(event[1] for event in events if event[0] == person)
        sessions += 1 + sum(b - a > timedelta(minutes=30) for a, b in itertools.pairwise(moments))
        for moment in moments:
            place = next(i for i, bucket in enumerate(periods) if bucket.begins <= moment < bucket.ends)
            people[place].add(person)
    assert found.sessions == sessions
    assert found.people_by_bucket == tuple(len(group) for group in people)
    met = {event[0] for event in events if event[2] == "t1"}
    assert people_with(engine, ALL, periods, ("t1",))[0] == len(met)
    engine.close()


def test_conversion_is_people_with_the_goal_among_people_with_an_event(engine):
    found = activity(engine, ALL, weeks(engine), Sessions())
    figure = conversion(engine, ALL, ("buy",), weeks(engine), found.people, found.people_by_bucket)
    assert (figure.hits, figure.n) == (2, 3)
    assert figure.low < 2 / 3 < figure.high
    assert {number: value for number, value, _ in figure.trend}[1] == 1.0


def test_no_goal_gives_no_rate_but_a_reason(engine):
    figure = conversion(engine, ALL, (), weeks(engine), 3, ())
    assert np.isnan(figure.value)
    assert figure.reason == "No goal touchpoint is set yet."


def test_retention_counts_returns_after_the_entry_within_the_days(engine):
    """Person 1 returns after 30 minutes, person 2 after 39 days, person 3 after 198 days."""
    figure = retention(engine, ALL, (), ("visit", "buy"), 30, weeks(engine))
    assert (figure.hits, figure.n, figure.immature) == (1, 3, 0)
    assert retention(engine, ALL, (), ("visit", "buy"), 39, weeks(engine)).hits == 2
    entered = retention(engine, ALL, ("buy",), (), 30, weeks(engine))
    assert entered.n <= figure.n
    assert retention(engine, ALL, ("never done",), (), 30, weeks(engine)).n == 0


def test_retention_leaves_out_who_is_too_recent(engine):
    late = Filters(date_from="2025-07-20", date_to="2025-07-25")
    figure = retention(engine, late, (), (), 30, weeks(engine, late))
    assert (figure.n, figure.immature) == (0, 1)
    assert "recent" in figure.reason


def test_channel_chooses_the_first_event_and_not_the_return(engine):
    """On the app: person 1 enters at minute 61 and buys on the web after 8 days; person 2 returns after 39 days."""
    figure = retention(engine, Filters(channels=("app",)), (), (), 30, weeks(engine))
    assert (figure.hits, figure.n) == (1, 2)


def test_repeat_purchase_counts_orders_not_events(engine):
    """Person 1 bought twice under one order id; person 2 made two orders a day apart."""
    figure = repeat_purchase(engine, ALL, ("buy",), 90, weeks(engine))
    assert (figure.hits, figure.n) == (1, 2)


def test_events_without_an_order_id_are_orders_of_their_own(tmp_path):
    events = [(1, at(0), "buy"), (1, at(1), "buy"), (2, at(0), "buy"), (2, at(300), "visit")]
    engine = engine_with(tmp_path, events=events)
    figure = repeat_purchase(engine, ALL, ("buy",), 90, buckets(engine.calendar, ALL, "month"))
    assert (figure.hits, figure.n) == (1, 2)
    engine.close()


def test_revenue_sums_the_value_of_purchases(engine):
    assert revenue(engine, ALL, ("buy",), weeks(engine)).value == 42.0
    assert revenue(engine, Filters(channels=(None,)), ("buy",), weeks(engine)).value == 7.0
    assert revenue(engine, ALL, ("visit",), weeks(engine)).reason == "No event in view carries a value."


def test_personas_select_people(engine):
    found = activity(engine, Filters(personas=(None,)), (), Sessions())
    assert (found.people, found.events) == (1, 2)


def test_rate_without_people_is_nan_with_a_reason():
    figure = rate(0, 0)
    assert np.isnan(figure.value)
    assert figure.reason == "Nobody is in view."


def test_rate_difference_is_newcombes():
    """Newcombe 1998, method 10, example (a): 56/70 - 48/80 has the interval 0.0524 to 0.3339."""
    difference = rate_difference(rate(48, 80), rate(56, 70))
    assert difference.value == pytest.approx(0.2)
    assert (difference.low, difference.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))
