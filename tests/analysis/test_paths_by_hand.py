"""Paths of journeys written out: cuts, filters, properties, drop-offs; and figures that other questions show too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.analysis.path_workspace import COUNTED, workspace
from touchpath.analysis.funnel import measure as measure_funnel
from touchpath.analysis.paths import measure_paths, measure_transitions, measure_variants
from touchpath.analysis.paths.result import PathsResult
from touchpath.engine.base import Store
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.funnel_views import DropOffInstead
from touchpath.journey.paths import Paths, Transitions, Variants

SHOP = [
    ("ann", 0, "home", "web", None, {"page": "/"}),
    ("ann", 1, "cart", "web", None, {"page": "/cart"}),
    ("ann", 2, "help", "phone"),
    ("ann", 2000, "cart", "app"),
    ("ann", 2001, "pay", "app"),
    ("bob", 0, "cart", "app", None, {"page": "/cart"}),
    ("bob", 1, "help", "app"),
    ("bob", 2, "home", "app"),
    ("cat", 5, "cart", "web"),
    ("cat", 6, "pay", "web"),
]


@pytest.fixture
def shop(tmp_path: Path) -> Any:
    engine = workspace(tmp_path, SHOP, 100_000)
    yield engine
    engine.close()


def edges(result: PathsResult) -> dict[tuple[int, str | None, str | None], int]:
    return {(edge.column, edge.source, edge.target): edge.units for edge in result.edges}


def test_between_two_the_others_are_counted_as_not_arrived(shop: Store) -> None:
    result = measure_paths(shop, Paths("cart", "pay", unit="person"), COUNTED)
    assert (result.units, result.missed) == (2, 1)
    sessions = measure_paths(shop, Paths("cart", "pay"), COUNTED)
    assert (sessions.units, sessions.missed) == (2, 2)
    people = measure_paths(shop, Paths("cart", "pay", counting="people"), COUNTED)
    assert (people.units, people.missed) == (2, 1)  # ann misses once and arrives once: she arrived


def test_filters_choose_a_unit_by_its_entry_and_do_not_cut_it(shop: Store) -> None:
    web = Filters(personas=("counted",), channels=("web",))
    result = measure_paths(shop, Paths(unit="person"), web)
    assert result.units == 2
    assert edges(result)[2, "cart", "help"] == 1  # ann's call by phone is shown all the same
    by_start = measure_paths(shop, Paths("cart"), web)
    assert by_start.units == 2  # ann's first session and cat's; her second began with the app
    every = measure_paths(shop, Paths(channel_of="every"), web)
    assert every.units == 1
    ever = measure_paths(shop, Paths(channel_of="first_ever"), web)
    assert ever.units == 3


def test_a_person_enters_with_the_first_event_that_passes_and_goes_back_over_the_whole_past(shop: Store) -> None:
    later = Filters(personas=("counted",), date_from="2026-01-06")  # type: ignore[arg-type]
    assert edges(measure_paths(shop, Paths("cart", unit="person"), later)) == {(1, "cart", "pay"): 1}
    back = measure_paths(shop, Paths(ending="pay", unit="person"), later)
    assert edges(back) == {
        (-1, "cart", "pay"): 1, (-2, "help", "cart"): 1, (-3, "cart", "help"): 1, (-4, "home", "cart"): 1,
    }  # fmt: skip
    assert [node.entries for node in back.column(-4)] == [1]


def test_a_property_is_a_node_and_its_absence_a_kind(shop: Store) -> None:
    result = measure_paths(shop, Paths(node="page", unit="person"), COUNTED)
    assert [(node.label, node.kind, node.units) for node in result.column(1)] == [
        (None, "missing", 1), ("/", "value", 1), ("/cart", "value", 1),
    ]  # fmt: skip
    assert edges(result)[2, "/cart", None] == 1


def test_conditions_on_the_start(shop: Store) -> None:
    cart = Step("cart", where=(Condition("channel", "=", "app"),))
    assert measure_paths(shop, Paths(cart), COUNTED).units == 2
    assert measure_paths(shop, Paths(cart, unit="person"), COUNTED).units == 2


def test_a_named_session_wins_over_the_pause(tmp_path: Path) -> None:
    events = [
        ("ann", 0, "a", None, "s1"), ("ann", 1, "b", None, "s2"), ("ann", 2, "c", None, "s1"),
        ("ann", 500, "d", None, "s2"),
    ]  # fmt: skip
    engine = workspace(tmp_path, events, 100_000)
    assert edges(measure_paths(engine, Paths(), COUNTED)) == {(1, "a", "c"): 1, (1, "b", "d"): 1}
    first = measure_paths(engine, Paths(counting="people"), COUNTED)
    assert edges(first) == {(1, "a", "c"): 1}
    engine.close()


def test_what_people_did_instead_begins_at_the_step_reached_last(shop: Store) -> None:
    funnel = Funnel(("cart", "pay"), window_seconds=3600)
    result = measure_paths(shop, Paths(after=DropOffInstead(funnel, 1), unit="person"), COUNTED)
    dropped = measure_funnel(shop, funnel, COUNTED).steps[1].dropped
    assert result.units == dropped == 1
    assert edges(result) == {(1, "cart", "help"): 1, (2, "help", "home"): 1}


def test_hidden_touchpoints_cannot_begin_a_path() -> None:
    with pytest.raises(DefinitionError, match="cart is hidden"):
        Paths("cart", hidden=("cart",))
    with pytest.raises(DefinitionError, match="optional"):
        Paths(Step("cart", optional=True))
    with pytest.raises(DefinitionError, match="columns"):
        Paths(columns=0)
    with pytest.raises(DefinitionError, match="leave start and end empty"):
        Paths("cart", after=DropOffInstead(Funnel(("cart", "pay")), 1))


def test_ways_beyond_the_list_are_one_line(shop: Store) -> None:
    result = measure_variants(shop, Variants(unit="session", most=1), COUNTED)
    assert [(way.steps, way.units, way.median_seconds) for way in result.variants] == [(("cart", "pay"), 2, 60.0)]
    assert (result.rest_units, result.rest) == (2, 2)
    half = measure_variants(shop, Variants(unit="session", cover=0.5), COUNTED)
    assert len(half.variants) == 1
    more = measure_variants(shop, Variants(unit="session", cover=0.51), COUNTED)
    assert len(more.variants) == 2


def test_an_empty_workspace_has_no_paths(tmp_path: Path) -> None:
    engine = workspace(tmp_path, [])
    assert measure_paths(engine, Paths()).nodes == ()
    assert measure_transitions(engine, Transitions()).edges == ()
    assert measure_variants(engine, Variants()).variants == ()
    engine.close()


def test_the_end_of_a_session_is_not_over_within_the_gap(tmp_path: Path) -> None:
    for end, unfinished in ((120, 1), (121, 0)):
        folder = tmp_path / str(end)
        folder.mkdir()
        engine = workspace(folder, [("bob", 90, "a")], end)
        (node,) = measure_paths(engine, Paths(), COUNTED).nodes
        assert (node.unfinished, node.exits) == (unfinished, 1 - unfinished)
        engine.close()
