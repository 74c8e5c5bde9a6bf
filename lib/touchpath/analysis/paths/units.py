"""From events to the paths of units: sessions are formed, hidden events go, each unit is cut and collapsed.

The order is that of the definition: filters choose units by their entry event and never cut inside one; events form
sessions (on all events); hidden events go; the unit is cut at start and end; then it is collapsed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask, Positions
from touchpath.analysis.log.sessions import starts_of
from touchpath.analysis.matching.choice import first_of_each
from touchpath.journey.paths import Collapse

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class PathEvents:
    """All events of some people, by person, time and source; one entry of each array is one event.

    `moment` is in microseconds, `node` the number of what the event is shown as (0: missing). `named` numbers the
    session that the file names (0: none). `starts` and `ends` mark where a path may begin and stop (None: everywhere
    and nowhere), `entering` which events pass the filters, `throughout` which pass what all events of a unit must.
    """

    person: Integers
    moment: Integers
    node: NDArray[Any]
    hidden: Mask
    entering: Mask
    named: NDArray[Any] | None = None
    starts: Mask | None = None
    ends: Mask | None = None
    throughout: Mask | None = None

    def take(self, order: Positions) -> PathEvents:
        """The events in another order."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{name: column[order] for name, column in given.items() if column is not None})


@dataclass(frozen=True)
class UnitRules:
    """How events make paths; `gap` and `data_end` in microseconds."""

    by_session: bool
    one_per_person: bool
    collapse: Collapse
    gap: int
    data_end: int


@dataclass(frozen=True)
class UnitPaths:
    """The paths of the units that count: unit u has the steps `begins[u]` to `begins[u + 1]`.

    `person` (within the block) and `unfinished` have one entry per unit; `missed` counts the units (or people) that
    started and did not arrive at the end asked for.
    """

    node: NDArray[Any]
    moment: Integers
    begins: Positions
    person: Integers
    unfinished: Mask
    missed: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        held = (self.node, self.moment, self.begins, self.person, self.unfinished)
        return sum(part.nbytes for part in held)

    @property
    def lengths(self) -> Positions:
        """How many steps each unit has; never 0."""
        return np.diff(self.begins)


@dataclass(frozen=True)
class _Cut:
    """Which units count, from where (inclusive) to where (exclusive) they are looked at, and who did not arrive."""

    units: Positions
    low: Positions
    high: Positions
    missed: int


def paths_of(events: PathEvents, rules: UnitRules) -> UnitPaths:
    """The paths of the units that count, ordered by person and begin."""
    events, changes = _in_units(events, rules)
    first = np.flatnonzero(changes)
    end = np.append(first[1:], len(changes))
    unit = np.cumsum(changes) - 1
    cut = _cut(events, rules, unit, first, end)
    at = _inside(cut, len(changes))
    at = at[~events.hidden[at]]
    if rules.one_per_person:
        at = _of_first_units(at, unit, events.person)
    at = at[_kept(events.node[at], unit[at], rules.collapse)]
    begins = first_of_each(unit[at])
    owner = unit[at][begins]
    last = events.moment[end[owner] - 1]
    unfinished = last + rules.gap >= rules.data_end
    if not rules.by_session or events.ends is not None:
        unfinished = np.zeros(len(owner), dtype=bool)
    person = events.person[at][begins]
    return UnitPaths(events.node[at], events.moment[at], np.append(begins, len(at)), person, unfinished, cut.missed)


def _in_units(events: PathEvents, rules: UnitRules) -> tuple[PathEvents, Mask]:
    """The events with those of a unit side by side, units by person and begin, and where each unit begins."""
    if not rules.by_session:
        changes = np.ones(len(events.person), dtype=bool)
        np.not_equal(events.person[1:], events.person[:-1], out=changes[1:])
        return events, changes
    starts = starts_of(events.person, events.moment, rules.gap)
    if events.named is None:
        return events, starts
    by_gap = np.cumsum(starts)
    session = np.where(events.named > 0, events.named.astype(np.int64) + len(starts), by_gap)
    together = events.person * (int(session.max(initial=0)) + 1) + session
    _, first, number = np.unique(together, return_index=True, return_inverse=True)
    begun = first[number]
    order = np.argsort(begun, kind="stable")
    return events.take(order), np.diff(begun[order], prepend=-1) != 0


def _cut(events: PathEvents, rules: UnitRules, unit: Positions, first: Positions, end: Positions) -> _Cut:
    entry = _entries(events, rules, unit, first)
    units = np.flatnonzero(entry >= 0)
    entry = entry[units]
    if events.ends is None:
        whole = events.starts is None and rules.by_session
        return _Cut(units, first[units] if whole else entry, end[units], 0)
    if events.starts is None:
        return _Cut(units, first[units], entry + 1, 0)
    stops = np.flatnonzero(events.ends & ~events.hidden)
    stop = np.append(stops, len(unit))[np.searchsorted(stops, entry, side="right")]
    arrived = stop < end[units]
    missed = int(np.sum(~arrived))
    if rules.one_per_person:
        person = events.person[entry]
        missed = len(np.unique(person)) - len(np.unique(person[arrived]))
    return _Cut(units[arrived], entry[arrived], stop[arrived] + 1, missed)


def _entries(events: PathEvents, rules: UnitRules, unit: Positions, first: Positions) -> Positions:
    """Where the event by which each unit is chosen stands; -1 for units that are not."""
    wanted = events.ends if events.starts is None else events.starts
    if wanted is not None:
        wanted = wanted & ~events.hidden
    if rules.by_session:
        entry = first.copy() if wanted is None else _first_of_units(wanted, unit, len(first))
        entry[(entry >= 0) & ~events.entering[entry]] = -1
    else:
        passing = events.entering if wanted is None else wanted & events.entering
        entry = _first_of_units(passing, unit, len(first))
    if events.throughout is not None and len(first):
        entry[~np.logical_and.reduceat(events.throughout, first)] = -1
    return entry


def _first_of_units(mask: Mask, unit: Positions, units: int) -> Positions:
    at = np.flatnonzero(mask)
    own = unit[at]
    firsts = first_of_each(own)
    found = np.full(units, -1, dtype=np.int64)
    found[own[firsts]] = at[firsts]
    return found


def _inside(cut: _Cut, events: int) -> Positions:
    """The positions of the events that lie in what is looked at of their unit."""
    steps = np.zeros(events + 1, dtype=np.int8)
    steps[cut.low] += 1
    steps[cut.high] -= 1
    return np.flatnonzero(np.cumsum(steps[:-1], dtype=np.int8))


def _of_first_units(at: Positions, unit: Positions, person: Integers) -> Positions:
    """Only the events of each person's first unit that has any left."""
    own = unit[at]
    begins = first_of_each(own)
    kept = np.zeros(int(own[-1]) + 1 if len(own) else 0, dtype=bool)
    kept[own[begins][first_of_each(person[at[begins]])]] = True
    return at[kept[own]]


def _kept(node: NDArray[Any], unit: Positions, collapse: Collapse) -> Mask:
    """Which events are steps: all, those that differ from their neighbour before, or first visits of a node."""
    kept = np.ones(len(node), dtype=bool)
    if collapse == "neighbours":
        kept[1:] = (node[1:] != node[:-1]) | (unit[1:] != unit[:-1])
    elif collapse == "first":
        pairs = unit * (int(node.max(initial=0)) + 1) + node
        kept[:] = False
        kept[np.unique(pairs, return_index=True)[1]] = True
    return kept
