"""Suggested personas from events to saved groups: three kinds of people are found, a crowd is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from tests.analysis.test_attribution_sample import sample
from tests.ui.small_workspace import write
from touchpath.analysis.small_cells import hidden
from touchpath.analysis.suggested import grouped, people_of
from touchpath.analysis.suggested.behaviour import read_behaviour
from touchpath.answers import Viewer, ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.persona_tests import InGroup
from touchpath.journey.personas import PersonaRule, Personas
from touchpath.journey.suggested_personas import SuggestedPersonas
from touchpath.stats.grouping import adjusted_rand
from touchpath.workspace import Workspace

DAY = datetime(2025, 1, 6)
SEEN = Viewer("owner", 0)
NAMES = ("read", "buy", "call")


def events(people: int = 150) -> list[tuple[Any, ...]]:
    """Readers in the evening on the web, buyers in the morning in the app, callers at noon by phone."""
    random, told = np.random.default_rng(4), []
    for person in range(1, people + 1):
        own, hour, channel = ((0, 20, "web"), (1, 8, "app"), (2, 13, "phone"))[person % 3]
        for number in range(10):
            name = NAMES[own] if random.random() < 0.8 else NAMES[random.integers(3)]
            at = DAY + timedelta(days=float(random.integers(60)), hours=hour, minutes=float(random.integers(90)))
            told.append((person, at, name, channel, 30.0 if name == "buy" else None, None, None, None))
            told += [(person, at, "survey_sent", "email")] if number % 5 == 0 else []
    return [*told, *((900 + place, DAY, "read", "web") for place in range(7))]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    file = write(tmp_path_factory.mktemp("groups") / "groups.duckdb", events=events())
    with Workspace.open(file) as found:
        yield found


def test_behaviour_is_shares_days_and_value_of_those_with_enough_events(workspace: Workspace) -> None:
    done = read_behaviour(workspace.engine, 5, NO_FILTERS)
    assert len(done.person) == 150, "who did one thing is not grouped"
    names = dict(zip(done.names, done.plain.T, strict=True))
    assert ("touchpoint", "survey_sent") not in names, "asking is nobody's behaviour"
    shares = sum(values for (kind, _), values in names.items() if kind == "touchpoint")
    assert np.allclose(shares, 1)
    one = next(number for number, person in enumerate(done.person) if person == 1)
    bought = sum(event[2] == "buy" for event in events() if event[0] == 1)
    assert names["touchpoint", "buy"][one] == bought / 10
    assert names["value", ""][one] == 30 * bought
    assert names["hour", "morning"][one] == 1


def test_three_kinds_of_people_are_found_and_said(workspace: Workspace) -> None:
    found = grouped(workspace.engine, SuggestedPersonas(), NO_FILTERS)
    assert found.result.refused == ""
    assert adjusted_rand(found.person % 3, found.number) >= 0.8
    told = ask(workspace, SuggestedPersonas(), NO_FILTERS, SEEN)
    assert told.sentence.startswith("150 people fall into 3 stable groups")
    assert sum(part.people for part in told.result.groups) == 150
    assert told.result.cut_off == date(2025, 3, 6)
    assert any("known from that day on" in note for note in told.notes)
    people = people_of(workspace.engine, SuggestedPersonas(), NO_FILTERS)
    assert sorted(int(key) for part in people.values() for key in part) == list(range(1, 151))


def test_groups_that_are_kept_become_personas_with_their_date(workspace: Workspace) -> None:
    people = people_of(workspace.engine, SuggestedPersonas(), NO_FILTERS)
    workspace.saved.save_group("Callers", [int(key) for key in people[1]], "A suggested persona.")
    rule = PersonaRule("Callers", (InGroup("Callers", date(2025, 3, 6)),))
    applied = workspace.catalogue.apply_personas(Personas((rule,)))
    assert [(size.persona, size.people) for size in applied.sizes.personas] == [("Callers", len(people[1]))]
    assert "known from 2025-03-06" in str(Personas((rule,)).after_entry("Callers"))
    with pytest.raises(DefinitionError, match='The persona "Callers" is made of the group "Callers"'):
        workspace.saved.delete_group("Callers")
    with pytest.raises(DefinitionError, match="change that first"):
        workspace.saved.rename("group", "Callers", "Others")
    workspace.catalogue.apply_personas(Personas())
    workspace.saved.delete_group("Callers")


def test_what_stands_against_groups_is_said(workspace: Workspace) -> None:
    one = ask(workspace, SuggestedPersonas(), Filters(channels=("phone",)), SEEN)
    assert one.sentence.startswith("No personas are suggested")
    nobody = ask(workspace, SuggestedPersonas(least_events=500), NO_FILTERS, SEEN)
    assert nobody.result.refused == "few"
    assert "make no two groups of at least 30" in nobody.sentence
    with pytest.raises(DefinitionError, match="no stable groups"):
        people_of(workspace.engine, SuggestedPersonas(least_events=500), NO_FILTERS)


def test_groups_of_few_are_hidden(workspace: Workspace) -> None:
    found = grouped(workspace.engine, SuggestedPersonas(), NO_FILTERS).result
    shown = hidden(found, 60)
    assert all(part.people != part.people and not part.traits for part in shown.groups)


def test_the_sample_company_is_one_crowd() -> None:
    """Its personas differ in rates, not in kind: no groups are suggested rather than others than those planted."""
    told = ask(sample(), SuggestedPersonas(), NO_FILTERS, SEEN)
    assert told.result.refused == "not_apart"
    assert "one crowd without gaps; the best of what was tried are 2 groups" in told.sentence
