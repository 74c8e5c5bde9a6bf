"""Lengths of time that people speak of: the bars over how long a funnel took."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
SPANS: tuple[float, ...] = (
    *(0, 10, 30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY),
    *(30 * _DAY, 60 * _DAY, 90 * _DAY, 180 * _DAY, 365 * _DAY, float("inf")),
)
"""Edges of the bars in seconds: times of a funnel run from seconds to months, so equal widths would show nothing."""


def in_spans(seconds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Edges and counts of the spans from the first to the last that holds anybody (low edge included)."""
    edges = np.array(SPANS)
    counts = np.bincount(np.searchsorted(edges, seconds, side="right") - 1, minlength=len(edges) - 1)
    filled = np.flatnonzero(counts)
    if not len(filled):
        return edges[:1], counts[:0]
    return edges[filled[0] : filled[-1] + 2], counts[filled[0] : filled[-1] + 1]
