"""The range in which the next value of a series is expected, from the values before it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy.stats import t as student

FEWEST = 8
"""Values before the one that is judged; with fewer the range says too little."""


def usual_range(before: Sequence[float], level: float = 0.95) -> tuple[float, float] | None:
    """Low and high end of the value that follows `before`, in its unit; None with fewer than 8 values.

    The prediction interval of a straight line fitted by least squares (Draper and Smith 1998, Applied Regression
    Analysis, 3.1): a steady rise is usual, a step is not. Values of neighbouring periods are taken as independent
    about the line. Raises ValueError unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1, not at {level}.")
    n = len(before)
    if n < FEWEST:
        return None
    x, y = np.arange(n) - (n - 1) / 2, np.asarray(before, dtype=float)
    squares, at = float(x @ x), (n + 1) / 2
    slope = float(x @ y) / squares
    left = y - y.mean() - slope * x
    error = sqrt(float(left @ left) / (n - 2) * (1 + 1 / n + at**2 / squares))
    middle, reach = float(y.mean()) + slope * at, float(student.ppf(0.5 + level / 2, n - 2)) * error
    return middle - reach, middle + reach
