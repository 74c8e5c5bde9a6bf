"""Units: what the steps of one attempt must share besides the person (held properties, a session, a value).

The same search that keeps attempts within a person keeps them within a unit: a unit is a dense number for the
person and its values, and takes the place of the person in the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Positions
from touchpath.analysis.matching.attempts import StepEvents

Codes = NDArray[np.int64]


class TooManyUnitsError(RuntimeError):
    """The units of a block would leave int64: the block must be divided."""


@dataclass(frozen=True)
class Units:
    """The units of a block: the person of each, and its code in each of the parts that make it up."""

    person: NDArray[np.int64]
    codes: tuple[Codes, ...]

    def numbered(self, leading: int) -> Codes:
        """For each unit a number that units with the same person and `leading` first codes share, ascending."""
        change = np.diff(self.person, prepend=-1) != 0
        for codes in self.codes[:leading]:
            change |= np.diff(codes, prepend=-1) != 0
        return np.cumsum(change)


@dataclass(frozen=True)
class Regrouped:
    """Events of a step under keys of units; `order` are their positions in the array they came from."""

    events: StepEvents
    order: Positions


def regroup(
    steps: Sequence[StepEvents], parts: Sequence[Sequence[Codes]], space: KeySpace
) -> tuple[Units, list[Regrouped]]:
    """Put the events of every step under keys of units.

    `parts[p][k]` are the codes (>= 0) of part p for the events of step k. Units are sorted by person, then by the
    parts in turn. Raises TooManyUnitsError when there are more units than keys.
    """
    sizes = [len(step.keys) for step in steps]
    together = np.concatenate([space.owner(step.keys) for step in steps])
    for part in parts:
        codes = np.concatenate(list(part)).astype(np.int64)
        span = int(codes.max(initial=0)) + 1
        _, together = np.unique(together, return_inverse=True)
        together = together * span + codes
    _, where, unit = np.unique(together, return_index=True, return_inverse=True)
    if len(where) > space.capacity:
        raise TooManyUnitsError
    people = np.concatenate([space.owner(step.keys) for step in steps])[where]
    codes_of = tuple(np.concatenate(list(part)).astype(np.int64)[where] for part in parts)
    split = np.split(unit, np.cumsum(sizes)[:-1])
    return Units(people, codes_of), [_rekeyed(step, own, space) for step, own in zip(steps, split, strict=True)]


def _rekeyed(step: StepEvents, unit: NDArray[np.int64], space: KeySpace) -> Regrouped:
    keys: Keys = (unit << space.bits) | space.time(step.keys)
    order = np.argsort(keys, kind="stable")
    rows = None if step.rows is None else step.rows[order]
    return Regrouped(StepEvents(keys[order], rows), order)
