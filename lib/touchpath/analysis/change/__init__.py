"""Measures a change: reads who was reached and what happened to them, lets the gates look, and says a verdict."""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.change.arms import arm_findings, arms_of
from touchpath.analysis.change.designs import find_over_weeks, read_groups, unit_of
from touchpath.analysis.change.entries import narrowed, read_assigned
from touchpath.analysis.change.groups import groups, known_personas, refuse_late_personas, refuse_nobody_reached
from touchpath.analysis.change.looks import looked
from touchpath.analysis.change.outcomes import read_units
from touchpath.analysis.change.outlook import what_would_change
from touchpath.analysis.change.result import ChangeResult, Findings
from touchpath.analysis.change.same_people import same_people_findings
from touchpath.analysis.change.verdict import decide, sentence
from touchpath.analysis.change.weeks import weeks_of_arms
from touchpath.analysis.change.why import why
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters


def measure(engine: Reader, change: Change, filters: Filters = NO_FILTERS) -> ChangeResult:
    """The answer about a change, with everything it rests on.

    Dates and channels of the filters select entries (or answers), personas and the saved group people, conditions
    every event. Only mature people count. Raises DefinitionError where the question cannot be asked of these data:
    personas that are only known after entry, an assignment that names nobody, no events at all.
    """
    refuse_late_personas(engine, change, filters)
    refuse_nobody_reached(change, filters)
    design = change.chosen_design
    found = _find(engine, change, filters)
    gates = found.gates
    judged = looked(engine, change, found)
    verdict = decide(change, design, found, gates, judged.judged)
    return ChangeResult(
        change=change,
        design=design,
        why_design=why(change),
        verdict=verdict,
        sentence=sentence(change, design, found, verdict, gates, judged.judged),
        effect=judged.judged.effect,
        effect_low=judged.judged.low,
        effect_high=judged.judged.high,
        p_value=judged.judged.p_value,
        alpha=judged.judged.alpha,
        found=found,
        gates=gates,
        looks=judged.info,
        what_would_change=what_would_change(change, design, found, verdict, gates, engine.calendar.last_day),
    )


def _find(engine: Reader, change: Change, filters: Filters) -> Findings:
    design = change.chosen_design
    if design == "randomised":
        return _find_in_arms(engine, change, filters)
    if design == "same_people":
        return same_people_findings(engine, change, filters, unit_of(change, None))
    return find_over_weeks(engine, change, read_groups(engine, change, filters), filters)


def _find_in_arms(engine: Reader, change: Change, filters: Filters) -> Findings:
    assert change.assignment is not None
    assigned = narrowed(engine, read_assigned(engine, change.assignment), change, filters)
    if not assigned.people:
        raise DefinitionError(f'Nobody was assigned to an arm by "{change.assignment.name}".')
    units, late = known_personas(engine, read_units(engine, change, filters, assigned))
    reached, _ = groups(engine, replace(change, control=None), units)
    weeks = weeks_of_arms(engine, change, reached)
    found = arm_findings(engine, change, arms_of(assigned, reached), weeks, unit_of(change, reached), filters)
    return (
        found
        if late is None
        else replace(found, segments=tuple(part for part in found.segments if part.by != "persona"))
    )
