"""Draws, for each person who met a touchpoint, a few comparable people who had not met it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.comparable.outcomes import Whole

COMPARISONS = 5
PAST_COMPARISONS = 20
"""As many as there are help the check of the past: it must see what is weak."""
_LOOKED_AT = 32
_SECONDS_BITS = 31
MOST_SECONDS = (1 << _SECONDS_BITS) - 1
SECOND = 1_000_000


def sort_key(cell: Whole, seconds: Whole) -> Whole:
    """One number that sorts by cell, then by whole seconds."""
    return (cell << _SECONDS_BITS) | seconds


@dataclass(frozen=True)
class Candidates:
    """States in the order of their keys: the place of each `state` in the log, whose it is and when it began.

    Those with a longer pause than another stand behind it in the same cell.
    """

    key: Whole
    state: Whole
    person: Whole
    moment: Whole


@dataclass(frozen=True)
class Wanted:
    """For whom comparisons are drawn: the cell, the whole seconds since its last touchpoint, and who they are.

    A comparison's moment is that of its state + `pause`; it must not lie after `last`.
    """

    cell: Whole
    seconds: Whole
    person: Whole
    pause: Whole
    last: int


def draw(candidates: Candidates, wanted: Wanted, most: int, seed: int) -> Whole:
    """For each wanted up to `most` places among the candidates, each of another person; -1 where there is none.

    A candidate is in the same cell, and paused for longer. Of at most 32 all are looked at, of more a random 32.
    """
    random = np.random.default_rng(seed)
    low = np.searchsorted(candidates.key, sort_key(wanted.cell, wanted.seconds + 1))
    high = np.searchsorted(candidates.key, sort_key(wanted.cell + 1, np.zeros_like(wanted.cell)))
    size = np.maximum(high - low, 0)[:, None]
    shuffled = np.argsort(random.random((len(low), _LOOKED_AT)), axis=1)
    anywhere = (random.random((len(low), _LOOKED_AT)) * size).astype(np.int64)
    chosen = np.where(size <= _LOOKED_AT, shuffled, anywhere)
    place = np.where(chosen < size, low[:, None] + chosen, -1)
    valid = (place >= 0) & _fits(candidates, wanted, place)
    valid &= ~_seen_before(candidates.person.take(place, mode="clip") if len(candidates.key) else place, valid)
    return _first_few(place, valid, most)


def _fits(candidates: Candidates, wanted: Wanted, place: Whole) -> NDArray[np.bool_]:
    """Another person than the one it is drawn for, followed for long enough."""
    if not len(candidates.key):
        return np.zeros(place.shape, dtype=bool)
    person, moment = candidates.person.take(place, mode="clip"), candidates.moment.take(place, mode="clip")
    fits: NDArray[np.bool_] = (person != wanted.person[:, None]) & (moment + wanted.pause[:, None] <= wanted.last)
    return fits


def _seen_before(person: Whole, valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the same person was looked at further left in the row, and valid there."""
    seen = np.zeros(person.shape, dtype=bool)
    for column in range(1, person.shape[1]):
        left = valid[:, :column] & (person[:, :column] == person[:, [column]])
        seen[:, column] = left.any(axis=1)
    return seen


def _first_few(place: Whole, valid: NDArray[np.bool_], most: int) -> Whole:
    """The first valid places of each row, to the left."""
    kept = valid & (np.cumsum(valid, axis=1) <= most)
    order = np.argsort(~kept, axis=1, kind="stable")[:, :most]
    found: Whole = np.where(np.take_along_axis(kept, order, axis=1), np.take_along_axis(place, order, axis=1), -1)
    return found
