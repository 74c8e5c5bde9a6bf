"""Paths and funnels that mean the same give the same figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.analysis.path_workspace import COUNTED, workspace
from touchpath.analysis.funnel import measure as measure_funnel
from touchpath.analysis.paths import measure_paths, measure_transitions
from touchpath.analysis.paths.patterns import measure_pattern, pattern_people
from touchpath.engine.base import Store
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Exclusion, Funnel, Step
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.paths import Paths, Transitions

PAIRS = [(one, two) for one in "abc" for two in "abc" if one != two]
WEB = Filters(personas=("counted",), channels=("web",), date_to=date(2026, 1, 5))


def log_of_people(seed: int, people: int) -> list[tuple[Any, ...]]:
    """Journeys without equal times."""
    rng = np.random.default_rng(seed)
    events = []
    for person in range(people):
        minutes = np.cumsum(rng.choice([1, 2, 5, 29, 30, 31, 90, 700], rng.integers(1, 16)))
        events += [
            (f"p{person}", int(at), "abcx"[rng.integers(4)], ("web", "app")[rng.integers(2)]) for at in minutes
        ]
    return events


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Any:
    engine = workspace(tmp_path_factory.mktemp("reconcile"), log_of_people(7, 70), 100_000)
    yield engine
    engine.close()


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_sessions_with_a_direct_step_are_the_strict_funnel(log: Store, one: str, two: str) -> None:
    funnel = measure_funnel(log, Funnel((one, two), "strict", counting="sessions"), COUNTED)
    pattern = measure_pattern(log, Pattern(text=f"{one} => {two}"), COUNTED)
    assert (pattern.began, pattern.held) == (funnel.steps[0].people, funnel.steps[1].people)
    edges = measure_transitions(log, Transitions(collapse="none"), COUNTED).edges
    (edge,) = [edge for edge in edges if (edge.source, edge.target) == (one, two)]
    assert edge.count >= pattern.held >= edge.people == pattern.people


@pytest.mark.parametrize("filters", [COUNTED, WEB], ids=["everybody", "web"])
@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_an_ordered_funnel_with_an_exclusion_is_the_pattern(log: Store, one: str, two: str, filters: Filters) -> None:
    for window in (None, 3600.0):
        funnel = Funnel((one, two), window_seconds=window, exclusions=(Exclusion("x"),))
        asked = Pattern(unit="person", text=f"{one} -> [not x] -> {two}", within_seconds=window)
        told, pattern = measure_funnel(log, funnel, filters), measure_pattern(log, asked, filters)
        assert pattern.held == told.steps[1].people
        assert pattern.began == told.steps[0].people + told.excluded
    plain = measure_funnel(log, Funnel((one, two)), filters)
    assert plain.steps[0].people == measure_paths(log, Paths(one, unit="person"), filters).column(1)[0].units


def test_an_ordered_funnel_of_three_is_the_pattern(log: Store) -> None:
    funnel = measure_funnel(log, Funnel(("a", ("b", "x"), "c")), COUNTED)
    pattern = measure_pattern(log, Pattern(unit="person", text="a -> b or x -> c"), COUNTED)
    assert pattern.held == funnel.steps[2].people
    assert len(pattern_people(log, Pattern(unit="person", text="a -> b or x -> c"), COUNTED).person) == pattern.people


def test_from_one_to_another_arrive_as_many_as_in_the_funnel(log: Store) -> None:
    for one, two in PAIRS:
        funnel = measure_funnel(log, Funnel((Step(one), Step(two))), COUNTED)
        paths = measure_paths(log, Paths(one, two, unit="person"), COUNTED)
        assert (paths.units + paths.missed, paths.units) == (funnel.steps[0].people, funnel.steps[1].people)


def test_a_pattern_is_broken_by_what_lies_between(tmp_path: Path) -> None:
    events = [("ann", 0, "a"), ("ann", 1, "x"), ("ann", 2, "b"), ("bob", 0, "a"), ("bob", 1, "a"), ("bob", 2, "b")]
    engine = workspace(tmp_path, [*events, ("cat", 0, "b")], 100_000)
    for text, held in (("a -> b", 2), ("a -> [not x] -> b", 1), ("a => b", 1), ("a => a => b", 1), ("b", 3)):
        assert measure_pattern(engine, Pattern(unit="person", text=text), COUNTED).held == held, text
    quick = Pattern(unit="person", text="a -> b", within_seconds=60)
    assert measure_pattern(engine, quick, COUNTED).held == 1
    engine.close()
