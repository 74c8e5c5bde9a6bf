"""Trees of ways, what names are worth, the people of a ribbon, two groups: as plain Python counts them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.analysis.path_workspace import COUNTED, workspace
from tests.analysis.test_paths_reconcile import log_of_people
from touchpath.analysis.funnel import measure as measure_funnel
from touchpath.analysis.paths import measure_paths
from touchpath.analysis.paths.groups import measure_groups
from touchpath.analysis.paths.legs import leg_people
from touchpath.analysis.paths.marks import measure_marks
from touchpath.analysis.paths.tree import measure_tree
from touchpath.analysis.small_cells import hidden
from touchpath.answers.paths.tree import branch_steps
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.path_views import PathGroups, PathMarks, PathTree
from touchpath.journey.paths import Paths

EVENTS = log_of_people(11, 60)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Any:
    engine = workspace(tmp_path_factory.mktemp("branches"), EVENTS, 100_000)
    yield engine
    engine.close()


def sessions() -> list[list[tuple[int, str]]]:
    """Each session as (minute, name), the same name in a row once."""
    found = []
    for _, own in groupby(EVENTS, key=lambda event: event[0]):
        session: list[tuple[int, str]] = []
        last = None
        for _, minute, name, *_ in own:
            if last is not None and minute - last > 30:
                found.append(session)
                session = []
            if not session or session[-1][1] != name:
                session.append((minute, name))
            last = minute
        found.append(session)
    return found


def test_a_tree_counts_who_took_the_same_steps(log: Store) -> None:
    result = measure_tree(log, PathTree(steps=4, branches=12), COUNTED)
    begun, over = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for session in sessions():
        names = tuple(name for _, name in session)
        begun.update(names[:steps] for steps in range(1, min(len(names), 4) + 1))
        if len(names) <= 4:
            over[names] += 1
    ways = [tuple(step.label or "" for step in branch_steps(result, place)) for place in range(len(result.branches))]
    assert dict(zip(ways, (branch.units for branch in result.branches), strict=True)) == begun
    assert {way: branch.exits for way, branch in zip(ways, result.branches, strict=True) if branch.exits} == over


@pytest.mark.parametrize("asked", [PathTree(branches=1), PathTree("a", unit="person", steps=3, branches=2)])
def test_nobody_is_lost_at_a_branch(log: Store, asked: PathTree) -> None:
    result = measure_tree(log, asked, COUNTED)
    below: dict[int, int] = defaultdict(int)
    for branch in result.branches:
        below[branch.under] += branch.units
    assert below[-1] == result.units
    for place, branch in enumerate(result.branches):
        assert branch.units == below[place] + branch.exits + branch.unfinished + branch.continues
    if asked.start is not None:
        picture = measure_paths(log, Paths("a", unit="person", top=2, columns=2), COUNTED)
        assert [branch.units for branch in result.branches if branch.step == 2] == [
            node.units for node in picture.column(2)
        ]


def test_a_tree_hides_few_and_whatever_would_tell_of_them(tmp_path: Path) -> None:
    ways = [*(["abx"] * 12), *(["acx"] * 11), *(["adx"] * 2), *(["a"] * 3)]
    events = [(f"p{n}", n * 100 + place, name) for n, way in enumerate(ways) for place, name in enumerate(way)]
    engine = workspace(tmp_path, events)
    shown = hidden(measure_tree(engine, PathTree(unit="person", steps=3, branches=5)), 5)
    assert [(branch.label, branch.units) for branch in shown.branches] == [
        ("a", 28), ("b", 12), ("c", 11), ("x", 12), ("x", 11),
    ]  # fmt: skip
    assert shown.branches[0].exits != shown.branches[0].exits
    assert [branch.under for branch in shown.branches] == [-1, 0, 0, 1, 2]
    engine.close()


def test_what_names_are_worth(log: Store) -> None:
    times, at, came = defaultdict(list), Counter[str](), Counter[str]()
    for session in sessions():
        for (one, name), (two, _) in pairwise(session):
            times[name].append(60.0 * (two - one))
        names = [name for _, name in session]
        for name in set(names):
            at[name] += 1
            came[name] += "b" in names[names.index(name) + 1 :]
    found = measure_marks(log, PathMarks(), COUNTED).marks
    assert {mark.label: mark.value for mark in found} == {name: median(own) for name, own in times.items()}
    found = measure_marks(log, PathMarks(by="conversion", goal="b"), COUNTED).marks
    assert {mark.label: (mark.units, mark.came) for mark in found} == {n: (at[n], came[n]) for n in "acx"}
    funnel = measure_funnel(log, Funnel(("a", "b")), COUNTED).steps
    (mark,) = [
        mark for mark in measure_marks(log, PathMarks(unit="person", by="conversion", goal="b"), COUNTED).marks
        if mark.label == "a"
    ]  # fmt: skip
    assert (mark.units, mark.came) == (funnel[0].people, funnel[1].people)
    with pytest.raises(DefinitionError, match="choose a goal"):
        PathMarks(by="conversion")


@pytest.mark.parametrize(
    "asked", [Paths(counting="people", top=2), Paths(ending="b", unit="person", top=2, columns=3)]
)
def test_a_ribbon_is_of_as_many_people_as_it_says(log: Store, asked: Paths) -> None:
    result = measure_paths(log, asked, COUNTED)
    assert any(edge.source_kind == "other" for edge in result.edges)
    for edge in result.edges:
        people = leg_people(log, asked, COUNTED, edge).person
        assert len(set(people)) == len(people) == edge.units


def test_the_first_ribbon_is_of_the_people_who_go_there(log: Store) -> None:
    asked = Paths(top=None)
    (edge,) = [e for e in measure_paths(log, asked, COUNTED).edges if (e.column, e.source, e.target) == (1, "a", "b")]
    going = sum([name for _, name in session][:2] == ["a", "b"] for session in sessions())
    assert edge.units == going >= len(leg_people(log, asked, COUNTED, edge).person) > 0


def test_two_periods_say_who_is_in_both(log: Store) -> None:
    asked = PathGroups(by="period", one="2026-01-05..2026-01-05", two="2026-01-06..2026-01-20")
    result = measure_groups(log, asked, COUNTED)
    begun: dict[bool, set[str]] = {True: set(), False: set()}
    for _, own in groupby(EVENTS, key=lambda event: event[0]):
        moments = [(event[0], event[1]) for event in own]
        starts = [moments[0], *(two for one, two in pairwise(moments) if two[1] - one[1] > 30)]
        for person, minute in starts:
            begun[minute < 1440].add(person)
    assert (result.one_people, result.two_people) == (len(begun[True]), len(begun[False]))
    assert result.both == len(begun[True] & begun[False])
    with pytest.raises(DefinitionError, match="first and last day"):
        PathGroups(by="period", one="January", two="2026-01-06..2026-01-20")
    sides = asked.side(asked.one, Filters(personas=("counted",)))
    assert (sides.date_from, sides.date_to) == (date(2026, 1, 5), date(2026, 1, 5))
