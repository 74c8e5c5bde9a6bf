"""Answers about personas: how many people have each."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis.personas import PersonaCount, PersonaCounts
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.engine.base import Reader
from touchpath.journey.definition import build
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.questions import PersonaTable
from touchpath.journey.words import count, listed, plural, rate
from touchpath.workspace.personas import persona_sizes

NO_PERSONA = "(no persona)"


def measure(engine: Reader, asked: PersonaTable, filters: Filters) -> PersonaCounts:
    """People per persona; filters do not apply."""
    found = persona_sizes(engine)
    return PersonaCounts(tuple(PersonaCount(name, people) for name, people in found.items()), sum(found.values()))


def tell(asked: PersonaTable, found: PersonaCounts, place: Place) -> Told:
    """Everything that is said of the personas as they are."""
    rows = pd.DataFrame(
        [(part.persona or NO_PERSONA, part.people) for part in found.personas], columns=["persona", "people"]
    )
    readable = pd.DataFrame(
        {
            "Persona": rows["persona"],
            "People": rows["people"].map(count),
            "Share": [rate(people / found.people if found.people else None) for people in rows["people"]],
        }
    )
    return Told(
        title="Who are the people?",
        sentence=sentence(found),
        definition="Rules are tried from the top and the first that fits decides, so a person has one persona. A "
        "column gives the last value a person has. Whoever fits nothing has no persona.",
        denominator="everybody in the workspace, whatever the filters",
        n=found.people,
        tables=(Table("personas", rows, readable),),
        statement=Statement("ask/personas/current", NO_FILTERS),
    )


def sentence(found: PersonaCounts) -> str:
    """The personas as they are now, the largest first."""
    total = found.people
    named = [f"{rate(part.people / total)} are {part.persona}" for part in found.personas if part.persona is not None]
    if not named:
        return f"None of {plural(total, 'person', 'people')} has a persona yet."
    without = next((part.people for part in found.personas if part.persona is None), 0)
    rest = f"; {count(without)} {'has' if without == 1 else 'have'} no persona" if without else ""
    return f"Of {plural(total, 'person', 'people')}, {listed(named, 5)}{rest}."


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("personas", PersonaTable, partial(build, PersonaTable), measure, tell, "personas", lambda _: []),
)
"""The question of the page Personas."""
