"""Who had the change and who is compared with them; personas as known when people entered."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from touchpath.analysis.change.units import ChangeUnits, Mask, place_of
from touchpath.analysis.log.reading import step_clauses
from touchpath.engine.base import Reader
from touchpath.journey.change import Change, Reach
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters, Name
from touchpath.journey.personas import PersonaColumn, Personas, source_from_plain
from touchpath.journey.words import listed
from touchpath.queries.clauses import condition_clause


def stored_personas(engine: Reader) -> Personas:
    """The persona rules in force; without any, the persona column of people files."""
    rules = engine.frame("ask/personas/rules")["rule"]
    stored = tuple(source_from_plain(json.loads(rule)) for rule in rules)
    return Personas(stored or (PersonaColumn("persona", "people file"),))


def refuse_late_personas(engine: Reader, change: Change, filters: Filters) -> None:
    """Raise DefinitionError where a persona that was asked for is not known when people enter."""
    named = [*change.reached.personas, *(change.control.personas if change.control else ()), *filters.personas]
    rules = stored_personas(engine)
    for persona in dict.fromkeys(named):
        if reason := rules.after_entry(persona):
            raise DefinitionError(
                f"The change lab uses personas as they were known when people entered, and "
                f'"{persona or "no persona"}" is not one of them. {reason} Choose another group, or change the rule.'
            )


def refuse_nobody_reached(change: Change, filters: Filters) -> None:
    """Raise DefinitionError where the filters leave out everybody whom the change reached."""
    whom = change.reached
    pairs = (("personas", filters.personas, whom.personas), ("channels", filters.channels, whom.channels))
    for kind, kept, reached in pairs:
        if kept and reached and not set(kept) & set(reached):
            names = [listed([str(name or "none") for name in part]) for part in (kept, reached)]
            raise DefinitionError(
                f"The filter keeps only the {kind} {names[0]}, but the change reached {names[1]}: nobody it reached "
                "is left. Clear the filter in the sidebar."
            )


def known_personas(engine: Reader, units: ChangeUnits) -> tuple[ChangeUnits, str | None]:
    """Units whose personas may be used; where some are only known later all count as one, and a sentence says so."""
    rules = stored_personas(engine)
    late = next((reason for name in units.personas if (reason := rules.after_entry(name))), None)
    if late is None:
        return units, None
    return replace(units, persona=np.zeros(len(units), dtype=np.int64), personas=(None,)), late


def groups(engine: Reader, change: Change, units: ChangeUnits) -> tuple[ChangeUnits, ChangeUnits | None]:
    """The units that the change reached, and those of the comparison group (None: there is none)."""
    reached = _members(engine, change, units, change.reached)
    if change.control is None:
        return units.where(reached), None
    if change.control.others:
        return units.where(reached), units.where(~reached)
    control = _members(engine, change, units, change.control)
    if bool((reached & control).any()):
        raise DefinitionError("Some people are both in the group that had the change and in the comparison group.")
    return units.where(reached), units.where(control)


def _members(engine: Reader, change: Change, units: ChangeUnits, reach: Reach) -> Mask:
    kept = _named(reach.personas, units.persona, units.personas) & _named(
        reach.channels, units.channel, units.channels
    )
    if reach.where:
        kept &= _meeting(engine, change, units, reach)
    return kept


def _named(
    names: tuple[Name, ...], places: np.ndarray[tuple[int], np.dtype[np.int64]], known: tuple[Name, ...]
) -> Mask:
    if not names:
        return np.ones(len(places), dtype=bool)
    return np.isin(places, [known.index(name) for name in names if name in known])


def _meeting(engine: Reader, change: Change, units: ChangeUnits, reach: Reach) -> Mask:
    """Units whose entry event (or, for conditions on people, whose person) meets the conditions."""
    if change.outcome.is_survey and any(part.scope == "event" for part in reach.where):
        raise DefinitionError("Answers have no event properties: pick groups by persona, channel or person.")
    of_people = all(part.scope == "person" for part in reach.where)
    clauses = [condition_clause(part, f"reach_{i}") for i, part in enumerate(reach.where)]
    steps = [] if of_people else step_clauses(engine, change.outcome.start)
    if of_people:
        rows = engine.arrays("ask/people_in_view", {}, extra=clauses)
        return np.asarray(place_of(np.asarray(rows["person"]), units.person) >= 0)
    rows = engine.arrays("ask/retention/moments", {}, extra=[*steps, *clauses])
    person, moment = np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64)
    at = place_of(units.person, person)
    met = np.zeros(len(units) + 1, dtype=bool)
    met[at[np.append(units.moment, -1)[at] == moment]] = True
    return met[:-1]
