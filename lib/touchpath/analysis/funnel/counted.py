"""The attempts that count, as arrays: what the kernel hands to the figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Counted:
    """The attempts that count, one for each person, session, attempt, or person and period.

    `times[k]` are microseconds since the origin at which step k was filled, `positions[k]` which event of the step
    that was (-1: not filled; nothing where the breakdown does not ask for it). `clean` is false for those all of
    whose attempts were spoiled. `value` is the code that a unit shares when the funnel is measured once per value.
    `immature` counts what has no complete window.
    """

    person: Integers
    entry: Integers
    times: Integers
    positions: Integers
    clean: Mask
    value: Integers
    immature: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        parts = (self.person, self.entry, self.times, self.positions, self.clean, self.value)
        return sum(part.nbytes for part in parts)

    def take(self, which: Mask | Integers | slice) -> Counted:
        """Some of the attempts."""
        times = self.times[:, which] if isinstance(which, slice) else self.times.take(_numbers(which), axis=1)
        positions = self.positions[:, which] if self.positions.shape[1] else self.positions
        few = (self.person[which], self.entry[which], times, positions, self.clean[which], self.value[which])
        return Counted(*few, self.immature)


def _numbers(which: Mask | Integers) -> Integers:
    return np.flatnonzero(which) if which.dtype == bool else which.astype(np.int64, copy=False)
