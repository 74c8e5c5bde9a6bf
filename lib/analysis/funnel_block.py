"""One block of people taken through the kernel: entries, attempts, spoiling, and the choice of what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.analysis.funnel_events import EventArrays, Stored, block_of
from lib.analysis.funnel_selection import Selection
from lib.analysis.funnel_sets import EventSet
from lib.analysis.matching import Attempts, Events, Everything, Rules, follow_any, follow_ordered, follow_strict
from lib.analysis.matching_choice import (
    NEVER,
    Gap,
    deepest,
    ends_of,
    first_of_each,
    one_after_the_other,
    spoiled_at,
)
from lib.analysis.matching_keys import Mask
from lib.analysis.matching_units import TooManyUnitsError, Units, regroup, session_numbers
from lib.journey.definition import DefinitionError
from lib.journey.funnel import Funnel

Integers = NDArray[np.int64]
_NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Question:
    """A funnel with the events of its steps and exclusions, its rules and its selection."""

    arrays: EventArrays
    funnel: Funnel
    steps: list[EventSet]
    exclusions: list[EventSet]
    everything: Stored | None
    by_pause: Stored | None
    rules: Rules
    selection: Selection

    def shares_events(self, step: int) -> bool:
        """Whether an event of this step may also fit another."""
        others = [other.codes for k, other in enumerate(self.steps) if k != step]
        return any(self.steps[step].codes & codes for codes in others)

    @property
    def opening(self) -> range:
        """The steps whose events open an attempt."""
        return range(len(self.steps) if self.funnel.order == "any" else 1)

    @property
    def required(self) -> int:
        """How many steps a complete attempt has filled."""
        return sum(not step.optional for step in self.funnel.steps)


@dataclass(frozen=True)
class Counted:
    """The attempts that count, one for each person, session, attempt, or person and period.

    `times[k]` are microseconds since the origin at which step k was filled, `positions[k]` which event of the step
    that was (-1: not filled). `clean` is false for those all of whose attempts were spoiled. `value` is the code
    that a unit shares when the funnel is measured once per value. `immature` counts what has no complete window.
    """

    person: Integers
    entry: Integers
    times: Integers
    positions: Integers
    clean: Mask
    value: Integers
    immature: int

    def take(self, which: Mask | Integers | slice) -> Counted:
        """Some of the attempts."""
        times, positions = self.times[:, which], self.positions[:, which]
        few = (self.person[which], self.entry[which], times, positions, self.clean[which], self.value[which])
        return Counted(*few, self.immature)


@dataclass(frozen=True)
class Block:
    """A block of people of a question; `by`, `held` and `sessions` are codes of the events of each step."""

    asked: Question
    number: int
    periods: Integers | None
    by: Sequence[Integers] | None
    held: Sequence[Sequence[Integers]]
    sessions: Sequence[Integers] | None

    def count(self) -> list[Counted]:
        """The attempts that count in this block."""
        slices = [step.block(self.number) for step in self.asked.steps]
        return self._count(slices)

    def _count(self, slices: list[slice]) -> list[Counted]:
        """Halves the people until their units fit into keys."""
        try:
            return [_Run(self, slices).counted()]
        except TooManyUnitsError:
            halves = self._halves(slices)
        return [part for half in halves for part in self._count(half)]

    def _halves(self, slices: list[slice]) -> list[list[slice]]:
        space = self.asked.arrays.space
        owners = [space.owner(step.keys[own]) for step, own in zip(self.asked.steps, slices, strict=True)]
        lowest = min(int(owner[0]) for owner in owners if len(owner))
        highest = max(int(owner[-1]) for owner in owners if len(owner))
        if lowest == highest:
            raise DefinitionError("One person has more values to hold than can be told apart: hold fewer properties.")
        middle = (lowest + highest + 1) // 2
        cuts = [own.start + int(np.searchsorted(owner, middle)) for own, owner in zip(slices, owners, strict=True)]
        lower = [slice(own.start, cut) for own, cut in zip(slices, cuts, strict=True)]
        return [lower, [slice(cut, own.stop) for own, cut in zip(slices, cuts, strict=True)]]


class _Run:
    """One pass over a range of people of a block."""

    def __init__(self, block: Block, slices: list[slice]) -> None:
        self.block, self.asked, self.slices = block, block.asked, slices
        self.space = block.asked.arrays.space
        self.first_person = block.number << self.space.people_bits
        shared = [self.asked.shares_events(k) for k in range(len(slices))]
        self.steps = [
            Events(step.keys[own], step.rows[own] if sharing else None)
            for step, own, sharing in zip(self.asked.steps, slices, shared, strict=True)
        ]
        self.masks = self._entries()
        self.units: Units | None = None
        self.orders: list[Integers] = []
        self.leading = 0
        self._regroup()
        people = None if self.units is None else self.units.person
        stored = self.asked.everything
        keys = _NOTHING if stored is None else stored.keys[slice(*block_of(stored.bounds, block.number))]
        self.everything = Everything(keys, people)
        self.gaps = self._gaps()

    def counted(self) -> Counted:
        """The attempts that count."""
        if self.asked.funnel.counting == "attempts":
            attempts = Attempts.merged([self._follow(opened) for opened in self.asked.opening])
            spoiled = self._spoiled(attempts)
            strict = self.asked.funnel.order == "strict"
            ends = ends_of(attempts, spoiled, self.asked.required, self.asked.rules, strict)
            attempts = attempts.take(one_after_the_other(attempts.entry, ends, self.space))
            immature = int(np.sum(~self._mature(attempts))) if self.asked.rules.window is not None else 0
            attempts = self._kept(attempts)
            return self._result(attempts, self._spoiled(attempts) == NEVER, immature)
        chosen, everyone, mature = [], [], []
        for opened in self.asked.opening:
            attempts = self._follow(opened)
            if self.asked.rules.window is not None:
                everyone.append(self._segments(attempts))
                mature.append(everyone[-1][self._mature(attempts)])
            attempts = self._kept(attempts)
            chosen.append(attempts.take(self._deepest(attempts)))
        attempts = Attempts.merged(chosen)
        if len(chosen) > 1:
            attempts = attempts.take(self._deepest(attempts))
        immature = _distinct(everyone) - _distinct(mature)
        return self._result(attempts, self._spoiled(attempts) == NEVER, immature)

    def _follow(self, opened: int) -> Attempts:
        entries = np.flatnonzero(self.masks[opened])
        if self.asked.funnel.order == "any":
            return follow_any(self.steps, opened, entries, self.asked.rules)
        if self.asked.funnel.order == "strict":
            return follow_strict(self.steps, entries, self.asked.rules, self.everything)
        return follow_ordered(self.steps, entries, self.asked.rules)

    def _spoiled(self, attempts: Attempts) -> Integers:
        return spoiled_at(attempts, self.steps, self.gaps, self.asked.rules, self.everything)

    def _deepest(self, attempts: Attempts) -> Integers:
        clean = self._spoiled(attempts) == NEVER
        rows = None if self.units is None else self._entry_rows(attempts)
        return deepest(attempts, clean, self._segments(attempts), self.space, rows)

    def _mature(self, attempts: Attempts) -> Mask:
        """Which attempts have a window that ended before the data did."""
        end = self.asked.arrays.last_moment - (self.asked.rules.window or 0)
        mature: Mask = self.space.time(attempts.entry) <= end
        return mature

    def _kept(self, attempts: Attempts) -> Attempts:
        if not self.asked.funnel.mature_only:
            return attempts
        return attempts.take(np.flatnonzero(self._mature(attempts)))

    def _segments(self, attempts: Attempts) -> Integers:
        """What counts as one: the person, or the units that share what leads; with periods, in each of them."""
        owner = self.space.owner(attempts.entry)
        segments: Integers = owner if self.units is None else _numbered(self.units, self.leading)[owner]
        if self.block.periods is None:
            return segments
        period = np.searchsorted(self.block.periods, self.space.time(attempts.entry), side="right")
        return segments * (len(self.block.periods) + 1) + period

    def _entry_rows(self, attempts: Attempts) -> Integers:
        rows = np.zeros(len(attempts), dtype=np.int64)
        for opened in self.asked.opening:
            own = attempts.opened == opened
            where = self.orders[opened][attempts.positions[opened][own]]
            rows[own] = self.asked.steps[opened].rows[self.slices[opened]][where]
        return rows

    def _entries(self) -> dict[int, Mask]:
        """Which events open an attempt."""
        masks, possible = {}, {}
        for k in self.asked.opening:
            step, own = self.asked.steps[k], self.slices[k]
            possible[k] = self._not_of_an_earlier_step(k)
            selected = self.asked.selection.entries(step, own, self.first_person, self.asked.arrays)
            masks[k] = possible[k] & selected
        if self.asked.funnel.entry == "any":
            return masks
        firsts = self._firsts(possible if self.asked.funnel.entry == "first_ever" else masks)
        return {k: masks[k] & firsts[k] for k in masks}

    def _not_of_an_earlier_step(self, k: int) -> Mask:
        """An event that fits several steps opens only the first of them."""
        fitting: Mask = np.ones(len(self.steps[k].keys), dtype=bool)
        rows = self.steps[k].rows
        for j in range(k):
            earlier = self.steps[j].rows
            if rows is not None and earlier is not None:
                fitting &= ~np.isin(rows, earlier)
        return fitting

    def _firsts(self, masks: dict[int, Mask]) -> dict[int, Mask]:
        """The first event of each person (or session) among those masked; ties by step, then by source."""
        where = {k: np.flatnonzero(mask) for k, mask in masks.items()}
        keys = np.concatenate([self.steps[k].keys[found] for k, found in where.items()])
        owner = self.space.owner(keys)
        for part in self._first_of():
            codes = np.concatenate([part[k][found] for k, found in where.items()])
            _, owner = np.unique(owner, return_inverse=True)
            owner = owner * (int(codes.max(initial=0)) + 1) + codes
        order = np.lexsort((keys, owner))
        chosen = np.zeros(len(keys), dtype=bool)
        chosen[order[first_of_each(owner[order])]] = True
        firsts = {k: np.zeros(len(mask), dtype=bool) for k, mask in masks.items()}
        ends = np.cumsum([len(found) for found in where.values()])
        for (k, found), own in zip(where.items(), np.split(chosen, ends[:-1]), strict=True):
            firsts[k][found] = own
        return firsts

    def _first_of(self) -> list[list[Integers]]:
        """What, besides the person, has a first event of its own: a session, and a value measured by itself."""
        parts = []
        if self.block.sessions is not None and self.asked.funnel.entry == "first":
            parts.append([self._session_codes(k) for k in range(len(self.steps))])
        if self.block.by is not None:
            parts.append([codes[own] for codes, own in zip(self.block.by, self.slices, strict=True)])
        return parts

    def _session_codes(self, k: int) -> Integers:
        """The session of each event of a step: a mapped one wins, else the gap rule."""
        stored = self.asked.by_pause
        assert stored is not None
        assert self.block.sessions is not None
        everything = stored.keys[slice(*block_of(stored.bounds, self.block.number))]
        gap = round(self.asked.funnel.session_gap_seconds * 1_000_000)
        keys = self.asked.steps[k].keys[self.slices[k]]
        named = self.block.sessions[k][self.slices[k]].astype(np.int64)
        return np.where(named > 0, named + len(everything), session_numbers(everything, gap, self.space, keys))

    def _regroup(self) -> None:
        """Put the steps under keys of units when an attempt must share more than the person."""
        parts: list[list[Integers]] = []
        if self.block.sessions is not None:
            parts.append([self._session_codes(k) for k in range(len(self.steps))])
        others = [*([] if self.block.by is None else [self.block.by]), *self.block.held]
        parts += [[codes[own] for codes, own in zip(part, self.slices, strict=True)] for part in others]
        self.leading = (self.block.sessions is not None) + (self.block.by is not None)
        if not parts:
            return
        self.units, regrouped = regroup(self.steps, parts, self.space)
        self.orders = [one.order for one in regrouped]
        self.steps = [one.events for one in regrouped]
        self.masks = {k: mask[self.orders[k]] for k, mask in self.masks.items()}

    def _gaps(self) -> list[Gap]:
        gaps = []
        for part, events in zip(self.asked.funnel.exclusions, self.asked.exclusions, strict=True):
            keys = events.keys[events.block(self.block.number)]
            between = (None, None) if self.asked.funnel.order == "any" else (part.after_step, part.before_step)
            gaps.append(Gap(keys, *between))
        return gaps

    def _result(self, attempts: Attempts, clean: Mask, immature: int) -> Counted:
        times = attempts.times(self.steps, self.space)
        positions = np.full(times.shape, -1, dtype=np.int64)
        for k, found in enumerate(attempts.positions):
            reached = np.flatnonzero(found >= 0)
            where = found[reached] if self.units is None else self.orders[k][found[reached]]
            positions[k, reached] = where + self.slices[k].start
        owner = self.space.owner(attempts.entry)
        value = np.zeros(len(owner), dtype=np.int64)
        if self.units is not None:
            if self.block.by is not None:
                value = self.units.codes[self.leading - 1][owner]
            owner = self.units.person[owner]
        entry = self.space.time(attempts.entry)
        return Counted(owner + self.first_person, entry, times, positions, clean, value, immature)


def _numbered(units: Units, leading: int) -> Integers:
    """Units with the same person and leading codes under one number, ascending."""
    change = np.diff(units.person, prepend=-1) != 0
    for codes in units.codes[:leading]:
        change |= np.diff(codes, prepend=-1) != 0
    return np.cumsum(change)


def _distinct(ids: Sequence[Integers]) -> int:
    """How many different ids."""
    if len(ids) == 1 and not np.any(ids[0][1:] < ids[0][:-1]):
        return len(first_of_each(ids[0]))
    seen = np.zeros(max((int(some.max(initial=-1)) for some in ids), default=-1) + 1, dtype=bool)
    for some in ids:
        seen[some] = True
    return int(np.sum(seen))
