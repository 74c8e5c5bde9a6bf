"""Which events fill the steps of an attempt where the order does not matter: an assignment, not first come.

Steps that take their earliest free event one after the other reach, for some order of the steps, every assignment in
which no step could do better without another doing worse (Abdulkadiroglu & Sonmez 1998); the largest and earliest is
one of them. So orders are tried until nothing can be gained.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, Mask, Positions
from touchpath.analysis.matching.attempts import Attempts, StepEvents, keys_at

_MOST_SHARING = 6
"""Of more steps that share events, only so many are tried in every order."""


def assign(steps: Sequence[StepEvents], others: Sequence[int], attempts: Attempts, end: Keys) -> None:
    """Fill the steps of `others` by events at or after the entry and not after `end`, each event once."""
    everyone = np.arange(len(attempts))
    _take_in_turn(steps, others, attempts, end, everyone)
    sharing = [k for k in others if steps[k].rows is not None]
    if len(sharing) < 2:
        return
    alone = [k for k in others if k not in sharing]
    for order in list(permutations(sharing[:_MOST_SHARING]))[1:]:
        tried = attempts.take(everyone)
        for k in others:
            tried.positions[k][:] = -1
        _take_in_turn(steps, [*alone, *order, *sharing[_MOST_SHARING:]], tried, end, everyone)
        better = np.flatnonzero(_better(steps, tried, attempts))
        for own, found in zip(attempts.positions, tried.positions, strict=True):
            own[better] = found[better]


def _take_in_turn(
    steps: Sequence[StepEvents], order: Sequence[int], attempts: Attempts, end: Keys, everyone: Positions
) -> None:
    for k in order:
        found = np.searchsorted(steps[k].keys, attempts.entry, side="left")
        found = free(steps, k, found, attempts, everyone)
        keys = keys_at(steps[k], found)
        filled = (keys >= attempts.entry) & (keys <= end)
        np.copyto(attempts.positions[k], found, where=filled)


def _better(steps: Sequence[StepEvents], tried: Attempts, best: Attempts) -> Mask:
    """Where the tried assignment fills more steps, or as many sooner."""
    (more, sooner), (most, soonest) = _worth(steps, tried), _worth(steps, best)
    better: Mask = (more > most) | ((more == most) & (sooner < soonest))
    return better


def _worth(steps: Sequence[StepEvents], attempts: Attempts) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many steps are filled, and how much later than the entry in all."""
    count, delay = np.zeros(len(attempts), dtype=np.int64), np.zeros(len(attempts), dtype=np.int64)
    for events, found in zip(steps, attempts.positions, strict=True):
        reached = np.flatnonzero(found >= 0)
        count[reached] += 1
        delay[reached] += events.keys[found[reached]] - attempts.entry[reached]
    return count, delay


def free(
    steps: Sequence[StepEvents], k: int, positions: Positions, attempts: Attempts, alive: NDArray[np.int64]
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
