"""Journeys as walks of a Markov chain: its transitions by unit of people, and what removal effects give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from touchpath.analysis.attribution.journeys import Journeys, expanded
from touchpath.analysis.attribution.sums import Floats, Integers
from touchpath.journey.definition import DefinitionError
from touchpath.stats.removal import CONVERTED, NO_NAME, NOT_CONVERTED, ChainShape, removal_effects, resampled_shares

MOST_STATES = 20_000
_FULL = 0.1
"""Counts of which more than this share is not 0 are multiplied as a full table: that is faster then."""


@dataclass(frozen=True)
class WalkedSteps:
    """How often the people of each unit took each transition (`code`): three arrays of one length."""

    code: Integers
    unit: Integers
    count: Integers


@dataclass(frozen=True)
class CreditChain:
    """The chain of all journeys: its shape, the counts by unit (units x transitions), the codes of its states."""

    shape: ChainShape
    counts: sparse.csr_array

    def effects(self) -> Floats:
        """The removal effect of each name."""
        return removal_effects(self.shape, np.asarray(self.counts.sum(axis=0)).ravel()).effects

    def drawn_shares(self, draws: Floats) -> Floats:
        """The share of credit of each name in each resample."""
        full = self.counts.nnz > _FULL * self.counts.shape[0] * self.counts.shape[1]
        drawn = draws @ self.counts.toarray() if full else (self.counts.T @ draws.T).T
        return resampled_shares(self.shape, drawn)


@dataclass(frozen=True)
class StepCodes:
    """How transitions are numbered: names count from 0, a state is the last `order` of them, the latest first."""

    names: int
    order: int

    @property
    def base(self) -> int:
        """One digit of a state."""
        return self.names + 1

    def steps(self, journeys: Journeys, name: NDArray[np.int64], end: int) -> tuple[Integers, Integers]:
        """The code of each transition of the journeys (names of touches), and which journey it is of.

        `end`: CONVERTED or NOT_CONVERTED. Journeys without a touch have none: they change no share.
        """
        touches = expanded(journeys)
        met = name[touches.touch] + 1
        state = np.zeros(len(met), dtype=np.int64)
        after = met.copy()
        for back in range(1, self.order):
            earlier = np.where(touches.place >= back, np.roll(met, back), 0)
            state += earlier * self.base ** (back - 1)
            after += earlier * self.base**back
        last = np.where(touches.place >= self.order, np.roll(met, self.order), 0)
        state += last * self.base ** (self.order - 1)
        stops = np.cumsum(touches.lengths)[touches.lengths > 0] - 1
        code = np.concatenate([state * (self.names + 2) + met - 1, after[stops] * (self.names + 2) + self.names
                               + (end == NOT_CONVERTED)])  # fmt: skip
        return code, np.concatenate([touches.journey, touches.journey[stops]])

    def shape(self, codes: Integers) -> ChainShape:
        """The shape of a chain with these transitions; raises DefinitionError for too many states."""
        state, step = np.divmod(codes, self.names + 2)
        goes_on = step < self.names
        reached = (state * self.base + step + 1) % self.base**self.order
        states = np.unique(np.concatenate([[0], state, reached[goes_on]]))
        if len(states) > MOST_STATES:
            raise DefinitionError("The chain would remember too many different pasts: choose a lower order.")
        target = np.where(step == self.names, CONVERTED, NOT_CONVERTED)
        target[goes_on] = np.searchsorted(states, reached[goes_on])
        name = np.where(states > 0, states % self.base - 1, NO_NAME)
        return ChainShape(np.searchsorted(states, state), target, name)


def walked(code: Integers, unit: Integers, units: int) -> WalkedSteps:
    """Transitions counted by unit."""
    pairs, count = np.unique(code * units + unit, return_counts=True)
    return WalkedSteps(*np.divmod(pairs, units), count)


def chain(codes: StepCodes, parts: Sequence[WalkedSteps], units: int) -> CreditChain:
    """The chain of the steps of all people; there is at least one."""
    code = np.concatenate([part.code for part in parts])
    unit = np.concatenate([part.unit for part in parts])
    count = np.concatenate([part.count for part in parts])
    known, place = np.unique(code, return_inverse=True)
    counts = sparse.coo_array((count.astype(np.float64), (unit, place)), shape=(units, len(known))).tocsr()
    return CreditChain(codes.shape(known), counts)
