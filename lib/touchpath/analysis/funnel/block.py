"""One block of people taken through the kernel: entries, attempts, spoiling, and the choice of what counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.entries import Range, entry_masks, session_codes
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.log.arrays import block_of
from touchpath.analysis.log.keys import Keys, Mask
from touchpath.analysis.matching import follow_any, follow_ordered, follow_strict
from touchpath.analysis.matching.attempts import NO_LINKS, Attempts, Everything, StepEvents
from touchpath.analysis.matching.choice import (
    NEVER,
    Gap,
    deepest,
    deepest_of_parts,
    distinct,
    ends_of,
    one_after_the_other,
    spoiled_at,
)
from touchpath.analysis.matching.units import TooManyUnitsError, Units, regroup
from touchpath.journey.definition import DefinitionError

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """A block of people of a question; `by`, `held` and `sessions` are codes of the events of each step."""

    asked: PreparedFunnel
    number: int
    periods: Integers | None
    by: Sequence[Integers] | None
    held: Sequence[Sequence[Integers]]
    sessions: Sequence[Integers] | None

    def count(self) -> list[Counted]:
        """The attempts that count in this block."""
        return self._count([step.block(self.number) for step in self.asked.steps])

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

    def range_of(self, slices: list[slice]) -> Range:
        """The events of the people in these slices."""
        steps = [
            StepEvents(step.keys[own], step.rows[own] if self.asked.shares_events[k] else None)
            for k, (step, own) in enumerate(zip(self.asked.steps, slices, strict=True))
        ]
        by = None if self.by is None else [codes[own] for codes, own in zip(self.by, slices, strict=True)]
        sessions = None if self.sessions is None else session_codes(self.asked, self.number, self.sessions, slices)
        return Range(self.asked, self.number, slices, steps, by, sessions)


class _Run:
    """One pass over a range of people of a block."""

    def __init__(self, block: Block, slices: list[slice]) -> None:
        self.block, self.asked, self.slices = block, block.asked, slices
        self.space = block.asked.arrays.space
        self.part = block.range_of(slices)
        self.steps = self.part.steps
        self.masks = entry_masks(self.part)
        self.units: Units | None = None
        self.orders: list[Integers] = []
        self._regroup()
        self.everything = Everything(self._all_keys(), None if self.units is None else self.units.person)
        self.gaps = self._gaps()
        self.links = self.asked.links(self.slices) if self.units is None else NO_LINKS

    def counted(self) -> Counted:
        """The attempts that count."""
        if self.asked.funnel.counting == "attempts":
            return self._each_attempt()
        chosen, everyone, mature = [], [], []
        for opened in self.asked.opening:
            entries = np.flatnonzero(self.masks[opened])
            segments = self._segments(self.steps[opened].keys[entries])
            if self.asked.rules.window is not None:
                complete = self._mature(self.steps[opened].keys[entries])
                everyone.append(segments)
                mature.append(segments[complete])
                if self.asked.funnel.mature_only:
                    entries, segments = entries[complete], segments[complete]
            chosen.append(self._best_of(opened, entries, segments))
        attempts = self._best_of_all(chosen)
        immature = distinct(everyone) - distinct(mature)
        return self._result(attempts, self._spoiled(attempts) == NEVER, immature)

    def _best_of_all(self, chosen: list[Attempts]) -> Attempts:
        """The attempts that count among the best that each step opens, with what fills their steps."""
        by_depth = not chosen[0].remember
        if len(chosen) > 1 and by_depth and self.units is None and self.block.periods is None:
            chosen = deepest_of_parts(chosen, self.space)
        elif len(chosen) > 1:
            attempts = Attempts.merged(chosen)
            attempts = attempts.take(self._deepest(attempts, self._segments(attempts.entry)))
            if not by_depth:
                return attempts
            chosen = [attempts.take(np.flatnonzero(attempts.opened == opened)) for opened in self.asked.opening]
        if by_depth:
            chosen = [self._follow_chosen(k, own.at) for k, own in zip(self.asked.opening, chosen, strict=True)]
        return Attempts.merged(chosen)

    def _follow_chosen(self, opened: int, entries: Integers) -> Attempts:
        """What fills the steps of attempts chosen by depth: the moments will do unless events are asked for."""
        if self.asked.funnel.order == "any" and not self.asked.needs_events:
            return follow_any(self.steps, opened, entries, self.asked.rules, self.links, remember=False, keep=True)
        return self._follow(opened, entries)

    def _each_attempt(self) -> Counted:
        entered = [np.flatnonzero(self.masks[opened]) for opened in self.asked.opening]
        attempts = Attempts.merged([self._follow(*each) for each in zip(self.asked.opening, entered, strict=True)])
        strict = self.asked.funnel.order == "strict"
        ends = ends_of(attempts, self._spoiled(attempts), self.asked.required, self.asked.rules, strict)
        attempts = attempts.take(one_after_the_other(attempts.entry, ends, self.space))
        mature = self._mature(attempts.entry)
        immature = 0 if self.asked.rules.window is None else int(np.sum(~mature))
        if self.asked.funnel.mature_only:
            attempts = attempts.take(np.flatnonzero(mature))
        return self._result(attempts, self._spoiled(attempts) == NEVER, immature)

    def _best_of(self, opened: int, entries: Integers, segments: Integers) -> Attempts:
        """The attempts that may count among those that a step opens.

        Where depth alone decides, attempts are followed for their depth; later only the chosen ones in full.
        """
        by_depth = not self.gaps and self.asked.rules.by_depth and all(step.rows is None for step in self.steps)
        attempts = self._follow(opened, entries, remember=not by_depth)
        return attempts.take(self._deepest(attempts, segments))

    def _follow(self, opened: int, entries: Integers, remember: bool = True) -> Attempts:
        if self.asked.funnel.order == "any":
            return follow_any(self.steps, opened, entries, self.asked.rules, self.links, remember)
        if self.asked.funnel.order == "strict":
            return follow_strict(self.steps, entries, self.asked.rules, self.everything, self.links, remember)
        return follow_ordered(self.steps, entries, self.asked.rules, self.links, remember)

    def _spoiled(self, attempts: Attempts) -> Integers:
        return spoiled_at(attempts, self.steps, self.gaps, self.asked.rules, self.everything)

    def _deepest(self, attempts: Attempts, segments: Integers) -> Integers:
        clean = self._spoiled(attempts) == NEVER if self.gaps else None
        rows = None if self.units is None else self._entry_rows(attempts)
        return deepest(attempts, clean, segments, self.space, rows)

    def _mature(self, entry: Keys) -> Mask:
        """Which attempts have a window that ended before the data did."""
        end = self.asked.arrays.last_moment - (self.asked.rules.window or 0)
        mature: Mask = self.space.time(entry) <= end
        return mature

    def _segments(self, entry: Keys) -> Integers:
        """What counts as one: the person, or the units that share what leads; with periods, in each of them."""
        owner = self.space.owner(entry)
        segments: Integers = owner if self.units is None else self.units.numbered(len(self._leading))[owner]
        if self.block.periods is None:
            return segments
        period = np.searchsorted(self.block.periods, self.space.time(entry), side="right")
        return segments * (len(self.block.periods) + 1) + period

    def _entry_rows(self, attempts: Attempts) -> Integers:
        rows = np.zeros(len(attempts), dtype=np.int64)
        for opened in self.asked.opening:
            own = np.flatnonzero(attempts.opened == opened)
            if not len(own):
                continue
            where = self.orders[opened][attempts.at[own]]
            rows[own] = self.asked.steps[opened].rows[self.slices[opened]][where]
        return rows

    def _regroup(self) -> None:
        """Put the steps under keys of units when an attempt must share more than the person."""
        held = [[codes[own] for codes, own in zip(part, self.slices, strict=True)] for part in self.block.held]
        parts = [*self._leading, *held]
        if not parts:
            return
        self.units, regrouped = regroup(self.steps, parts, self.space)
        self.orders = [one.order for one in regrouped]
        self.steps = [one.events for one in regrouped]
        self.masks = {k: mask[self.orders[k]] for k, mask in self.masks.items()}

    @property
    def _leading(self) -> list[list[Integers]]:
        """The codes that, with the person, make up what counts as one."""
        return [codes for codes in (self.part.sessions, self.part.by) if codes is not None]

    def _all_keys(self) -> Keys:
        if self.asked.everything is None:
            return np.zeros(0, dtype=np.int64)
        stored = self.asked.everything.sorted_keys
        return stored.keys[slice(*block_of(stored.bounds, self.block.number))]

    def _gaps(self) -> list[Gap]:
        gaps = []
        for part, events in zip(self.asked.funnel.exclusions, self.asked.exclusions, strict=True):
            keys = events.keys[events.block(self.block.number)]
            between = (None, None) if self.asked.funnel.order == "any" else (part.after_step, part.before_step)
            gaps.append(Gap(keys, *between))
        return gaps

    def _result(self, attempts: Attempts, clean: Mask, immature: int) -> Counted:
        times = attempts.times(self.steps, self.space)
        owner = self.space.owner(attempts.entry)
        value = np.zeros(len(owner), dtype=np.int64)
        if self.units is not None:
            if self.block.by is not None:
                value = self.units.codes[len(self._leading) - 1][owner]
            owner = self.units.person[owner]
        entry = self.space.time(attempts.entry)
        return Counted(owner + self.part.first_person, entry, times, self._found(attempts), clean, value, immature)

    def _found(self, attempts: Attempts) -> Integers:
        """Which event of each step filled it, where the breakdown asks for that."""
        if not self.asked.needs_events:
            return np.zeros((len(self.steps), 0), dtype=np.int64)
        positions = np.full((len(self.steps), len(attempts)), -1, dtype=np.int64)
        for k, found in enumerate(attempts.positions):
            reached = np.flatnonzero(found >= 0)
            where = found[reached] if self.units is None else self.orders[k][found[reached]]
            positions[k, reached] = where + self.slices[k].start
        return positions
