"""Counts under whole-number keys that add up over blocks of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
_DENSE = 1 << 22


@dataclass(frozen=True)
class Tally:
    """`counts[i]` of `keys[i]`; keys ascend, none twice."""

    keys: Integers
    counts: Integers

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.keys.nbytes + self.counts.nbytes

    def moved(self, by: int) -> Tally:
        """The same counts under keys that are larger by a number."""
        return Tally(self.keys + by, self.counts)

    @classmethod
    def of(cls, keys: Integers, weights: Integers | None = None) -> Tally:
        """How often each key occurs, or the sum of its weights."""
        if not len(keys):
            return NOTHING
        if int(keys[0]) < _DENSE and int(keys.max()) < _DENSE:
            sums = np.bincount(keys, weights).astype(np.int64)
            found = np.flatnonzero(sums)
            return cls(found, sums[found])
        found, place = np.unique(keys, return_inverse=True)
        return cls(found, np.bincount(place, weights).astype(np.int64))

    @classmethod
    def ascending(cls, parts: Sequence[Tally]) -> Tally:
        """Several tallies as one, of which each has keys above those of the one before."""
        if not parts:
            return NOTHING
        return cls(np.concatenate([part.keys for part in parts]), np.concatenate([part.counts for part in parts]))

    @classmethod
    def together(cls, parts: Iterable[Tally]) -> Tally:
        """The sum of several tallies."""
        known = list(parts)
        if len(known) == 1:
            return known[0]
        keys = [part.keys for part in known]
        counts = [part.counts for part in known]
        return cls.of(np.concatenate(keys), np.concatenate(counts)) if known else NOTHING


def places(known: Integers, keys: Integers) -> Integers:
    """Where each of `keys` stands among `known`, which ascend and hold them all; small keys are looked up."""
    if not len(known) or int(known[-1]) >= _DENSE:
        return np.searchsorted(known, keys)
    table = np.zeros(int(known[-1]) + 1, dtype=np.int64)
    table[known] = np.arange(len(known))
    found: Integers = table[keys]
    return found


NOTHING = Tally(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
