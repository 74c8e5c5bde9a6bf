"""Two groups, the way that is meant, why figures differ: counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.analysis.path_workspace import workspace
from touchpath.analysis.paths import measure_paths, measure_transitions, measure_variants
from touchpath.analysis.paths.differ import measure_differ
from touchpath.analysis.paths.groups import measure_groups
from touchpath.analysis.paths.ideal import measure_ideal
from touchpath.analysis.small_cells import Withheld, hidden
from touchpath.answers.paths.views import groups_sentence, ideal_sentence
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.path_views import IdealJourney, PathGroups, WhyDiffer
from touchpath.journey.paths import Paths, Transitions, Variants
from touchpath.stats.differences import newcombe

WEB, APP = 60, 40
EVENTS = [
    *((f"w{i}", i, "view", "web") for i in range(WEB)),
    *((f"w{i}", i + 1, "buy" if i < 30 else "help", "web") for i in range(WEB)),
    *((f"a{i}", i, "view", "app") for i in range(APP)),
    *((f"a{i}", i + 1, "buy" if i < 4 else "help", "app") for i in range(APP)),
]  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Any:
    engine = workspace(tmp_path_factory.mktemp("groups"), EVENTS)
    yield engine
    engine.close()


def test_shares_of_two_groups_are_compared(shop: Store) -> None:
    result = measure_groups(shop, PathGroups("view", by="channel", one="web", two="app"))
    assert (result.one_people, result.two_people) == (60, 40)
    buys = next(part for part in result.differences if part.target == "buy")
    assert (buys.one_went, buys.one_people, buys.two_went, buys.two_people) == (30, 60, 4, 40)
    low, high = newcombe(30, 60, 4, 40)
    assert (buys.difference, buys.difference_low, buys.difference_high) == pytest.approx(
        (-0.4, float(low), float(high))
    )
    assert buys.differs
    assert "app less often go from view to buy (10.0 % against 50.0 %)" in groups_sentence(result)


def test_groups_are_two_and_their_people_are_counted() -> None:
    with pytest.raises(DefinitionError, match="different groups"):
        PathGroups(by="channel", one="web", two="web")
    assert PathGroups(by="channel", one="web").counting == "people"


def test_the_way_that_is_meant(tmp_path: Path) -> None:
    ways = {
        "ann": "visit ping cart help pay", "bob": "cart visit visit pay", "cat": "visit cart visit cart pay",
        "dan": "visit help", "eve": "visit", "fay": "pay cart",
    }  # fmt: skip
    events = [(person, minute, name) for person, way in ways.items() for minute, name in enumerate(way.split())]
    engine = workspace(tmp_path, events)
    result = measure_ideal(engine, IdealJourney(unit="person", touchpoints=("visit", "cart", "pay")))
    assert [(step.units, step.left) for step in result.steps] == [(5, 3), (2, 1), (1, 0)]
    first, second = result.steps[0].instead, result.steps[1].instead
    assert {(part.label, part.units) for part in first} == {("pay", 1), ("help", 1), (None, 1)}
    assert [(part.label, part.units) for part in second] == [("visit", 1)]
    assert "20.0 % took the whole way to pay. Most leave it after visit (3)" in ideal_sentence(result)
    engine.close()


def test_each_line_changes_one_part_of_the_definition(tmp_path: Path) -> None:
    ways = {"ann": [(0, "a"), (1, "b")], "bob": [(0, "a"), (1, "x"), (2, "b")], "cat": [(0, "a"), (500, "b")],
            "dan": [(0, "a"), (1, "a"), (2, "b"), (3, "a"), (4, "b")],
            "eve": [(0, "a"), (1, "c"), (2, "b")]}  # fmt: skip
    engine = workspace(tmp_path, [(person, *event) for person, way in ways.items() for event in way])
    result = measure_differ(engine, WhyDiffer(one="a", two="b", window_seconds=3600, hidden=("x",)))
    assert [(step.change, step.began, step.went) for step in result.steps] == [
        ("funnel", 5, 4), ("no_window", 5, 5), ("next_event", 5, 3), ("unit", 5, 2), ("hidden", 5, 3),
        ("first_start", 5, 3), ("every_time", 6, 4),
    ]  # fmt: skip
    engine.close()


def test_small_groups_are_hidden_in_every_question(shop: Store) -> None:
    def shown(result: Any) -> Any:
        return hidden(result, 5)

    with pytest.raises(Withheld, match="people must be counted"):
        shown(measure_paths(shop, Paths()))
    paths = shown(measure_paths(shop, Paths("view", counting="people")))
    assert {(edge.target, edge.units) for edge in paths.edges} == {("help", 66), ("buy", 34)}
    groups = shown(measure_groups(shop, PathGroups("view", by="channel", one="web", two="app")))
    told = [part for part in groups.differences if part.column == 1]
    assert told == []  # four bought with the app: who asked for help would tell it by subtraction
    variants = shown(measure_variants(shop, Variants(counting="people", cover=1.0)))
    assert [way.units for way in variants.variants] == [66, 34]
    edges = shown(measure_transitions(shop, Transitions())).edges
    assert min(edge.people for edge in edges) >= 5


def test_a_node_of_few_takes_another_along(tmp_path: Path) -> None:
    events = [(f"p{i}", i, "big") for i in range(20)] + [(f"q{i}", i, "rare") for i in range(2)]
    events += [(f"r{i}", i, "some") for i in range(7)]
    engine = workspace(tmp_path, events)
    result = hidden(measure_paths(engine, Paths(unit="person")), 5)
    assert (result.nodes[0].label, result.nodes[0].units) == ("big", 20)
    assert all(node.units != node.units for node in result.nodes[1:])
    assert "rare" not in {node.label for node in result.nodes}
    engine.close()
