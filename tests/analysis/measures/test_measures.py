"""Measures over journeys written out in the tests; each edge has its case."""

import itertools
from datetime import datetime, timedelta

import numpy as np
import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis import measures
from touchpath.analysis.measures.activity import activity, people_with
from touchpath.analysis.measures.figure import rate, rate_difference
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
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
    (1, at(8, 1), "buy", "web", 5.0, "A"),  # the same order: one event with the line before
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
    assert (found.people, found.events, found.sessions) == (3, 9, 8)
    assert found.people_by_bucket[:2] == (3, 1)
    assert found.events_by_bucket[:2] == (5, 1)
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


def figure(engine, name, filters=ALL, periods=(), **settings):
    return measures.figure(engine, name, filters, MeasureSettings(**settings), periods)


def retained(engine, days=30, filters=ALL, **settings):
    return figure(engine, "retained", filters, retained_days=days, **settings)


def test_conversion_is_people_with_the_goal_among_people_with_an_event(engine):
    found = figure(engine, "conversion", periods=weeks(engine), goal=("buy",))
    assert (found.hits, found.n) == (2, 3)
    assert found.low < 2 / 3 < found.high
    assert {number: value for number, value, _ in found.trend}[1] == 1.0


def test_no_goal_gives_no_rate_but_a_reason(engine):
    found = figure(engine, "conversion", periods=weeks(engine))
    assert np.isnan(found.value)
    assert found.reason == "No goal touchpoint is set yet."


def test_retention_counts_returns_after_the_entry_within_the_days(engine):
    """Person 1 returns after 61 minutes, person 2 after 39 days, person 3 after 198 days."""
    found = retained(engine, returning=("visit", "buy"))
    assert (found.hits, found.n, found.immature) == (1, 3, 0)
    assert retained(engine, 39, returning=("visit", "buy")).hits == 2
    assert retained(engine, 38, returning=("visit", "buy")).hits == 1
    assert retained(engine, entering=("buy",)).n <= found.n
    assert retained(engine, entering=("never done",)).n == 0


def test_the_next_click_is_no_return(tmp_path):
    """Exactly 30 minutes apart is one session, a microsecond more is another; so is another session of the file."""
    told = [
        (1, at(0), "visit"),
        (1, at(0, 30), "visit"),
        (2, at(0), "visit"),
        (2, at(0, 30) + timedelta(microseconds=1), "visit"),
        (3, at(0), "visit", None, None, None, "a"),
        (3, at(0, 1), "visit", None, None, None, "b"),
        (4, at(0), "visit", None, None, None, "a"),
        (4, at(5), "visit", None, None, None, "a"),
        (6, at(0), "visit", None, None, None, "c"),
        (6, at(1), "visit", None, None, None, "c"),
        (5, at(60), "visit"),
    ]
    for events, hits in ((told[:4], 1), (told, 2)):
        folder = tmp_path / str(hits)
        folder.mkdir()
        engine = engine_with(folder, events=[*events, told[-1]])
        assert retained(engine).hits == hits
        engine.close()


def test_where_entry_and_return_differ_the_same_session_will_do(tmp_path):
    engine = engine_with(tmp_path, events=[(1, at(0), "visit"), (1, at(0, 1), "buy"), (2, at(60), "visit")])
    assert retained(engine, entering=("visit",), returning=("buy",)).hits == 1
    assert retained(engine, entering=("visit",), returning=("buy", "visit")).hits == 0
    engine.close()


def test_days_that_end_with_the_data_are_over_and_a_return_at_their_end_counts(tmp_path):
    """Person 1 is followed for exactly 30 days, person 2 a microsecond less; both come back at the last moment."""
    late = at(0) + timedelta(microseconds=1)
    engine = engine_with(tmp_path, events=[(1, at(0), "visit"), (1, at(30), "visit"), (2, late, "visit")])
    found = retained(engine)
    assert (found.hits, found.n, found.immature) == (1, 1, 1)
    engine.close()


