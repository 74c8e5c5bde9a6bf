"""The state people are in, and who could meet a touchpoint today, against counting in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

import numpy as np
import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.comparable.reading import read_comparison
from touchpath.analysis.next_touchpoints import _audience, _from_state, measure, settled
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.next_touchpoints import NextTouchpoints

START = datetime(2025, 1, 1)
NAMES = ("visit", "view", "call", "buy")
ASKED = NextTouchpoints(goal=("buy",), days=5, within_days=4)
Written = tuple[int, datetime, str]


def written(seed: int) -> tuple[Written, ...]:
    random = np.random.default_rng(seed)
    events = []
    for person in range(1, 200):
        at = START + timedelta(days=int(random.integers(0, 20)))
        for _ in range(int(random.integers(2, 9))):
            events.append((person, at, NAMES[random.choice(4, p=(0.5, 0.25, 0.1, 0.15))]))
            at += timedelta(hours=int(random.choice((6, 24, 48, 120))))
    return tuple(events)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tuple[Written, ...], DuckDBStore]]:
    events = written(5)
    engine = engine_with(tmp_path_factory.mktemp("log"), events=events, settings={"goal": ["buy"]})
    yield events, engine
    engine.close()


def journeys(events: tuple[Written, ...]) -> list[list[Written]]:
    return [list(part) for _, part in groupby(events, key=lambda event: event[0])]


@pytest.mark.parametrize("touchpoint", ["call", "view"])
def test_the_audience_is_counted_as_by_hand(log: tuple[tuple[Written, ...], DuckDBStore], touchpoint: str) -> None:
    events, engine = log
    comparison = read_comparison(engine, ASKED.compared, NO_FILTERS)
    end = max(at for _, at, _ in events)
    came_from, today, lately = Counter[str](), 0, 0
    for journey in journeys(events):
        names = [name for _, _, name in journey]
        met = names.index(touchpoint) if touchpoint in names else len(names)
        followed = met < len(names) and journey[met][1] + timedelta(days=5) <= end
        if followed and met and journey[met][1] - journey[met - 1][1] <= timedelta(days=4):
            came_from[names[met - 1]] += 1
    states = {name for name, times in came_from.items() if times >= 0.01 * came_from.total()}
    for journey in journeys(events):
        names = [name for _, _, name in journey]
        met = names.index(touchpoint) if touchpoint in names else len(names)
        last = journey[-1]
        today += met == len(names) and last[2] in states and last[1] >= end - timedelta(days=4)
        lately += any(name in states and at > end - timedelta(weeks=4) for _, at, name in journey[:met])
    entering = comparison.entering & _from_state(comparison, ASKED)
    narrowed = type(comparison)(**{**vars(comparison), "entering": entering})
    found = _audience(narrowed, ASKED, touchpoint)
    assert (set(found.met_from), found.people, found.came) == (states, today, lately)
    assert found.weeks == pytest.approx(min(4, (end - min(at for _, at, _ in events)) / timedelta(weeks=1)))


@pytest.mark.parametrize("starting", [(), ("visit",), ("view", "buy")])
def test_a_state_is_the_last_touchpoint_and_how_long_ago(
    log: tuple[tuple[Written, ...], DuckDBStore], starting: tuple[str, ...]
) -> None:
    events, engine = log
    asked = NextTouchpoints(goal=("buy",), days=5, starting=starting, within_days=2)
    comparison = read_comparison(engine, asked.compared, NO_FILTERS)
    expected = sum(
        later[1] - earlier[1] <= timedelta(days=2) and (not starting or earlier[2] in starting)
        for journey in journeys(events)
        for earlier, later in pairwise(journey)
    )
    assert np.count_nonzero(_from_state(comparison, asked)) == expected


def test_the_goal_of_the_workspace_stands_in(log: tuple[tuple[Written, ...], DuckDBStore]) -> None:
    assert settled(log[1], NextTouchpoints()).goal == ("buy",)
    assert settled(log[1], NextTouchpoints(goal=("view",))).goal == ("view",)


def test_everybody_met_is_among_those_compared_or_named(log: tuple[tuple[Written, ...], DuckDBStore]) -> None:
    found = measure(log[1], ASKED)
    assert {row.touchpoint for row in found.compared.touchpoints} == set(NAMES)
    assert {part.touchpoint for part in found.audiences} <= set(NAMES)
    nobody = measure(log[1], ASKED, Filters(date_from=date(2030, 1, 1)))
    assert not nobody.audiences


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"days": 0}, "a number of days above 0"),
        ({"within_days": 367}, "at most 366"),
        ({"outcome": "revenue"}, 'by goal or return, not by "revenue"'),
    ],
)
def test_what_cannot_be_followed_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        NextTouchpoints(**given)  # type: ignore[arg-type]


def test_a_state_that_nobody_can_be_in_is_refused(log: tuple[tuple[Written, ...], DuckDBStore]) -> None:
    with pytest.raises(DefinitionError, match='no touchpoint called "moon"'):
        measure(log[1], NextTouchpoints(goal=("buy",), starting=("moon",)))


def test_without_a_goal_there_is_nothing_to_look_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = engine_with(tmp_path_factory.mktemp("bare"), events=written(1)[:20])
    with pytest.raises(DefinitionError, match="No goal touchpoint is set yet"):
        measure(engine, NextTouchpoints())
    engine.close()
