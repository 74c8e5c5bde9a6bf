"""Medians of groups whose values lie in several pieces."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.engine.arrays import computed

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


def grouped_medians(pieces: Sequence[tuple[Floats, Integers]], groups: int) -> Floats:
    """The median of each group, NaN of an empty one; pieces hold values by group, and how many each group has."""
    ends = [np.cumsum(sizes) for _, sizes in pieces]

    def median(group: int) -> float:
        own = [
            values[end[group] - sizes[group] : end[group]] for (values, sizes), end in zip(pieces, ends, strict=True)
        ]
        together = np.concatenate(own) if own else np.zeros(0)
        middle = [(len(together) - 1) // 2, len(together) // 2]
        return float(np.partition(together, middle)[middle].sum() / 2) if len(together) else nan

    return np.array(computed(median, range(groups)), dtype=np.float64)
