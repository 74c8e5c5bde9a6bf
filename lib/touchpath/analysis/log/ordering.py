"""Rows in the order of the few groups they belong to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_RADIX_SORTED = 32_000
"""So many groups have numbers of two bytes, which numpy sorts in a time that grows with the count of rows alone."""


def by_group(of: NDArray[np.int32], groups: int) -> NDArray[np.int64]:
    """The places of rows in the order of their groups (0 to groups - 1); within a group as they stand."""
    return np.argsort(of.astype(np.int16) if groups < _RADIX_SORTED else of, kind="stable")
