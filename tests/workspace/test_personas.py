"""Who gets which persona, on journeys written out here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workspace.small_log import workspace_with
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.persona_tests import Attribute, Done, FirstChannel, FirstSeen, ValueTotal
from touchpath.journey.personas import PersonaColumn, PersonaRule, Personas
from touchpath.workspace import Workspace
from touchpath.workspace.personas import (
    FROM_FILES,
    apply_personas,
    persona_columns,
    persona_sizes,
    personas_in_force,
    preview_personas,
    preview_sizes,
    refresh_personas,
)
from touchpath.workspace.touchpoints import show_as

EVENTS = [
    ("ada", "2025-01-01 10:00", "visit", "web", None, {"tier": "new"}),
    ("ada", "2025-01-02 10:00", "buy", "app", 30.0, {"tier": "gold"}),
    ("ada", "2025-01-03 10:00", "buy", "app", 40.0, {"tier": ""}),
    ("bob", "2025-02-01 10:00", "visit", "app", None, {"tier": "new"}),
    ("bob", "2025-02-02 10:00", "buy", "web", 10.0, {"tier": "new"}),
    ("cid", "2025-03-01 10:00", "visit", None),
]
PEOPLE = {"ada": {"country": "DE", "age": "31"}, "bob": {"country": "FR", "age": "x"}, "dan": {"country": "DE"}}


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    return workspace_with(tmp_path, EVENTS, PEOPLE)


def _who(workspace: Workspace, *sources: PersonaRule | PersonaColumn) -> dict[str, str]:
    """Person id -> persona, for those who get one."""
    given = preview_personas(workspace.engine, Personas(sources))
    names = {1: "ada", 2: "bob", 3: "dan", 4: "cid"}
    return {names[key]: label for key, label in zip(given.people, given.personas, strict=True) if label is not None}


@pytest.mark.parametrize(
    "test, people",
    [
        (Attribute(Condition("country", "=", "DE")), {"ada", "dan"}),
        (Attribute(Condition("country", "!=", "DE")), {"bob", "cid"}),
        (Attribute(Condition("country", "contains", "d")), {"ada", "dan"}),
        (Attribute(Condition("country", "regex", "^F")), {"bob"}),
        (Attribute(Condition("country", "is not set")), {"cid"}),
        (Attribute(Condition("country", "=", (None, "FR"))), {"bob", "cid"}),
        (Attribute(Condition("age", ">", 30)), {"ada"}),
        (Done(("buy",), 2), {"ada"}),
        (Done(("buy",), 1, 1), {"bob"}),
        (Done(("buy",), 0, 0), {"cid", "dan"}),
        (Done((), 1, channels=("web",)), {"ada", "bob"}),
        (Done(("buy",), 1, channels=("web",)), {"bob"}),
        (FirstChannel(("web",)), {"ada"}),
        (FirstChannel((None, "app")), {"bob", "cid"}),
        (FirstSeen(date(2025, 2, 1), date(2025, 2, 1)), {"bob"}),
        (FirstSeen(date_from=date(2025, 2, 1)), {"bob", "cid"}),
        (FirstSeen(date_to=date(2025, 1, 31)), {"ada"}),
        (ValueTotal(at_least=70), {"ada"}),
        (ValueTotal(at_most=10), {"bob", "cid", "dan"}),
        (ValueTotal(at_least=1, touchpoints=("visit",)), set()),
    ],
)
def test_one_condition(shop: Workspace, test: object, people: set[str]) -> None:
    assert set(_who(shop, PersonaRule("fits", (test,)))) == people


def test_all_and_any(shop: Workspace) -> None:
    tests = (Attribute(Condition("country", "=", "DE")), Done(("buy",)))
    assert set(_who(shop, PersonaRule("fits", tests))) == {"ada"}
    assert set(_who(shop, PersonaRule("fits", tests, "any"))) == {"ada", "bob", "dan"}


def test_the_first_rule_that_fits_decides(shop: Workspace) -> None:
    buyer, german = PersonaRule("buyer", (Done(("buy",)),)), PersonaRule("german", (_country("DE"),))
    assert _who(shop, buyer, german) == {"ada": "buyer", "bob": "buyer", "dan": "german"}
    assert _who(shop, german, buyer) == {"ada": "german", "bob": "buyer", "dan": "german"}


def test_sizes_tell_who_fits_and_who_is_left(shop: Workspace) -> None:
    german, buyer = PersonaRule("german", (_country("DE"),)), PersonaRule("buyer", (Done(("buy",)),))
    given = preview_sizes(shop.engine, Personas((german, buyer)))
    assert [(size.persona, size.people, size.fitting) for size in given.personas] == [
        ("german", 2, 2),
        ("buyer", 1, 2),
    ]
    assert (given.without, given.people) == (1, 4)


def test_a_column_gives_its_last_value_and_says_who_varies(shop: Workspace) -> None:
    tier = PersonaColumn("tier")
    assert _who(shop, tier) == {"ada": "gold", "bob": "new"}
    (use,) = preview_sizes(shop.engine, Personas((tier,))).columns
    assert (use.people, use.varying) == (2, 1)
    assert use.sentence == "1 of 2 people has several values of tier: the last counts."


def test_a_people_file_column_gives_the_last_row(tmp_path: Path) -> None:
    rows = [("ada", "silver"), ("bob", "silver"), ("ada", "gold")]
    shop = workspace_with(tmp_path, EVENTS, PEOPLE, rows)
    assert _who(shop, *FROM_FILES.sources) == {"ada": "gold", "bob": "silver"}


def test_a_column_with_too_many_values_is_refused(tmp_path: Path) -> None:
    events = [(f"p{i}", "2025-01-01", "visit", None, None, {"id": str(i)}) for i in range(60)]
    shop = workspace_with(tmp_path, events)
    with pytest.raises(DefinitionError, match="60 different values"):
        preview_personas(shop.engine, Personas((PersonaColumn("id"),)))
    assert not persona_columns(shop.engine)


def test_columns_on_offer(shop: Workspace) -> None:
    assert persona_columns(shop.engine) == {PersonaColumn("tier"): 3}


def test_applying_changes_people_and_is_remembered(shop: Workspace) -> None:
    rules = Personas((PersonaRule("german", (_country("DE"),)), PersonaColumn("tier")))
    version = shop.engine.version
    apply_personas(shop.engine, rules)
    assert persona_sizes(shop.engine) == {"german": 2, "new": 1, None: 1}
    assert personas_in_force(shop.engine) == rules
    assert shop.engine.version == version + 1


def test_a_constant_column_is_remembered_as_such(tmp_path: Path) -> None:
    shop = workspace_with(tmp_path, [row for row in EVENTS if row[0] == "bob"])
    apply_personas(shop.engine, Personas((PersonaColumn("tier"),)))
    assert personas_in_force(shop.engine).after_entry("new") is None


def test_a_rule_that_fails_changes_nothing(shop: Workspace) -> None:
    apply_personas(shop.engine, Personas((PersonaRule("german", (_country("DE"),)),)))
    with pytest.raises(DefinitionError):
        apply_personas(shop.engine, Personas((PersonaRule("x", (Attribute(Condition("persona", "=", "y")),)),)))
    assert persona_sizes(shop.engine) == {"german": 2, None: 2}


def test_rules_follow_a_renamed_touchpoint(shop: Workspace) -> None:
    apply_personas(shop.engine, Personas((PersonaRule("buyer", (Done(("buy",), 2),)),)))
    show_as(shop.engine, ["buy"], "Purchase")
    with shop.engine.transaction() as writer:
        refresh_personas(writer, shop.engine.calendar)
    assert persona_sizes(shop.engine) == {None: 3, "buyer": 1}


def test_days_are_days_of_the_workspace_zone(tmp_path: Path) -> None:
    shop = workspace_with(tmp_path, [("ada", "2025-01-01 23:30", "visit"), ("bob", "2025-01-01 22:30", "visit")])
    shop.settings.save(time_zone="Europe/Berlin")
    rule = PersonaRule("second", (FirstSeen(date(2025, 1, 2), date(2025, 1, 2)),))
    assert list(preview_personas(shop.engine, Personas((rule,))).personas) == ["second", None]


def _country(code: str) -> Attribute:
    return Attribute(Condition("country", "=", code))
