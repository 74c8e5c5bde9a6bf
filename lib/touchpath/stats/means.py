"""Means per person of two groups: Welch, pooled, CUPED, and the studentised permutation for revenue.

Every difference is group 2 minus group 1 in the unit of the values; one value per person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import comb, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import binom, stdtr, stdtrit

from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate, unavailable

MIN_CUPED_CORRELATION_SQUARED = 0.1
_FEW = "Each group needs at least two people."
_CONSTANT = "The values do not vary."
_ALIKE = "The values do not vary: everybody in both groups has the same."
_CLEAN = "The values do not vary within a group, so there is no range."
_NOISE = 1e-12  # the part of a mean that sums of floats may be off by


@dataclass(frozen=True, slots=True)
class MeanMoments:
    """What a test of means needs of a group: how many people, their mean and their variance (over n - 1)."""

    n: float
    mean: float
    variance: float


def moments(values: ArrayLike) -> MeanMoments:
    """The moments of an array; NaN where there are too few values for them."""
    x = np.asarray(values, dtype=float)
    if x.size > 1 and x.min() == x.max():  # sums of floats would give equal values a variance
        return MeanMoments(x.size, float(x[0]), 0.0)
    mean = float(x.mean()) if x.size else nan
    return MeanMoments(x.size, mean, float(x.var(ddof=1)) if x.size > 1 else nan)


def mean_interval(values: MeanMoments, level: float = 0.95) -> Estimate:
    """The mean of one group with its t interval; no test."""
    method = "t interval"
    if values.n < 2 or not values.variance > 0:
        reason = "At least two people are needed." if values.n < 2 else _CONSTANT
        return unavailable(method, reason, estimate=values.mean, n=values.n, level=level)
    shown = _t_estimate(values.mean, sqrt(values.variance / values.n), values.n - 1, values.n, method, level)
    return replace(shown, p_value=nan, statistic=nan)


def welch(a: MeanMoments, b: MeanMoments, level: float = 0.95) -> Estimate:
    """Welch's t test and interval of mean b - mean a. Source: Welch 1947, Biometrika 34:28."""
    if min(a.n, b.n) < 2:
        return unavailable("Welch t", _FEW, estimate=b.mean - a.mean, n=a.n + b.n, level=level)
    share_a, share_b = a.variance / a.n, b.variance / b.n
    variance = share_a + share_b
    if _is_noise(variance, a, b):
        return _without_variation(a, b, "Welch t", level)
    df = variance**2 / (share_a**2 / (a.n - 1) + share_b**2 / (b.n - 1))
    return _t_estimate(b.mean - a.mean, sqrt(variance), df, a.n + b.n, "Welch t", level)


def pooled(a: MeanMoments, b: MeanMoments, level: float = 0.95) -> Estimate:
    """Student's t test and interval of mean b - mean a with one variance for both groups."""
    if min(a.n, b.n) < 2:
        return unavailable("pooled t", _FEW, estimate=b.mean - a.mean, n=a.n + b.n, level=level)
    df = a.n + b.n - 2
    variance = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df
    if _is_noise(variance, a, b):
        return _without_variation(a, b, "pooled t", level)
    return _t_estimate(b.mean - a.mean, sqrt(variance * (1 / a.n + 1 / b.n)), df, a.n + b.n, "pooled t", level)


def _is_noise(variance: float, a: MeanMoments, b: MeanMoments) -> bool:
    """Whether a variance is none, or what sums of floats leave of none."""
    return variance <= (_NOISE * max(abs(a.mean), abs(b.mean))) ** 2


def _without_variation(a: MeanMoments, b: MeanMoments, method: str, level: float) -> Estimate:
    """Two groups of one value each: the difference, and why it has no error."""
    difference, n = b.mean - a.mean, a.n + b.n
    if abs(difference) <= _NOISE * max(abs(a.mean), abs(b.mean)):
        return unavailable(method, _ALIKE, estimate=0.0, n=n, level=level)
    return unavailable(method, _CLEAN, estimate=difference, n=n, level=level)


def exact_if_constant(found: Estimate, a: MeanMoments, b: MeanMoments) -> Estimate:
    """A comparison of two randomised groups; the exact p where it has none, as each group has one value of its own.

    No way to draw the groups is more extreme than that, and at most one other is as extreme: p = 2 / ways to draw
    them. There is no interval. Source: Fisher 1935, The Design of Experiments, ch. 3.
    """
    constant = min(a.n, b.n) > 1 and _is_noise(a.variance + b.variance, a, b)
    if not constant or found.estimate == 0:
        return found
    p_value = min(1.0, 2 / float(binom(a.n + b.n, a.n)))
    return replace(found, p_value=p_value, method="exact, no variation within groups")


