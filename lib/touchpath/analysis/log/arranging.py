"""Stored rows in the order of people and time, block by block of people, which stay in a processor's cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Mask, Positions
from touchpath.engine.arrays import computed


@dataclass(frozen=True)
class Arranged:
    """Keys by block and time, where each block begins, and the stored row of each (None: as they are stored)."""

    keys: Keys
    bounds: Positions
    order: Positions | None

    @property
    def tied(self) -> Mask:
        """Which events but the first are at the same moment of the same person as the one before."""
        same: Mask = self.keys[1:] == self.keys[:-1]
        inner = self.bounds[(self.bounds > 0) & (self.bounds < len(self.keys))]
        same[inner - 1] = False
        return same


@dataclass(frozen=True)
class _Stretches:
    """Runs of stored rows of one block of people, by block and as they stand: first row and length of each."""

    first: Positions
    length: Positions
    edges: Positions

    def before(self, block: int) -> int:
        """How many rows earlier blocks have."""
        return int(self.length[: self.edges[block]].sum())

    @classmethod
    def of(cls, block: NDArray[np.integer]) -> _Stretches:
        begins = np.flatnonzero(block[1:] != block[:-1]) + 1
        first = np.concatenate(([0], begins)) if len(block) else begins
        order = np.argsort(block[first], kind="stable")
        length = np.diff(np.append(first, len(block)))[order]
        of = block[first][order]
        return cls(first[order], length, np.searchsorted(of, np.arange(of.max(initial=-1) + 2)))

    def rows(self, block: int) -> Positions:
        """The rows of a block."""
        own = slice(self.edges[block], self.edges[block + 1])
        ends = np.cumsum(self.length[own])
        shift = self.first[own] - (ends - self.length[own])
        return np.repeat(shift, self.length[own]) + np.arange(ends[-1] if len(ends) else 0)


def arranged(space: KeySpace, person: NDArray[np.int64], moment: NDArray[np.int64], kept: Mask) -> Arranged:
    """The `kept` rows by person and time, ties as they stand; `moment` in microseconds since 1970."""
    stretches = _Stretches.of(space.block(person))
    whole = bool(kept.all())
    keys, order = np.empty(len(person), dtype=np.int64), np.empty(len(person), dtype=np.int64)

    def fill(block: int) -> slice:
        """Write the events of a block where its rows would begin, and say where they are."""
        rows = stretches.rows(block)
        begin = stretches.before(block)
        rows = rows if whole else rows[kept[rows]]
        own = space.keys(person[rows].astype(np.int64), moment[rows])
        if np.any(own[1:] < own[:-1]):
            by_key = np.argsort(own, kind="stable")
            own, rows = own[by_key], rows[by_key]
        there = slice(begin, begin + len(rows))
        keys[there], order[there] = own, rows
        return there

    filled = computed(fill, range(len(stretches.edges) - 1))
    bounds = np.cumsum([0, *(there.stop - there.start for there in filled)])
    if not whole:
        keys, order = (np.concatenate([of[:0], *(of[there] for there in filled)]) for of in (keys, order))
    as_stored = whole and all(np.array_equal(order[there], np.arange(there.start, there.stop)) for there in filled)
    return Arranged(keys, bounds, None if as_stored else order)
