"""Which events of a range of people open an attempt, and in which session each event lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.log.arrays import block_of
from touchpath.analysis.log.keys import Keys, Mask, microseconds
from touchpath.analysis.log.sessions import session_numbers
from touchpath.analysis.matching.attempts import StepEvents
from touchpath.analysis.matching.choice import first_of_each

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Range:
    """The events of some people of a block: `slices` are where they lie in the events of each step.

    `by` and `sessions` are codes of these events, for funnels measured once per value and for sessions.
    """

    asked: PreparedFunnel
    block: int
    slices: list[slice]
    steps: list[StepEvents]
    by: list[Integers] | None
    sessions: list[Integers] | None

    @property
    def first_person(self) -> int:
        """The person whose number within the block is 0."""
        return self.block << self.asked.arrays.space.people_bits


def entry_masks(part: Range) -> dict[int, Mask]:
    """For each step that opens attempts, which of its events do."""
    asked, masks, possible = part.asked, {}, {}
    for k in asked.opening:
        # counting people, the deepest of the attempts that one event may open is found; each attempt counts by itself
        by_itself = asked.funnel.counting == "attempts" or asked.funnel.entry != "any"
        possible[k] = _not_of_an_earlier_step(part.steps, k) if by_itself else np.ones(len(part.steps[k].keys), bool)
        selected = asked.selection.entries(asked.steps[k], part.slices[k], part.first_person, asked.arrays)
        masks[k] = possible[k] & selected
    if asked.funnel.entry == "any":
        return masks
    firsts = _firsts(part, possible if asked.funnel.entry == "first_ever" else masks)
    return {k: masks[k] & firsts[k] for k in masks}


def session_codes(
    asked: PreparedFunnel, block: int, named: Sequence[Integers], slices: Sequence[slice]
) -> list[Integers]:
    """The session of the events of each step: one that the file names wins, else the gap rule."""
    assert asked.by_pause is not None
    stored = asked.by_pause.sorted_keys
    everything = stored.keys[slice(*block_of(stored.bounds, block))]
    return [
        _sessions(asked, everything, step.keys[own], codes[own].astype(np.int64))
        for step, codes, own in zip(asked.steps, named, slices, strict=True)
    ]


def _sessions(asked: PreparedFunnel, everything: Keys, keys: Keys, named: Integers) -> Integers:
    gap = microseconds(asked.funnel.session_gap_seconds)
    assert gap is not None
    return np.where(named > 0, named + len(everything), session_numbers(everything, gap, asked.arrays.space, keys))


def _not_of_an_earlier_step(steps: Sequence[StepEvents], k: int) -> Mask:
    """An event that fits several steps opens only the first of them."""
    fitting: Mask = np.ones(len(steps[k].keys), dtype=bool)
    rows = steps[k].rows
    for earlier in steps[:k]:
        if rows is not None and earlier.rows is not None:
            fitting &= ~np.isin(rows, earlier.rows)
    return fitting


def _firsts(part: Range, masks: dict[int, Mask]) -> dict[int, Mask]:
    """The first event of each person (session, value) among those masked; ties by step, then by source."""
    where = {k: np.flatnonzero(mask) for k, mask in masks.items()}
    keys = np.concatenate([part.steps[k].keys[found] for k, found in where.items()])
    owner = part.asked.arrays.space.owner(keys)
    for codes_of in _first_of(part):
        codes = np.concatenate([codes_of[k][found] for k, found in where.items()])
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


def _first_of(part: Range) -> list[list[Integers]]:
    """What, besides the person, has a first event of its own: a session, and a value measured by itself."""
    sessions = part.sessions if part.asked.funnel.entry == "first" else None
    return [codes for codes in (sessions, part.by) if codes is not None]