def _t_estimate(estimate: float, error: float, df: float, n: float, method: str, level: float) -> Estimate:
    """A t test and interval from an estimate and its standard error."""
    if not error > 0:
        return unavailable(method, _CONSTANT, estimate=estimate, n=n, level=level)
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    p_value = float(2 * stdtr(df, -abs(estimate) / error))
    return Estimate(
        estimate,
        estimate - half,
        estimate + half,
        p_value,
        n,
        method,
        standard_error=error,
        statistic=estimate / error,
        df=df,
        level=level,
    )


def cuped(
    outcome_a: ArrayLike, before_a: ArrayLike, outcome_b: ArrayLike, before_b: ArrayLike, level: float = 0.95
) -> Estimate:
    """Welch on outcomes adjusted by each person's value before entry, where that explains 10 % or more.

    theta = sum of within-group covariances / sum of within-group variances; with a squared within-group
    correlation under .1 the plain Welch test is returned (see `method`). Arrays pair up person by person.
    Source: Deng, Xu, Kohavi & Walker 2013, WSDM. Raises ValueError where the pairs do not match up.
    """
    groups = [
        (np.asarray(y, dtype=float), np.asarray(x, dtype=float))
        for y, x in ((outcome_a, before_a), (outcome_b, before_b))
    ]
    if any(y.shape != x.shape for y, x in groups):
        raise ValueError("Every person needs an outcome and a value before entry.")
    plain = welch(moments(groups[0][0]), moments(groups[1][0]), level)
    if plain.reason is not None:
        return plain
    centred = [(y - y.mean(), x - x.mean()) for y, x in groups]
    cross = sum(float(y @ x) for y, x in centred)
    within_x = sum(float(x @ x) for _, x in centred)
    within_y = sum(float(y @ y) for y, _ in centred)
    if within_x <= 0 or cross**2 < MIN_CUPED_CORRELATION_SQUARED * within_x * within_y:
        return plain
    theta = cross / within_x
    centre = np.concatenate([x for _, x in groups]).mean()
    adjusted = [moments(y - theta * (x - centre)) for y, x in groups]
    found = welch(adjusted[0], adjusted[1], level)
    return plain if found.reason is not None else replace(found, method="Welch t, CUPED-adjusted")


def brunner_munzel(a: ArrayLike, b: ArrayLike, level: float = 0.95) -> Estimate:
    """Brunner-Munzel test of ordinal scores: is a score of group b larger than one of group a?

    The estimate is P(a < b) + P(a = b)/2 (0.5 without a difference) with its t interval kept inside 0 to 1.
    Groups that do not overlap get an exact p and no interval. Needs 10 or so people a group.
    Source: Brunner & Munzel 2000, Biom J 42:17.
    """
    x, y = np.sort(np.asarray(a, dtype=float)), np.sort(np.asarray(b, dtype=float))
    if min(x.size, y.size) < 2:
        return unavailable("Brunner-Munzel", _FEW, n=x.size + y.size, level=level)
    place_x, place_y = _placements(x, y), _placements(y, x)
    superiority = float(place_y.mean())
    share_x, share_y = (float(place.var(ddof=1)) / place.size for place in (place_x, place_y))
    variance = share_x + share_y
    if variance <= 0:
        return _without_overlap(superiority, x.size, y.size, level)
    df = variance**2 / (share_x**2 / (x.size - 1) + share_y**2 / (y.size - 1))
    shown = _t_estimate(superiority - 0.5, sqrt(variance), df, x.size + y.size, "Brunner-Munzel", level)
    low, high = max(shown.low + 0.5, 0.0), min(shown.high + 0.5, 1.0)
    return replace(shown, estimate=superiority, low=low, high=high)


def _without_overlap(superiority: float, n1: int, n2: int, level: float) -> Estimate:
    """Scores that do not overlap have no variance, but an exact p: no other arrangement is more extreme."""
    method = "Brunner-Munzel"
    if superiority == 0.5:
        return unavailable(method, "The scores do not vary.", estimate=superiority, n=n1 + n2, level=level)
    p_value = min(1.0, 2 / comb(n1 + n2, n1))
    reason = "The scores of the two groups do not overlap, so there is no interval."
    return Estimate(superiority, nan, nan, p_value, n1 + n2, f"{method}, exact", reason, level=level)


def _placements(own: Floats, other: Floats) -> Floats:
    """For each own value the share of the other group below it, ties counted half; both arrays sorted."""
    below = np.searchsorted(other, own, side="left") + np.searchsorted(other, own, side="right")
    return np.asarray(below / (2 * other.size))
