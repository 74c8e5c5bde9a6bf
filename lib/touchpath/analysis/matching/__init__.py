"""The matching kernel: which events fill the steps of an attempt. Pure functions over sorted keys.

All attempts advance together: the next step of every attempt is one binary search of its last key among the keys of
the step (or what an earlier question found there).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from touchpath.analysis.log.keys import Keys, KeySpace, Positions
from touchpath.analysis.matching.assignment import assign, free
from touchpath.analysis.matching.attempts import (
    BEHIND_ALL,
    EVERYTHING,
    NO_LINKS,
    Attempts,
    Everything,
    Links,
    Rules,
    StepEvents,
    keys_at,
)


def follow_ordered(
    steps: Sequence[StepEvents], entries: Positions, rules: Rules, links: Links = NO_LINKS, remember: bool = True
) -> Attempts:
    """Other events may lie between the steps; each step takes the earliest event left for it."""
    attempts = Attempts.of(steps, 0, entries, remember)
    optional = rules.optional or (False,) * len(steps)
    alive, at, last, before = np.arange(len(entries)), entries, attempts.entry, 0
    end = rules.space.until(attempts.entry, rules.window)
    for k in (k for k in range(1, len(steps)) if not optional[k]):
        found = free(steps, k, links.search((before, k), at, last, steps[k].keys, "left"), attempts, alive)
        keys = keys_at(steps[k], found)
        going = (keys >= last) & (keys <= end)
        if rules.step_window is not None:
            going &= keys <= rules.space.until(last, rules.step_window)
        kept = np.flatnonzero(going)
        alive, at, last, end, before = alive[kept], found[kept], keys[kept], end[kept], k
        attempts.fill(k, alive, at, last)
    for k in (k for k in range(1, len(steps)) if optional[k]):
        _fill_optional(steps, k, attempts, rules)
    return attempts


def _fill_optional(steps: Sequence[StepEvents], k: int, attempts: Attempts, rules: Rules) -> None:
    """The earliest event after the step before (which must be reached), unless it lies behind the step after."""
    before, after = attempts.entry.copy(), np.full(len(attempts), np.iinfo(np.int64).max)
    for j, found in enumerate(attempts.positions):
        reached = np.flatnonzero(found >= 0)
        keys = steps[j].keys[found[reached]]
        if j < k:
            before[reached] = keys
        elif j > k:
            after[reached] = np.minimum(after[reached], keys)
    required = max(j for j in range(k) if not rules.optional[j])
    came = np.flatnonzero(attempts.positions[required] >= 0)
    before, after = before[came], after[came]
    found = free(steps, k, np.searchsorted(steps[k].keys, before), attempts, came)
    keys = keys_at(steps[k], found)
    filled = (keys >= before) & (keys <= np.minimum(after, rules.deadline(attempts.entry[came], before)))
    attempts.positions[k][came[filled]] = found[filled]


def follow_strict(
    steps: Sequence[StepEvents],
    entries: Positions,
    rules: Rules,
    everything: Everything,
    links: Links = NO_LINKS,
    remember: bool = True,
) -> Attempts:
    """Each step is the very next event of its person; events of one instant may be taken in any order.

    Unused events of the entry's instant may stand before the entry; those of a later instant break the attempt.
    """
    attempts = Attempts.of(steps, 0, entries, remember)
    alive, at, last = np.arange(len(entries)), entries, attempts.entry
    together = np.ones(len(entries), dtype=np.int64)
    for k in range(1, len(steps)):
        found = free(steps, k, links.search((k - 1, k), at, last, steps[k].keys, "left"), attempts, alive)
        keys = keys_at(steps[k], found)
        behind = everything.behind(links, (k - 1, EVERYTHING), at, last, rules.space)
        target = everything.next_instant(behind, last, attempts.entry[alive], together, rules.space)
        going = (keys == last) | ((keys == target) & (target >= 0))
        going &= keys <= rules.deadline(attempts.entry[alive], last)
        kept = np.flatnonzero(going)
        together = np.where(keys[kept] == last[kept], together[kept] + 1, 1)
        alive, at, last = alive[kept], found[kept], keys[kept]
        attempts.fill(k, alive, at, last)
    return attempts


def follow_any(
    steps: Sequence[StepEvents],
    opened: int,
    entries: Positions,
    rules: Rules,
    links: Links = NO_LINKS,
    remember: bool = True,
    keep: bool = False,
) -> Attempts:
    """Steps in any order from an entry on, which fills step `opened`: each by another event at or after it.

    As many steps are filled as any assignment of events fills, as early as can be. Without `remember` no event may
    fit two steps; what is kept then, if anything, are the keys that fill the steps.
    """
    attempts = Attempts.of(steps, opened, entries, remember)
    end = rules.space.until(attempts.entry, rules.window)
    others = [k for k in range(len(steps)) if k != opened]
    if not remember:
        _fill_by_keys(steps, opened, attempts, np.minimum(end, BEHIND_ALL - 1, out=end), links, keep)
        return attempts
    assign(steps, others, attempts, end)
    if rules.step_window is not None:
        _break_at_long_pauses(steps, attempts, rules.step_window, rules.space)
    _sum_up(steps, attempts)
    return attempts


def _fill_by_keys(
    steps: Sequence[StepEvents], opened: int, attempts: Attempts, end: Keys, links: Links, keep: bool
) -> None:
    """Take the next key of every other step where it comes before the end."""
    filled = [attempts.entry] * len(steps)
    for k in (k for k in range(len(steps)) if k != opened):
        keys = links.later_keys((opened, k), attempts.at, attempts.entry, steps[k].keys)
        within = keys <= end
        attempts.depth += within
        if keep:
            filled[k] = np.where(within, keys, -1)
    if keep:
        attempts.filled = filled


def _break_at_long_pauses(steps: Sequence[StepEvents], attempts: Attempts, step_window: int, space: KeySpace) -> None:
    """Undo the steps that lie behind a pause longer than the step window."""
    times = attempts.times(steps, space)
    in_order = np.sort(np.where(times < 0, np.iinfo(np.int64).max, times), axis=0)
    within = np.diff(in_order, axis=0) <= step_window
    going_on = np.logical_and.accumulate(within, axis=0)
    last = in_order[0].copy()
    for row, going in zip(in_order[1:], going_on, strict=True):
        last[going] = row[going]
    for row, found in zip(times, attempts.positions, strict=True):
        found[row > last] = -1


def _sum_up(steps: Sequence[StepEvents], attempts: Attempts) -> None:
    """Depth and last key of attempts whose steps were filled in any order."""
    attempts.depth[:] = 0
    attempts.last[:] = attempts.entry
    for events, found in zip(steps, attempts.positions, strict=True):
        reached = found >= 0
        attempts.depth += reached
        attempts.last[reached] = np.maximum(attempts.last[reached], events.keys[found[reached]])
