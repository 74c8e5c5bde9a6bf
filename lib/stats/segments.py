"""Many personas and channels: overall, alike or not, which ones, and how to rank them.

Arrays hold one entry per segment: successes and people of the baseline (1) and of the changed group (2).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import StratifiedTable

from lib.stats.ab_test import rate_test
from lib.stats.differences import newcombe, share
from lib.stats.multiplicity import Correction, adjust
from lib.stats.proportions import Floats, normal_quantile
from lib.stats.results import Estimate, unavailable


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """Do segments differ in their effect? On the ratio scale (odds) and on the points scale (differences)."""

    odds: Estimate
    points: Estimate

    def differ(self, alpha: float = 0.05) -> bool:
        """Whether both scales say so; one scale alone may only reflect different baselines."""
        return self.odds.p_value <= alpha and self.points.p_value <= alpha


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


def stratified(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, correction: bool = False, level: float = 0.95
) -> Estimate:
    """Cochran-Mantel-Haenszel test over segments; the estimate is the common odds ratio of group 2 against 1.

    Interval after Robins, Breslow & Greenland 1986. `correction` subtracts 1/2 as R does by default; without
    it the rate of false alarms is nearer to nominal. Source: Mantel & Haenszel 1959, JNCI 22:719.
    """
    tables, people = _tables(x1, n1, x2, n2)
    if tables.shape[2] == 0:
        return unavailable("Cochran-Mantel-Haenszel", "No segment has people in both groups.", level=level)
    if tables[:, 0].sum() == 0 or tables[:, 1].sum() == 0:
        return unavailable("Cochran-Mantel-Haenszel", "The outcome does not vary.", n=people, level=level)
    table = StratifiedTable(tables)
    with np.errstate(divide="ignore", invalid="ignore"):
        test = table.test_null_odds(correction=correction)
        low, high = table.oddsratio_pooled_confint(alpha=1 - level)
        return Estimate(
            float(table.oddsratio_pooled),
            float(low),
            float(high),
            float(test.pvalue),
            people,
            "Cochran-Mantel-Haenszel",
            statistic=float(test.statistic),
            df=1,
            level=level,
        )


def homogeneity(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Homogeneity:
    """Whether the effect differs between segments: Breslow-Day-Tarone on odds, Cochran Q on differences.

    Sources: Breslow & Day 1980 with Tarone 1985, Biometrika 72:91; Cochran 1954, Biometrics 10:101, with
    weights 1/variance after adding one success and one failure to each group, so that none is infinite.
    """
    tables, people = _tables(x1, n1, x2, n2)
    return Homogeneity(_breslow_day_tarone(tables, people), _cochran_q(x1, n1, x2, n2, people))


def _breslow_day_tarone(tables: Floats, people: float) -> Estimate:
    """The Breslow-Day test with Tarone's correction on tables of shape (2, 2, segments).

    The estimate is the common odds ratio. statsmodels divides by 0 where that is exactly 1, hence our own.
    """
    kept = tables[:, :, (tables.sum(axis=0) > 0).all(axis=0)]
    method = "Breslow-Day-Tarone"
    if kept.shape[2] < 2:
        return unavailable(method, "Fewer than two segments have both outcomes in both groups.", n=people)
    (a, b), (c, d) = kept
    total = a + b + c + d
    gained, lost = float((a * d / total).sum()), float((b * c / total).sum())
    if gained == 0 or lost == 0:
        return unavailable(method, "The common odds ratio is 0 or infinite.", n=people)
    common = gained / lost
    expected, variance = _cell_under_common_odds(a + b, a + c, total, common)
    misfit = a - expected
    statistic = float((misfit**2 / variance).sum() - misfit.sum() ** 2 / variance.sum())
    df = kept.shape[2] - 1
    p_value = float(chi2.sf(statistic, df))
    return Estimate(common, nan, nan, p_value, people, method, statistic=statistic, df=df)


def _cell_under_common_odds(row: Floats, column: Floats, total: Floats, odds: float) -> tuple[Floats, Floats]:
    """Expected first cell of 2 x 2 tables with given margins and odds ratio, and its variance."""
    product = odds * row * column
    b = total - row - column + odds * (row + column)
    # the root of (1 - odds) a^2 + b a - product = 0 between the bounds, written without dividing by 1 - odds
    a = 2 * product / (b + np.sqrt(b * b + 4 * (1 - odds) * product))
    variance = 1 / (1 / a + 1 / (row - a) + 1 / (column - a) + 1 / (total - row - column + a))
    return a, variance


def _cochran_q(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, people: float) -> Estimate:
    """Cochran's Q of the differences; the estimate is their inverse-variance mean in shares."""
    d, variance = _differences(x1, n1, x2, n2)
    d, variance = d[~np.isnan(d)], variance[~np.isnan(d)]
    if d.size < 2:
        return unavailable("Cochran Q", "Fewer than two segments have people in both groups.", n=people)
    mean, q = _fixed_mean(d, variance)
    p_value = float(chi2.sf(q, d.size - 1))
    return Estimate(mean, nan, nan, p_value, people, "Cochran Q", statistic=q, df=d.size - 1)


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
    _, q = _fixed_mean(y, v)
    tau2 = max(0.0, (q - (y.size - 1)) / float(w.sum() - (w**2).sum() / w.sum()))
    mean, mean_variance = float((y / (tau2 + v)).sum() / (1 / (tau2 + v)).sum()), 1 / (1 / (tau2 + v)).sum()
    b = tau2 / (tau2 + np.where(known, error, nan) ** 2)
    value = mean + b * (d - mean)
    half = normal_quantile(level) * np.sqrt(b * error**2 + (1 - b) ** 2 * mean_variance)
    return Shrunken(value, value - half, value + half, mean, tau2)


def shrink_rates(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Shrunken:
    """Empirical-Bayes differences of rates by segment (shares), from the counts of both groups."""
    d, variance = _differences(x1, n1, x2, n2)
    return shrink(d, np.sqrt(variance), level)


def _differences(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[Floats, Floats]:
    """Differences p2 - p1 and their variances, the latter after adding one success and one failure a group."""
    d = share(x2, n2) - share(x1, n1)
    variance = np.zeros(d.shape)
    for x, n in ((x1, n1), (x2, n2)):
        size = np.asarray(n, dtype=float) + 2
        p = (np.asarray(x, dtype=float) + 1) / size
        variance = variance + p * (1 - p) / size
    return d, np.where(np.isnan(d), nan, variance)


def _fixed_mean(d: Floats, variance: Floats) -> tuple[float, float]:
    """Inverse-variance mean and the weighted sum of squares about it."""
    w = 1 / variance
    mean = float((w * d).sum() / w.sum())
    return mean, float((w * (d - mean) ** 2).sum())


def _tables(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[Floats, float]:
    """2 x 2 tables (group 2 first; success first) of the segments with people in both groups, and all people."""
    a, m, b, n = (np.atleast_1d(np.asarray(v, dtype=float)) for v in (x1, n1, x2, n2))
    both = (m > 0) & (n > 0)
    tables = np.array([[b[both], (n - b)[both]], [a[both], (m - a)[both]]])
    return tables, float(m.sum() + n.sum())
