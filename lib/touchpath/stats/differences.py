"""Intervals and tests of two proportions, vectorised over tables.

Group 1 is the baseline, group 2 the change: a difference is p2 - p1, a ratio p2 / p1.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from touchpath.stats.proportions import Floats, normal_quantile, wilson

_BISECTIONS = 80  # halves a bracket of 80 natural log units below the rounding of a double


def newcombe(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Newcombe's hybrid score interval of the difference p2 - p1, as shares (-1 to 1).

    Successes and sizes broadcast; NaN where a group is empty.
    d - sqrt((p2-l2)^2 + (u1-p1)^2) and d + sqrt((u2-p2)^2 + (p1-l1)^2) with Wilson limits l, u.
    Source: Newcombe 1998, Stat Med 17:873, method 10.
    """
    p1, p2 = share(x1, n1), share(x2, n2)
    low1, high1 = wilson(x1, n1, level)
    low2, high2 = wilson(x2, n2, level)
    return join_limits(p1, low1, high1, p2, low2, high2)


def join_limits(
    p1: ArrayLike, low1: ArrayLike, high1: ArrayLike, p2: ArrayLike, low2: ArrayLike, high2: ArrayLike
) -> tuple[Floats, Floats]:
    """The interval of p2 - p1 recovered from each estimate's own limits (square-and-add).

    Any unit, arrays broadcast. With Wilson limits it is Newcombe's.
    Source: Zou & Donner 2008, Stat Med 27:1693.
    """
    a, low_a, high_a = (np.asarray(v, dtype=float) for v in (p1, low1, high1))
    b, low_b, high_b = (np.asarray(v, dtype=float) for v in (p2, low2, high2))
    difference = b - a
    low = difference - np.hypot(b - low_b, high_a - a)
    high = difference + np.hypot(high_b - b, a - low_a)
    return low, high


def share(successes: ArrayLike, n: ArrayLike) -> Floats:
    """successes / n, with NaN where n is 0."""
    size = np.asarray(n, dtype=float)
    return np.asarray(successes, dtype=float) / np.where(size > 0, size, np.nan)


def n_minus_1_chi_square(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[Floats, Floats]:
    """The N-1 chi-square test of two proportions: signed z (positive when p2 > p1) and two-sided p.

    z = (p2-p1) / sqrt(pbar(1-pbar)(1/n1+1/n2)) * sqrt((N-1)/N). NaN where nobody, or everybody, succeeded.
    Source: E. Pearson 1947; Campbell 2007, Stat Med 26:3661.
    """
    s1, s2 = (np.asarray(v, dtype=float) for v in (n1, n2))
    total = s1 + s2
    pooled = share(np.asarray(x1, dtype=float) + np.asarray(x2, dtype=float), total)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = pooled * (1 - pooled) * (1 / s1 + 1 / s2) * total / (total - 1)
        z = (share(x2, n2) - share(x1, n1)) / np.sqrt(np.where(variance > 0, variance, np.nan))
    return z, 2 * ndtr(-np.abs(z))


def smallest_expected(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """The smallest of the four cell counts expected if both groups had the pooled rate."""
    s1, s2 = (np.asarray(v, dtype=float) for v in (n1, n2))
    pooled = share(np.asarray(x1, dtype=float) + np.asarray(x2, dtype=float), s1 + s2)
    return np.asarray(np.minimum(s1, s2) * np.minimum(pooled, 1 - pooled))


def koopman(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Koopman's score interval of the ratio p2 / p1; 0 and infinity where an end is not bounded.

    Inverts the score test of p2 = ratio * p1 with both rates re-estimated under it. NaN where a group is
    empty or nobody succeeded at all. Source: Koopman 1984, Biometrics 40:513; closed form of the restricted
    rates in Miettinen & Nurminen 1985, Stat Med 4:213 (here without their N/(N-1)).
    """
    a, size1, b, size2 = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x1, n1, x2, n2)))
    z = normal_quantile(level)

    def score(log_ratio: Floats) -> Floats:
        return _ratio_score(np.exp(log_ratio), a, size1, b, size2)

    # the score falls as the ratio rises: it crosses +z at the low end and -z at the high end
    low = np.exp(_crossing(score, z, a.shape))
    high = np.exp(_crossing(score, -z, a.shape))
    known = (size1 > 0) & (size2 > 0) & (a + b > 0)
    low = np.where(known, np.where(b == 0, 0.0, low), np.nan)
    high = np.where(known, np.where(a == 0, np.inf, high), np.nan)
    return low, high


def _ratio_score(ratio: Floats, x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """Signed score statistic of p2 = ratio * p1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        a = (n1 + n2) * ratio
        b = -(n2 * ratio + x2 + n1 + x1 * ratio)
        c = x1 + x2
        # the smaller root, written so that it loses no digits when the ratio is tiny
        p1 = np.clip(2 * c / (-b + np.sqrt(np.maximum(b * b - 4 * a * c, 0))), 0, 1)
        p2 = np.clip(ratio * p1, 0, 1)
        variance = p2 * (1 - p2) / n2 + ratio**2 * p1 * (1 - p1) / n1
        difference = x2 / n2 - ratio * x1 / n1
        # 0 / 0 at a ratio of exactly 1 when everybody succeeded: no evidence against it
        return np.where(difference == 0, 0.0, difference / np.sqrt(variance))


def _crossing(falling: Callable[[Floats], Floats], target: float, shape: tuple[int, ...]) -> Floats:
    """Where a falling function of log ratio crosses the target, by bisection on all tables at once."""
    left: Floats = np.full(shape, -40.0)
    right: Floats = np.full(shape, 40.0)
    for _ in range(_BISECTIONS):
        middle = (left + right) / 2
        above = falling(middle) > target
        left, right = np.where(above, middle, left), np.where(above, right, middle)
    return (left + right) / 2


def odds_ratio(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Odds ratio of group 2 against group 1 with its interval: (estimate, low, high).

    The logit interval with 1/2 added to every cell, so that empty cells give a wide interval, not none.
    NaN where a group is empty. Source: Gart 1966, Biometrika 53:538; Agresti 1999, Biometrics 55:597.
    """
    a, size1, b, size2 = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x1, n1, x2, n2)))
    empty = (size1 <= 0) | (size2 <= 0)
    cells = [np.where(empty, np.nan, cell + 0.5) for cell in (b, size2 - b, a, size1 - a)]
    log_ratio = np.log(cells[0]) - np.log(cells[1]) - np.log(cells[2]) + np.log(cells[3])
    half = normal_quantile(level) * np.sqrt(np.sum([1 / cell for cell in cells], axis=0))
    return np.exp(log_ratio), np.exp(log_ratio - half), np.exp(log_ratio + half)
