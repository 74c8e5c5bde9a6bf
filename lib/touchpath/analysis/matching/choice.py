"""Which attempts count: spoiled ones left out, one after the other, or the deepest of a person. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Mask, Positions
from touchpath.analysis.matching.attempts import Attempts, Everything, Rules, StepEvents

NEVER = np.iinfo(np.int64).max
Segments = NDArray[np.int64]
_PLACE_BITS = 40


@dataclass(frozen=True)
class Gap:
    """Excluded events (sorted keys of persons) between two steps; None for the steps: anywhere in the attempt."""

    keys: Keys
    after: int | None
    before: int | None


def spoiled_at(
    attempts: Attempts, steps: Sequence[StepEvents], gaps: Sequence[Gap], rules: Rules, everything: Everything
) -> Keys:
    """The key at which the first excluded event spoils each attempt, NEVER for clean ones.

    Excluded events lie strictly between the two steps; where the second was not reached, before the deadline.
    """
    moments = np.full(len(attempts), NEVER, dtype=np.int64)
    if not gaps:
        return moments
    deadline = rules.deadline(attempts.entry, attempts.last)
    for gap in gaps:
        begin, until = _limits(attempts, steps, gap, deadline)
        own, own_until = (everything.of_people(keys, rules.space) for keys in (np.maximum(begin, 0), until))
        found = np.searchsorted(gap.keys, own, side="right")
        keys = gap.keys.take(found, mode="clip") if len(gap.keys) else np.full(len(own), -1)
        inside = np.flatnonzero((begin >= 0) & (keys > own) & (keys < own_until) & (found < len(gap.keys)))
        moment = (attempts.entry[inside] & ~np.int64(rules.space.last_moment)) | rules.space.time(keys[inside])
        moments[inside] = np.minimum(moments[inside], moment)
    return moments


def _limits(attempts: Attempts, steps: Sequence[StepEvents], gap: Gap, deadline: Keys) -> tuple[Keys, Keys]:
    """Between which keys (both exclusive) the gap lies; a begin of -1: the attempt never came there."""
    if gap.after is None or gap.before is None:
        complete = attempts.depth == len(steps)
        return attempts.entry, np.where(complete, attempts.last, deadline)
    begin, until = np.full(len(attempts), -1, dtype=np.int64), deadline.copy()
    for step, keys in ((gap.after, begin), (gap.before, until)):
        reached = np.flatnonzero(attempts.positions[step] >= 0)
        keys[reached] = steps[step].keys[attempts.positions[step][reached]]
    return begin, until


def ends_of(attempts: Attempts, spoiled: Keys, required: int, rules: Rules, strict: bool) -> Keys:
    """When each attempt ended: spoiled, complete, broken (strict order) or past its deadline."""
    over = (attempts.depth == required) | strict
    ends = np.where(over, attempts.last, rules.deadline(attempts.entry, attempts.last))
    return np.where(spoiled == NEVER, ends, spoiled)


def one_after_the_other(entry: Keys, ends: Keys, space: KeySpace) -> Positions:
    """The attempts of each owner that begin after the one before has ended. `entry` is sorted."""
    owner = space.owner(entry)
    following = np.searchsorted(entry, ends, side="right")
    opened: Mask = np.zeros(len(entry), dtype=bool)
    current = first_of_each(owner)
    while len(current):
        opened[current] = True
        after = following[current]
        on = after < len(entry)
        current, after = current[on], after[on]
        current = after[owner[after] == owner[current]]
    return np.flatnonzero(opened)


def deepest(
    attempts: Attempts, clean: Mask | None, segments: Segments, space: KeySpace, rows: NDArray[np.int64] | None = None
) -> Positions:
    """The attempt of each segment that counts: clean before spoiled, the deepest, the earliest; ties by `rows`.

    `segments` names what counts as one (a person, a session, a person in one period). `clean` None: all are.
    Without `rows` the attempts of a segment must stand in the order of their entries.
    """
    if not len(attempts):
        return np.zeros(0, dtype=np.int64)
    score: NDArray[np.integer] = attempts.depth
    if clean is not None:
        score = score + clean * (attempts.depth.max() + 1)
    order: Positions | None = None
    if rows is not None:
        order = np.lexsort((rows, attempts.opened, space.time(attempts.entry), segments))
    elif np.any(segments[1:] < segments[:-1]):
        order = np.argsort(segments, kind="stable")
    if order is not None:
        score, segments = score[order], segments[order]
    # the highest score, and among equals the earliest, is the greatest of score * 2^40 - place
    placed = (score.astype(np.int64) << _PLACE_BITS) - np.arange(len(score))
    best = np.maximum.reduceat(placed, first_of_each(segments))
    chosen: Positions = -best & ((1 << _PLACE_BITS) - 1)
    return chosen if order is None else order[chosen]


def deepest_of_parts(parts: Sequence[Attempts], space: KeySpace) -> list[Attempts]:
    """Of parts with at most one attempt of a person each, the attempts that count: the deepest, the earliest.

    Ties go to the earlier part.
    """
    owners = [space.owner(part.entry) for part in parts]
    people = max(int(owner.max(initial=-1)) for owner in owners) + 1
    depth, entry = np.zeros(people, dtype=np.int16), np.zeros(people, dtype=np.int64)
    winner = np.full(people, -1)
    for number, (part, owner) in enumerate(zip(parts, owners, strict=True)):
        deeper = part.depth > depth[owner]
        deeper |= (part.depth == depth[owner]) & (part.entry < entry[owner])
        better = owner[deeper]
        depth[better], entry[better], winner[better] = part.depth[deeper], part.entry[deeper], number
    return [
        part.take(np.flatnonzero(winner[owner] == number))
        for number, (part, owner) in enumerate(zip(parts, owners, strict=True))
    ]


def first_of_each(sorted_ids: NDArray[np.int64]) -> Positions:
    """Where each run of equal ids begins."""
    if not len(sorted_ids):
        return np.zeros(0, dtype=np.int64)
    changes = np.empty(len(sorted_ids), dtype=bool)
    changes[0] = True
    np.not_equal(sorted_ids[1:], sorted_ids[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def distinct(ids: Sequence[NDArray[np.int64]]) -> int:
    """How many different ids (whole numbers from 0) several arrays hold."""
    if len(ids) == 1 and not np.any(ids[0][1:] < ids[0][:-1]):
        return len(first_of_each(ids[0]))
    seen = np.zeros(max((int(some.max(initial=-1)) for some in ids), default=-1) + 1, dtype=bool)
    for some in ids:
        seen[some] = True
    return int(np.sum(seen))
