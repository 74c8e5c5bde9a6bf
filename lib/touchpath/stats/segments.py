"""Many personas and channels: which of them changed, and how to rank them.

Arrays hold one entry per segment: successes and people of the baseline (1) and of the changed group (2).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.ab_test import rate_test
from touchpath.stats.differences import newcombe, share
from touchpath.stats.multiplicity import Correction, adjust
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate
from touchpath.stats.strata import fixed_mean, smoothed_differences


@dataclass(frozen=True, slots=True)
class SegmentEffect:
    """One segment's difference (shares) with its Newcombe interval; the p-value is before adjustment."""

    difference: Estimate
    adjusted_p: float


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Estimates pulled towards their common mean by how little each one tells; for ranking.

    `between_variance` is the variance of true effects between segments; 0 says they may all be the same.
    """

    estimate: Floats
    low: Floats
    high: Floats
    mean: float
    between_variance: float


def compare_segments(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, correction: Correction = "holm", level: float = 0.95
) -> tuple[SegmentEffect, ...]:
    """Group 2 against group 1 in every segment: "holm" answers which changed, "bh" is for exploring.

    Each by the A/B test of rates; the family is all segments passed, so pass every cell shown.
    """
    base, base_n, changed, changed_n = (np.atleast_1d(np.asarray(v)).astype(int) for v in (x1, n1, x2, n2))
    lows, highs = newcombe(base, base_n, changed, changed_n, level)
    gaps = share(changed, changed_n) - share(base, base_n)
    effects = []
    for a, m, b, n, gap, low, high in zip(base, base_n, changed, changed_n, gaps, lows, highs, strict=True):
        p_value, test = rate_test(int(a), int(m), int(b), int(n))
        reason = "A group has nobody in it." if min(m, n) < 1 else None
        method = f"{test}; Newcombe interval"
        effects.append(
            Estimate(float(gap), float(low), float(high), p_value, float(m + n), method, reason, level=level)
        )
    adjusted = adjust([effect.p_value for effect in effects], correction)
    return tuple(SegmentEffect(effect, float(p)) for effect, p in zip(effects, adjusted, strict=True))


def compare_with_rest(
    x: ArrayLike, n: ArrayLike, correction: Correction = "bh", level: float = 0.95
) -> tuple[SegmentEffect, ...]:
    """Every segment's rate minus the rate of all the others, never of a total that contains it.

    With two axes, shape (steps, segments), the rest is taken within a step and the family is the whole table;
    the answer is in row order. A segment without a rest has NaN and a reason.
    """
    successes, people = (np.atleast_2d(np.asarray(v)).astype(int) for v in (x, n))
    rest, rest_people = (count.sum(axis=1, keepdims=True) - count for count in (successes, people))
    return compare_segments(rest.ravel(), rest_people.ravel(), successes.ravel(), people.ravel(), correction, level)


def shrink(estimates: ArrayLike, standard_errors: ArrayLike, level: float = 0.95) -> Shrunken:
    """Empirical-Bayes estimates of segments, any unit: each weighs its own value against the common mean.

    Between-segment variance by DerSimonian & Laird 1986; shrunken = mean + B (estimate - mean) with
    B = tau^2/(tau^2 + se^2), and variance B se^2 + (1-B)^2 Var(mean). Source: Morris 1983, JASA 78:47.
    Segments without an estimate stay NaN; all are NaN with fewer than two.
    """
    d, error = (np.asarray(v, dtype=float) for v in (estimates, standard_errors))
    known = np.isfinite(d) & (error > 0)
    if known.sum() < 2:
        missing = np.full(d.shape, nan)
        return Shrunken(missing, missing, missing, nan, nan)
    y, v = d[known], error[known] ** 2
    w = 1 / v
    _, q = fixed_mean(y, v)
    tau2 = max(0.0, (q - (y.size - 1)) / float(w.sum() - (w**2).sum() / w.sum()))
    mean, mean_variance = float((y / (tau2 + v)).sum() / (1 / (tau2 + v)).sum()), 1 / (1 / (tau2 + v)).sum()
    b = tau2 / (tau2 + np.where(known, error, nan) ** 2)
    value = mean + b * (d - mean)
    half = normal_quantile(level) * np.sqrt(b * error**2 + (1 - b) ** 2 * mean_variance)
    return Shrunken(value, value - half, value + half, mean, tau2)


def shrink_rates(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Shrunken:
    """Empirical-Bayes differences of rates by segment (shares), from the counts of both groups."""
    d, variance = smoothed_differences(x1, n1, x2, n2)
    return shrink(d, np.sqrt(variance), level)
