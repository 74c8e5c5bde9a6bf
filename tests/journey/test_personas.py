"""Definitions of personas: what is refused, how they are said, and what is known at entry."""

from __future__ import annotations

import json
from datetime import date

import pytest

from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.persona_tests import Attribute, Done, FirstChannel, FirstSeen, InGroup, ValueTotal
from touchpath.journey.personas import PersonaColumn, PersonaRule, Personas, source_from_plain, source_to_plain

LOYAL = PersonaRule("Loyal", (Done(("purchase",), at_least=3),))
GERMAN = PersonaRule("German", (Attribute(Condition("country", "=", "DE")),))
EVERYTHING = PersonaRule(
    "Everything",
    (
        Attribute(Condition("age", ">=", 30)),
        Done(("buy", "order"), 0, 0, ("web",)),
        FirstChannel(("web", None)),
        FirstSeen(date(2025, 1, 1), date(2025, 3, 31)),
        ValueTotal(10, 20.5, ("buy",)),
        InGroup("Night owls", date(2025, 9, 28)),
    ),
    "any",
)


@pytest.mark.parametrize("source", [LOYAL, GERMAN, EVERYTHING, PersonaColumn("tier", "person", True)])
def test_round_trip_through_json(source):
    again = source_from_plain(json.loads(json.dumps(source_to_plain(source))))
    assert again == source
    assert hash(again) == hash(source)


def test_sentences():
    assert LOYAL.sentence() == "purchase at least 3 times"
    assert EVERYTHING.sentence() == (
        "age is at least 30 or never buy or order on web or first met on web or a missing channel or "
        "first seen from 2025-01-01 to 2025-03-31 or total value of buy at least 10 and at most 20.5 or "
        "in the saved group Night owls, known from 2025-09-28"
    )
    assert Done((), 2, 2).sentence() == "any touchpoint exactly 2 times"
    assert PersonaColumn("tier").sentence() == "the last value of tier"


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: PersonaRule(" ", (Done(),)), "needs a name"),
        (lambda: PersonaRule("Loyal", ()), "add at least one condition"),
        (lambda: PersonaRule("Loyal", (Done(),), "some"), "all or any"),
        (lambda: Done(at_least=0), "give a number of times"),
        (lambda: Done(at_least=3, at_most=2), "at least 3 and at most 2"),
        (lambda: ValueTotal(), "lowest or a highest"),
        (lambda: FirstSeen(), "first or a last day"),
        (lambda: FirstSeen("2025-02-01", "2025-01-01"), "before they begin"),
        (lambda: FirstSeen("soon"), "not a date"),
        (lambda: FirstChannel(()), "at least one channel"),
        (lambda: PersonaColumn("x", "elsewhere"), "people file, a person or an event"),
        (lambda: source_from_plain({"persona": "A", "tests": [{"test": "mood"}]}), "not a condition of a persona"),
    ],
)
def test_impossible_definitions_are_refused(make, sentence):
    with pytest.raises(DefinitionError, match=sentence):
        make()


def test_what_is_known_at_entry_depends_on_the_rules_before():
    assert Personas((GERMAN, LOYAL)).after_entry("German") is None
    assert Personas((LOYAL, GERMAN)).after_entry("German") is not None
    assert "purchase at least 3 times" in Personas((LOYAL, GERMAN)).after_entry("German")
    assert Personas((GERMAN, LOYAL)).after_entry(None) is not None
    assert Personas((GERMAN,)).after_entry(None) is None


def test_a_later_rule_for_the_same_persona_counts():
    german_too = PersonaRule("German", (Done(("visit_berlin",)),))
    assert Personas((GERMAN, german_too)).after_entry("German") is not None


def test_a_column_is_known_at_entry_when_its_values_stay():
    assert Personas((PersonaColumn("lifecycle"),)).after_entry("new") is not None
    assert Personas((PersonaColumn("cohort", constant=True),)).after_entry("new") is None
    assert Personas((PersonaColumn("tier", "person"),)).after_entry("gold") is None