def test_retention_leaves_out_who_is_too_recent(engine):
    late = Filters(date_from="2025-07-20", date_to="2025-07-25")
    found = retained(engine, filters=late)
    assert (found.n, found.immature) == (0, 1)
    assert "recent" in found.reason


def test_channel_chooses_the_first_event_and_not_the_return(engine):
    """On the app: person 1 enters at minute 61 and buys on the web after 8 days; person 2 returns after 39 days."""
    found = retained(engine, filters=Filters(channels=("app",)))
    assert (found.hits, found.n) == (1, 2)


def test_repeat_purchase_counts_orders_not_events(engine):
    """Person 1 bought twice under one order id; person 2 made two orders a day apart."""
    found = figure(engine, "repeat_purchase", purchase=("buy",))
    assert (found.hits, found.n) == (1, 2)


def test_the_first_purchase_is_the_first_ever(tmp_path):
    """Person 1 first bought before the dates, so their second and third purchase make no first in them."""
    events = [(1, at(0), "buy"), (1, at(40), "buy"), (1, at(41), "buy"), (2, at(40), "buy"), (2, at(300), "visit")]
    engine = engine_with(tmp_path, events=events)
    found = figure(engine, "repeat_purchase", Filters(date_from="2025-02-01"), purchase=("buy",))
    assert (found.hits, found.n) == (0, 1)
    engine.close()


def test_a_second_purchase_on_the_last_day_counts_and_its_days_are_over(tmp_path):
    late = at(0) + timedelta(microseconds=1)
    engine = engine_with(tmp_path, events=[(1, at(0), "buy"), (1, at(90), "buy"), (2, late, "buy")])
    found = figure(engine, "repeat_purchase", purchase=("buy",))
    assert (found.hits, found.n, found.immature) == (1, 1, 1)
    assert figure(engine, "repeat_purchase", purchase=("buy",), repeat_days=89).hits == 0
    engine.close()


def test_events_without_an_order_id_are_orders_of_their_own(tmp_path):
    events = [(1, at(0), "buy"), (1, at(1), "buy"), (2, at(0), "buy"), (2, at(300), "visit")]
    engine = engine_with(tmp_path, events=events)
    found = figure(engine, "repeat_purchase", periods=buckets(engine.calendar, ALL, "month"), purchase=("buy",))
    assert (found.hits, found.n) == (1, 2)
    engine.close()


def test_revenue_sums_the_value_of_purchases(engine):
    assert figure(engine, "revenue", purchase=("buy",)).value == 42.0
    assert figure(engine, "revenue", Filters(channels=(None,)), purchase=("buy",)).value == 7.0
    assert figure(engine, "revenue", purchase=("visit",)).reason == "No event in view carries a value."


@pytest.mark.parametrize("name", list(measures.registry()))
def test_a_value_does_not_depend_on_the_periods_of_a_chart(engine, name):
    settings = MeasureSettings(("buy",), ("buy",))
    value = measures.value(engine, name, ALL, settings)
    for period in ("day", "week", "month"):
        periods = buckets(engine.calendar, ALL, period)
        found = measures.figure(engine, name, ALL, settings, periods)
        assert np.array_equal((found.value, found.n, found.hits), (value.value, value.n, value.hits), equal_nan=True)
        assert (found.reason, found.immature) == (value.reason, value.immature)
        assert found.trend == measures.series(engine, name, periods, ALL, settings)


@pytest.mark.parametrize("name", list(measures.registry()))
def test_every_measure_has_words(name):
    measure = measures.definition(name)
    settings = MeasureSettings(("buy",), ("buy",))
    for said in (measure.title, measure.definition(settings), measure.denominator(settings)):
        assert said[0].isupper()
        assert "{" not in said


def test_an_unknown_measure_is_refused():
    with pytest.raises(DefinitionError, match="choose one of people"):
        measures.definition("happiness")


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
