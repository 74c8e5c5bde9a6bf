"""Medians of groups whose values lie in several pieces."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.ordering import by_group
from touchpath.engine.arrays import computed

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


_MOST_SLICES = 1 << 18
"""Slices of pieces are looked up one by one up to so many; beyond, sorting by group is sooner done."""


def grouped_medians(pieces: Sequence[tuple[Floats, Integers]], groups: int) -> Floats:
    """The median of each group, NaN of an empty one; pieces hold values by group, and how many each group has."""
    if len(pieces) * groups > _MOST_SLICES:
        pieces = [_one_piece(pieces, groups)]
    ends = [np.cumsum(sizes) for _, sizes in pieces]

    def median(group: int) -> float:
        own = [
            values[end[group] - sizes[group] : end[group]] for (values, sizes), end in zip(pieces, ends, strict=True)
        ]
        together = np.concatenate(own) if own else np.zeros(0)
        middle = [(len(together) - 1) // 2, len(together) // 2]
        return float(np.partition(together, middle)[middle].sum() / 2) if len(together) else nan

    return np.array(computed(median, range(groups)), dtype=np.float64)


def _one_piece(pieces: Sequence[tuple[Floats, Integers]], groups: int) -> tuple[Floats, Integers]:
    """All pieces as one."""
    sizes = np.sum([sizes for _, sizes in pieces], axis=0)
    numbers = np.arange(groups, dtype=np.int32)
    order = by_group(np.concatenate([np.repeat(numbers, own) for _, own in pieces]), groups)
    return np.concatenate([values for values, _ in pieces])[order], sizes
