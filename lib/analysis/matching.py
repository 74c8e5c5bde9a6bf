"""The matching kernel: which events fill the steps of an attempt. Pure functions over sorted keys.

Each step is one array of keys (see matching_keys.py), sorted by key, ties by source order. All attempts advance
together: the next step of every attempt is one binary search of its last key among the keys of the step.
An attempt is an entry event; `positions[k]` says which event of step k filled it (-1: none).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.analysis.matching_keys import Keys, KeySpace, Mask, Positions

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Events:
    """Events that fit a step: sorted keys and, where steps share events, the identity of each event row."""

    keys: Keys
    rows: Rows | None = None


@dataclass(frozen=True)
class Rules:
    """What an attempt must keep to, with windows in microseconds (None: no limit)."""

    space: KeySpace
    window: int | None = None
    step_window: int | None = None
    optional: tuple[bool, ...] = ()

    def deadline(self, entry: Keys, last: Keys) -> Keys:
        """The last key at which an attempt can go on (inclusive)."""
        end = self.space.until(entry, self.window)
        return end if self.step_window is None else np.minimum(end, self.space.until(last, self.step_window))


@dataclass
class Attempts:
    """Attempts in the order of their entry keys, with the event that filled each step.

    `opened` is the step that an entry filled; `last` the key of the last event of the attempt so far, `depth` how
    many steps that count (optional ones do not) are filled.
    """

    entry: Keys
    opened: NDArray[np.int16]
    positions: list[Positions]
    depth: NDArray[np.int64]
    last: Keys

    def __len__(self) -> int:
        """How many attempts."""
        return len(self.entry)

    def take(self, which: Positions) -> Attempts:
        """Some of the attempts."""
        positions = [found[which] for found in self.positions]
        return Attempts(self.entry[which], self.opened[which], positions, self.depth[which], self.last[which])

    @classmethod
    def merged(cls, parts: Sequence[Attempts]) -> Attempts:
        """The attempts of several steps that open, in the order of their entries; ties by step, then by source."""
        if len(parts) == 1:
            return parts[0]
        one = cls(
            np.concatenate([part.entry for part in parts]),
            np.concatenate([part.opened for part in parts]),
            [np.concatenate(found) for found in zip(*(part.positions for part in parts), strict=True)],
            np.concatenate([part.depth for part in parts]),
            np.concatenate([part.last for part in parts]),
        )
        return one.take(np.argsort(one.entry, kind="stable"))

    @classmethod
    def of(cls, steps: Sequence[Events], opened: int, entries: Positions) -> Attempts:
        """Attempts that have only their entry events: `entries` are positions in the step they open."""
        entry = steps[opened].keys[entries]
        positions = [np.full(len(entries), -1, dtype=np.int64) for _ in steps]
        positions[opened] = entries
        depth = np.ones(len(entries), dtype=np.int64)
        return cls(entry, np.full(len(entries), opened, dtype=np.int16), positions, depth, entry.copy())

    def fill(self, step: int, which: Positions, found: Positions, keys: Keys) -> None:
        """Let the attempts `which` go on to the events `found` of a step."""
        self.positions[step][which] = found
        self.last[which] = keys
        self.depth[which] += 1

    def times(self, steps: Sequence[Events], space: KeySpace) -> NDArray[np.int64]:
        """Microseconds since the origin at which each step (row) was filled by each attempt (column), or -1."""
        filled = np.full((len(steps), len(self)), -1, dtype=np.int64)
        for row, events, found in zip(filled, steps, self.positions, strict=True):
            reached = found >= 0
            row[reached] = space.time(events.keys[found[reached]])
        return filled


def follow_ordered(steps: Sequence[Events], entries: Positions, rules: Rules) -> Attempts:
    """Other events may lie between the steps; each step takes the earliest event left for it."""
    attempts = Attempts.of(steps, 0, entries)
    alive = np.arange(len(entries))
    optional = rules.optional or (False,) * len(steps)
    for k in (k for k in range(1, len(steps)) if not optional[k]):
        last = attempts.last[alive]
        found = _free(steps, k, np.searchsorted(steps[k].keys, last), attempts, alive)
        keys = _at(steps[k].keys, found)
        going = (keys >= last) & (keys <= rules.deadline(attempts.entry[alive], last))
        alive, found = alive[going], found[going]
        attempts.fill(k, alive, found, keys[going])
    for k in (k for k in range(1, len(steps)) if optional[k]):
        _fill_optional(steps, k, attempts, rules)
    return attempts


def _fill_optional(steps: Sequence[Events], k: int, attempts: Attempts, rules: Rules) -> None:
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
    found = _free(steps, k, np.searchsorted(steps[k].keys, before), attempts, came)
    keys = _at(steps[k].keys, found)
    filled = (keys >= before) & (keys <= np.minimum(after, rules.deadline(attempts.entry[came], before)))
    attempts.positions[k][came[filled]] = found[filled]


def follow_strict(steps: Sequence[Events], entries: Positions, rules: Rules, everything: Everything) -> Attempts:
    """Each step is the very next event of its person; events of one instant may be taken in any order.

    Unused events of the entry's instant may stand before the entry; those of a later instant break the attempt.
    """
    attempts = Attempts.of(steps, 0, entries)
    alive = np.arange(len(entries))
    together = np.ones(len(entries), dtype=np.int64)
    for k in range(1, len(steps)):
        last = attempts.last[alive]
        found = _free(steps, k, np.searchsorted(steps[k].keys, last), attempts, alive)
        tied = _at(steps[k].keys, found) == last
        target = everything.next_instant(last, attempts.entry[alive], together[alive], rules.space)
        later = np.searchsorted(steps[k].keys, target)
        found = np.where(tied, found, later)
        keys = _at(steps[k].keys, found)
        going = tied | ((keys == target) & (target >= 0))
        going &= keys <= rules.deadline(attempts.entry[alive], last)
        together[alive] = np.where(tied, together[alive] + 1, 1)
        alive, found = alive[going], found[going]
        attempts.fill(k, alive, found, keys[going])
    return attempts


@dataclass(frozen=True)
class Everything:
    """All events of all people, as sorted keys of persons; `people` gives the person of each unit."""

    keys: Keys
    people: NDArray[np.int64] | None = None

    def of_people(self, keys: Keys, space: KeySpace) -> Keys:
        """Keys of units as keys of the people they belong to."""
        if self.people is None:
            return keys
        return (self.people[space.owner(keys)] << space.bits) | space.time(keys)

    def next_instant(self, last: Keys, entry: Keys, together: NDArray[np.int64], space: KeySpace) -> Keys:
        """The key of the owner at the next instant with an event of its person, -1 where no step may follow.

        `together` is how many events of the instant `last` the attempt has used.
        """
        own = self.of_people(last, space)
        behind = np.searchsorted(self.keys, own, side="right")
        following = _at(self.keys, behind)
        possible = (following > own) & (space.owner(following) == space.owner(own))
        between = np.flatnonzero(possible & (last != entry))
        size = behind[between] - np.searchsorted(self.keys, own[between])
        possible[between] = size == together[between]
        return np.where(possible, (last & ~np.int64(space.last_moment)) | space.time(following), -1)


def follow_any(steps: Sequence[Events], opened: int, entries: Positions, rules: Rules) -> Attempts:
    """Steps in any order after an entry that fills step `opened`: each takes its earliest event strictly later."""
    attempts = Attempts.of(steps, opened, entries)
    everyone = np.arange(len(entries))
    end = rules.space.until(attempts.entry, rules.window)
    for k in (k for k in range(len(steps)) if k != opened):
        found = np.searchsorted(steps[k].keys, attempts.entry, side="right")
        found = _free(steps, k, found, attempts, everyone)
        keys = _at(steps[k].keys, found)
        filled = (keys > attempts.entry) & (keys <= end)
        np.copyto(attempts.positions[k], found, where=filled)
        np.maximum(attempts.last, keys, where=filled, out=attempts.last)
        attempts.depth += filled
    if rules.step_window is not None:
        _break_at_long_pauses(steps, attempts, rules.step_window, rules.space)
        _sum_up(steps, attempts)
    return attempts


def _break_at_long_pauses(steps: Sequence[Events], attempts: Attempts, step_window: int, space: KeySpace) -> None:
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


def _sum_up(steps: Sequence[Events], attempts: Attempts) -> None:
    """Depth and last key of attempts whose steps were filled in any order."""
    attempts.depth[:] = 0
    attempts.last[:] = attempts.entry
    for events, found in zip(steps, attempts.positions, strict=True):
        reached = found >= 0
        attempts.depth += reached
        attempts.last[reached] = np.maximum(attempts.last[reached], events.keys[found[reached]])


def _at(keys: Keys, positions: Positions) -> Keys:
    """Keys at positions; past the end a key that belongs to nobody."""
    if not len(keys):
        return np.full(len(positions), -1, dtype=np.int64)
    found: Keys = keys.take(positions, mode="clip")
    found[positions >= len(keys)] = -1
    return found


def _free(
    steps: Sequence[Events], k: int, positions: Positions, attempts: Attempts, alive: NDArray[np.int64]
) -> Positions:
    """Move on from events that already fill another step of the same attempt."""
    own = steps[k].rows
    if own is None or not len(own):
        return positions
    taken = [
        np.where(found[alive] >= 0, events.rows.take(found[alive], mode="clip"), -1)
        for j, (events, found) in enumerate(zip(steps, attempts.positions, strict=True))
        if j != k and events.rows is not None and len(events.rows)
    ]
    while True:
        rows = own.take(positions, mode="clip")
        blocked: Mask = np.zeros(len(positions), dtype=bool)
        for rows_taken in taken:
            blocked |= rows == rows_taken
        blocked &= positions < len(own)
        if not blocked.any():
            return positions
        positions = positions + blocked
