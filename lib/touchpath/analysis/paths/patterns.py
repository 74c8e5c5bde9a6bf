"""Which units hold a pattern of steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask, Positions, microseconds
from touchpath.analysis.log.people import count_people
from touchpath.analysis.log.sets import EventSet
from touchpath.analysis.paths.reading import path_log, touchpoint_table, unit_rules
from touchpath.analysis.paths.result import PatternPeople, PatternResult
from touchpath.analysis.paths.units import PathEvents, UnitPaths, paths_of
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.paths import PathUnits, same_units

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class StepTables:
    """For each number of a node whether it fits a step, and whether it must not lie before it."""

    fits: Mask
    without: Mask | None
    directly: bool


@dataclass(frozen=True)
class _Held:
    """Of a block: the units with a first step, those that hold the pattern, and whose these are."""

    began: int
    held: int
    people: Integers
    people_began: int


def measure_pattern(engine: Reader, asked: Pattern, filters: Filters = NO_FILTERS) -> PatternResult:
    """How many units hold a pattern, of those with a first step that passes the filters."""
    found = _found(EventArrays(engine), asked, filters)
    people = sum(count_people(part.people) for part in found)
    began, held, people_began = (
        sum(getattr(part, name) for part in found) for name in ("began", "held", "people_began")
    )
    return PatternResult(asked, began, held, people_began, people)


def pattern_people(engine: Reader, asked: Pattern, filters: Filters = NO_FILTERS) -> PatternPeople:
    """The keys of the people who hold a pattern, each once: for a saved group."""
    found = _found(EventArrays(engine), asked, filters)
    return PatternPeople(tuple(int(key) for part in found for key in np.unique(part.people)))


def held_by(paths: UnitPaths, steps: Sequence[StepTables], within: int | None) -> Mask:
    """For each unit whether it holds the whole pattern."""
    unit = np.repeat(np.arange(len(paths.person)), paths.lengths)
    entry = np.flatnonzero(steps[0].fits[paths.node])
    at = entry
    for step in steps[1:]:
        entry, at = _next(paths, unit, entry, at, step)
    if within is not None:
        at = at[paths.moment[at] - paths.moment[entry] <= within]
    held = np.zeros(len(paths.person), dtype=bool)
    held[unit[at]] = True
    return held


def _next(
    paths: UnitPaths, unit: Positions, entry: Positions, at: Positions, step: StepTables
) -> tuple[Positions, Positions]:
    """The attempts that go on to a step, with the events that fill it."""
    if step.directly:
        following = at + 1
    else:
        fitting = np.flatnonzero(step.fits[paths.node])
        following = np.append(fitting, len(unit))[np.searchsorted(fitting, at, side="right")]
    inside = np.flatnonzero(following < len(unit))
    inside = inside[unit[following[inside]] == unit[at[inside]]]
    goes_on = step.fits[paths.node[following[inside]]]
    if step.without is not None:
        spoiling = np.concatenate([[0], np.cumsum(step.without[paths.node])])
        goes_on = goes_on & (spoiling[following[inside]] == spoiling[at[inside] + 1])
    inside = inside[goes_on]
    return entry[inside], following[inside]


def _found(arrays: EventArrays, asked: Pattern, filters: Filters) -> list[_Held]:
    units = same_units(PathUnits, asked, node="touchpoint", collapse="none")
    log = path_log(arrays, units, filters)
    rules = unit_rules(arrays, units)
    tables = _tables(arrays, log.events, asked)
    within = microseconds(asked.within_seconds)

    def block(number: int) -> _Held:
        paths = paths_of(_from_first_steps(log.block(number), tables[0]), rules)
        held = held_by(paths, tables, within)
        people = paths.person[held] + (number << arrays.space.people_bits)
        return _Held(len(paths.person), int(held.sum()), people, count_people(paths.person))

    return side_by_side(block, range(len(log.events.bounds) - 1))


def _from_first_steps(events: PathEvents, first: StepTables) -> PathEvents:
    """The events of units with a first step that passes the filters, from there on.

    A node is twice the number of the touchpoint, and one more where the event passes.
    """
    node = 2 * events.node.astype(np.int64) + events.entering
    every = np.ones(len(node), dtype=bool)
    return replace(events, node=node, starts=first.fits[node], entering=every)


def _tables(arrays: EventArrays, events: EventSet, asked: Pattern) -> list[StepTables]:
    touchpoint: Any = events.column("touchpoint")

    def table(names: tuple[str, ...]) -> Mask:
        return np.repeat(touchpoint_table(arrays, touchpoint, names), 2)

    tables = [
        StepTables(table(step.touchpoints), table(step.without) if step.without else None, step.directly)
        for step in asked.steps
    ]
    passing = np.arange(len(tables[0].fits)) % 2 == 1
    return [replace(tables[0], fits=tables[0].fits & passing), *tables[1:]]
