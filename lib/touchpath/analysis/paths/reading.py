"""Reads what a question about paths needs of the log, and keeps the paths of all blocks of people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.columns import Coded
from touchpath.analysis.log.keys import Mask, microseconds
from touchpath.analysis.log.labels import value_labels
from touchpath.analysis.log.selection import Selection, channel_numbers, select
from touchpath.analysis.log.sets import EventPart, EventSet
from touchpath.analysis.paths.dropped import dropped_starts
from touchpath.analysis.paths.units import PathEvents, UnitPaths, UnitRules, paths_of
from touchpath.engine.arrays import side_by_side
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Step
from touchpath.journey.paths import PathUnits, same_units


@dataclass(frozen=True)
class KeptPaths:
    """The paths of each block of people, and the label of each number of a node (0: missing)."""

    blocks: tuple[UnitPaths, ...]
    labels: tuple[str | None, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(block.nbytes for block in self.blocks)


@dataclass(frozen=True)
class PathLog:
    """All events of a workspace with what a question marks of them; masks are None where nothing is asked."""

    arrays: EventArrays
    asked: PathUnits
    events: EventSet
    selection: Selection
    touchpoint: Coded
    node: Coded
    named: Coded | None
    starts: Mask | None
    ends: Mask | None
    passing: Mask | None
    throughout: Mask | None

    def block(self, number: int) -> PathEvents:
        """The events of a block of people."""
        part, space = self.events.block(number), self.arrays.space
        keys = self.events.keys[part]

        def own(mask: NDArray[Any] | None) -> Any:
            return None if mask is None else mask[part]

        entering = self.selection.entries(self.events, part, number << space.people_bits, self.arrays)
        if self.passing is not None:
            entering &= self.passing[part]
        hidden = self._at(self.asked.hidden)
        return PathEvents(
            space.owner(keys), space.time(keys), self.node.codes[part], hidden[self.touchpoint.codes[part]], entering,
            None if self.named is None else self.named.codes[part],
            own(self.starts), own(self.ends), own(self.throughout),
        )  # fmt: skip

    def _at(self, names: tuple[str, ...]) -> Mask:
        """For each code of a touchpoint whether it is one of these."""
        return touchpoint_table(self.arrays, self.touchpoint, names)


def read_paths(arrays: EventArrays, asked: PathUnits, filters: Filters) -> KeptPaths:
    """The paths that a question is about, kept in memory; how they are shown makes no difference."""
    units = same_units(PathUnits, asked)
    return arrays.kept(("paths", repr((units, filters))), lambda: _read(arrays, units, filters))


def all_events(arrays: EventArrays) -> EventSet:
    """Every event, read as one."""
    codes = tuple(sorted(arrays.codes(None)))
    return EventSet(arrays, [EventPart(codes, None)] if codes else [], None)


def touchpoint_table(arrays: EventArrays, touchpoint: Coded, names: tuple[str, ...] | None) -> Mask:
    """For each code of a column of touchpoints whether it is one of these (None: any)."""
    shown = tuple(arrays.touchpoints)
    return np.array([False, *(names is None or shown[int(value)] in names for value in touchpoint.values)])


def step_mask(arrays: EventArrays, events: EventSet, step: Step, filters: Filters = NO_FILTERS) -> Mask:
    """Which events fit a step, and the conditions and channels of the filters."""
    touchpoint = events.column("touchpoint")
    fitting: Mask = touchpoint_table(arrays, touchpoint, step.touchpoints)[touchpoint.codes]
    conditions = Filters(where=(*step.where, *filters.where), channels=filters.channels)
    return fitting if conditions == NO_FILTERS else fitting & _passing(arrays, events, conditions)


def _passing(arrays: EventArrays, events: EventSet, conditions: Filters) -> Mask:
    mask = np.zeros(len(events.keys), dtype=bool)
    codes = tuple(sorted(events.codes))
    if codes:
        mask[arrays.filtered(codes, conditions, (), ("paths", conditions))] = True
    return mask


def _read(arrays: EventArrays, asked: PathUnits, filters: Filters) -> KeptPaths:
    log = path_log(arrays, asked, filters)
    rules = unit_rules(arrays, asked)
    blocks = side_by_side(lambda number: paths_of(log.block(number), rules), range(len(log.events.bounds) - 1))
    labels = value_labels(arrays, [tuple(sorted(log.events.codes))], asked.node, log.node.values)
    return KeptPaths(tuple(blocks), (None, *labels))


def path_log(arrays: EventArrays, asked: PathUnits, filters: Filters) -> PathLog:
    """All events with what a question marks of them."""
    events = all_events(arrays)
    fits = partial(step_mask, arrays, events)
    starts = None if asked.start is None else fits(asked.start)
    if asked.after is not None:
        starts = dropped_starts(arrays, events, asked.after, filters, step_mask)
        filters = NO_FILTERS
    every = bool(filters.channels) and asked.channel_of == "every"
    is_named = asked.unit == "session" and bool(arrays.engine.frame("ask/log/sessions_named")["named"][0])
    log = PathLog(
        arrays, asked, events, select(arrays, asked.channel_of, filters),
        events.column("touchpoint"), events.column(asked.node),
        events.column("session") if is_named else None,
        starts,
        None if asked.end is None else fits(asked.end),
        _passing(arrays, events, Filters(where=filters.where)) if filters.where else None,
        _through(arrays, events, filters) if every else None,
    )  # fmt: skip
    _ = events.keys, events.bounds
    return log


def unit_rules(arrays: EventArrays, asked: PathUnits) -> UnitRules:
    """How the events of a question make paths."""
    gap = microseconds(asked.session_gap_seconds) or 0
    return UnitRules(asked.unit == "session", asked.by_person, asked.collapse, gap, arrays.last_moment)


def _through(arrays: EventArrays, events: EventSet, filters: Filters) -> Mask:
    """Which events came through the channels of the filters."""
    column = events.column("channel")
    numbers = channel_numbers(arrays, filters.channels)
    wanted = np.isin(np.concatenate(([0], column.values.astype(np.int64))), numbers)
    return np.asarray(wanted[column.codes])
