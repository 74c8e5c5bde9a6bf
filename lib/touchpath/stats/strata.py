"""One effect over many segments: is there one overall, and is it the same everywhere?

Arrays hold one entry per segment: successes and people of the baseline (1) and of the changed group (2).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from touchpath.stats.differences import share
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """Do segments differ in their effect? On the ratio scale (odds) and on the points scale (differences)."""

    odds: Estimate
    points: Estimate

    def differ(self, alpha: float = 0.05) -> bool:
        """Whether both scales say so; one scale alone may only reflect different baselines."""
        return self.odds.p_value <= alpha and self.points.p_value <= alpha


def stratified(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, *, correction: bool = False, level: float = 0.95
) -> Estimate:
    """Cochran-Mantel-Haenszel test over segments; the estimate is the common odds ratio of group 2 against 1.

    Interval after Robins, Breslow & Greenland 1986. `correction` subtracts 1/2 as R does by default; without
    it the rate of false alarms is nearer to nominal. Source: Mantel & Haenszel 1959, JNCI 22:719.
    """
    method = "Cochran-Mantel-Haenszel"
    tables, people = _tables(x1, n1, x2, n2)
    if tables.shape[2] == 0:
        return unavailable(method, "No segment has people in both groups.", level=level)
    (a, b), (c, d) = tables
    n = a + b + c + d
    expected = (a + b) * (a + c) / n
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * np.maximum(n - 1, 1))).sum())
    if variance == 0:
        return unavailable(method, "The outcome does not vary within any segment.", n=people, level=level)
    distance = max(abs(float((a - expected).sum())) - (0.5 if correction else 0.0), 0.0)
    statistic = distance**2 / variance
    odds, low, high = _common_odds(a * d / n, b * c / n, (a + d) / n, (b + c) / n, level)
    reason = None if np.isfinite(low) else "The common odds ratio is 0 or infinite, so it has no interval."
    p_value = float(chdtrc(1, statistic))
    return Estimate(odds, low, high, p_value, people, method, reason, statistic=statistic, df=1, level=level)


def _common_odds(r: Floats, s: Floats, p: Floats, q: Floats, level: float) -> tuple[float, float, float]:
    """Mantel-Haenszel odds ratio with the interval of Robins, Breslow & Greenland, from their terms by segment."""
    gained, lost = float(r.sum()), float(s.sum())
    if gained == 0 or lost == 0:
        return (nan if gained == lost else inf if lost == 0 else 0.0), nan, nan
    variance = (p * r).sum() / (2 * gained**2) + (q * s).sum() / (2 * lost**2)
    variance += (p * s + q * r).sum() / (2 * gained * lost)
    half = normal_quantile(level) * sqrt(float(variance))
    odds = gained / lost
    return odds, odds * exp(-half), odds * exp(half)


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
    p_value = float(chdtrc(df, statistic))
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
    d, variance = smoothed_differences(x1, n1, x2, n2)
    d, variance = d[~np.isnan(d)], variance[~np.isnan(d)]
    if d.size < 2:
        return unavailable("Cochran Q", "Fewer than two segments have people in both groups.", n=people)
    mean, q = fixed_mean(d, variance)
    p_value = float(chdtrc(d.size - 1, q))
    return Estimate(mean, nan, nan, p_value, people, "Cochran Q", statistic=q, df=d.size - 1)


def smoothed_differences(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> tuple[Floats, Floats]:
    """Differences p2 - p1 and their variances, the latter after adding one success and one failure a group."""
    d = share(x2, n2) - share(x1, n1)
    variance = np.zeros(d.shape)
    for x, n in ((x1, n1), (x2, n2)):
        size = np.asarray(n, dtype=float) + 2
        p = (np.asarray(x, dtype=float) + 1) / size
        variance = variance + p * (1 - p) / size
    return d, np.where(np.isnan(d), nan, variance)


def fixed_mean(d: Floats, variance: Floats) -> tuple[float, float]:
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
