"""Intervals of one proportion."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]


@lru_cache(maxsize=64)
def normal_quantile(level: float) -> float:
    """The two-sided standard normal quantile of a confidence level: 0.95 gives 1.96.

    Raises ValueError unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"A confidence level lies between 0 and 1, not at {level}.")
    return float(ndtri(0.5 + level / 2))


def wilson(successes: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's score interval of a proportion, low and high ends as shares (0-1).

    `successes` and `n` are counts of any shape (they broadcast); fractions are allowed, as for effective
    sample sizes. Where n is 0 both ends are NaN. The ends are exactly 0 and 1 at no and at all successes.
    Raises ValueError unless 0 < level < 1.
    Source: Wilson 1927, J Am Stat Assoc 22:209; method 3 of Newcombe 1998, Stat Med 17:857.
    """
    z2 = normal_quantile(level) ** 2
    x = np.asarray(successes, dtype=float)
    size = np.asarray(n, dtype=float)
    size = np.where(size > 0, size, np.nan)
    failures = size - x
    centre = x + z2 / 2
    # max() guards the square root against rounding when weighted successes exceed n by a hair
    half = np.sqrt(z2) * np.sqrt(np.maximum(x * failures / size, 0) + z2 / 4)
    low = np.where(x <= 0, np.where(np.isnan(size), np.nan, 0.0), (centre - half) / (size + z2))
    high = np.where(failures <= 0, 1.0, (centre + half) / (size + z2))
    return low, high
