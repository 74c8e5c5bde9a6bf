"""Adjusted p-values when many questions are asked at once; the family is every cell shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.proportions import Floats

Correction = Literal["holm", "bh"]


def holm(p_values: ArrayLike) -> Floats:
    """Holm's step-down adjusted p-values, for "which of these changed?" (family-wise error).

    A 1-d array; NaN (a test that could not run) stays NaN and does not count. Source: Holm 1979.
    """
    return _adjust(p_values, lambda ranked, m: np.maximum.accumulate(ranked * (m - np.arange(m))))


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Benjamini-Hochberg adjusted p-values, for exploring (false discovery rate).

    A 1-d array; NaN (a test that could not run) stays NaN and does not count.
    Source: Benjamini & Hochberg 1995, JRSSB 57:289.
    """
    return _adjust(p_values, lambda ranked, m: np.minimum.accumulate((ranked * m / np.arange(1, m + 1))[::-1])[::-1])


def adjust(p_values: ArrayLike, correction: Correction) -> Floats:
    """Adjusted p-values by the named correction."""
    return holm(p_values) if correction == "holm" else benjamini_hochberg(p_values)


def _adjust(p_values: ArrayLike, step: Callable[[Floats, int], Floats]) -> Floats:
    """Rank the p-values that exist, adjust them by the step rule, and put them back in place."""
    p = np.asarray(p_values, dtype=float)
    present = np.flatnonzero(~np.isnan(p))
    order = present[np.argsort(p[present], kind="stable")]
    adjusted = np.full(p.shape, np.nan)
    if order.size:
        adjusted[order] = np.minimum(step(p[order], order.size), 1.0)
    return adjusted
