"""The personas of a workspace: the rules in force, and putting them into effect."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from touchpath.analysis.personas import MOST_VALUES, PersonaLabels, Sizes, assign
from touchpath.engine.base import Reader, Store, Writer
from touchpath.journey.calendar import Calendar
from touchpath.journey.personas import PersonaColumn, PersonaRule, Personas, source_from_plain, source_to_plain

_LOOKED_AT = 500_000
FROM_FILES = Personas((PersonaColumn("persona", "people file"),))
"""What holds until somebody says otherwise: the persona column of people files."""


def personas_in_force(reader: Reader) -> Personas:
    """The stored rules in order; without any, the persona column of people files."""
    rows = reader.frame("ask/personas/rules")
    stored = Personas(tuple(source_from_plain(json.loads(rule)) for rule in rows["rule"]))
    return stored if stored.sources else FROM_FILES


def preview_personas(engine: Store, personas: Personas) -> PersonaLabels:
    """Who would get which persona, without changing anything. Raises DefinitionError (see assign)."""
    return assign(engine, personas, engine.calendar)


def preview_sizes(engine: Store, personas: Personas) -> Sizes:
    """How many people would get which persona. Raises DefinitionError (see assign)."""
    return preview_personas(engine, personas).sizes


def apply_personas(engine: Store, personas: Personas) -> PersonaLabels:
    """Store the rules (none: the column of people files) and give everybody their persona, in one transaction."""
    calendar = engine.calendar
    with engine.transaction() as writer:
        assignment = assign(writer, personas if personas.sources else FROM_FILES, calendar)
        writer.run("keep/personas/clear_rules")
        for position, source in enumerate(_with_constancy(personas, assignment).sources):
            name = source.persona if isinstance(source, PersonaRule) else ""
            rule = json.dumps(source_to_plain(source))
            writer.run("keep/personas/insert_rule", {"position": position, "persona": name, "rule": rule})
        _give(writer, assignment)
    return assignment


def refresh_personas(writer: Writer, calendar: Calendar) -> PersonaLabels:
    """Give everybody the persona of the rules in force; to be called when events or people have changed."""
    assignment = assign(writer, personas_in_force(writer), calendar)
    _give(writer, assignment)
    return assignment


def plain_of(personas: Personas) -> list[dict[str, Any]]:
    """The rules as stored, but for what applying finds out about columns: to tell whether two mean the same."""
    sources = personas.sources or FROM_FILES.sources
    return [
        {name: part for name, part in source_to_plain(source).items() if name != "constant"} for source in sources
    ]


def persona_sizes(reader: Reader) -> dict[str | None, int]:
    """People per persona as it is now, most first; None: no persona."""
    rows = reader.frame("ask/personas/current")
    names = [None if pd.isna(name) else str(name) for name in rows["persona"]]
    return dict(zip(names, rows["people"].astype(int), strict=True))


def persona_columns(reader: Reader) -> Mapping[PersonaColumn, int]:
    """Columns that may name personas and how many values they have, by a look at some 500,000 events (fewer: all)."""
    rows = reader.frame("ask/personas/columns", {"most": MOST_VALUES, "looked_at": _LOOKED_AT})
    columns = [PersonaColumn(name, owner) for name, owner in zip(rows["name"], rows["owner"], strict=True)]
    return dict(zip(columns, rows["distinct_values"].astype(int), strict=True))


def _with_constancy(personas: Personas, assignment: PersonaLabels) -> Personas:
    """Columns remember whether any person had several values: it decides what is known at entry."""
    constant = {use.column: use.varying == 0 for use in assignment.sizes.columns}
    return Personas(
        tuple(
            replace(source, constant=constant[source]) if isinstance(source, PersonaColumn) else source
            for source in personas.sources
        )
    )


def _give(writer: Writer, assignment: PersonaLabels) -> None:
    given = pd.DataFrame({"person": assignment.people, "persona": pd.array(assignment.personas, dtype="string")})
    writer.put("given_personas", given)
    writer.run("keep/personas/set_personas")
