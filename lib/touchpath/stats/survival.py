"""Time to churn with people still under observation: Kaplan-Meier, log-rank, restricted mean, day-N rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr

from touchpath.stats.differences import join_limits
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable

MIN_AT_RISK = 10


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Kaplan-Meier estimate at each distinct time (ascending): share not yet churned, with its interval.

    `at_risk` people are observed just before the time, `events` churn at it. `low` and `high` are the
    complementary log-log interval; NaN where the variance is not defined (everybody churned).
    """

    times: Floats
    at_risk: Floats
    events: Floats
    survival: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    level: float

    @property
    def people(self) -> float:
        """People at the start."""
        return float(self.at_risk[0]) if self.at_risk.size else 0.0

    def at(self, time: float) -> Estimate:
        """The share not yet churned at a time, with its complementary log-log interval; no test."""
        i = int(np.searchsorted(self.times, time, side="right")) - 1
        if self.people == 0 or (self.times.size and time > self.times[-1] and self.survival[-1] > 0):
            return unavailable("Kaplan-Meier", "Nobody was observed that long.", n=self.people, level=self.level)
        if i < 0 or self.survival[i] == 1:
            return Estimate(1.0, nan, nan, nan, self.people, "Kaplan-Meier", "Nobody had churned yet.")
        return Estimate(
            float(self.survival[i]),
            float(self.low[i]),
            float(self.high[i]),
            nan,
            self.people,
            "Kaplan-Meier",
            standard_error=float(self.standard_error[i]),
            level=self.level,
        )

    def median(self) -> Estimate:
        """The time by which half had churned, with the Brookmeyer-Crowley interval; infinite if not reached."""
        value, low, high = (_first_at_half(self.times, s) for s in (self.survival, self.low, self.high))
        reason = "Fewer than half had churned by the end of observation." if value == inf else None
        return Estimate(value, low, high, nan, self.people, "Kaplan-Meier median", reason, level=self.level)


def kaplan_meier(
    durations: ArrayLike, observed: ArrayLike, people: ArrayLike | None = None, level: float = 0.95
) -> SurvivalCurve:
    """The Kaplan-Meier curve of times to churn; `observed` is false where the person was still active.

    `people` counts how many people share each (duration, observed) pair; default one each. Variance after
    Greenwood; interval on the complementary log-log scale. Raises ValueError for negative durations.
    Source: Kaplan & Meier 1958, JASA 53:457; Kalbfleisch & Prentice 1980.
    """
    duration, churned = np.asarray(durations, dtype=float), np.asarray(observed, dtype=bool)
    count = np.ones_like(duration) if people is None else np.asarray(people, dtype=float)
    if np.any(duration < 0):
        raise ValueError("Durations are not negative.")
    times, index = np.unique(duration, return_inverse=True)
    leaving = np.bincount(index, weights=count, minlength=times.size).astype(float)
    events = np.bincount(index, weights=count * churned, minlength=times.size).astype(float)
    at_risk = leaving[::-1].cumsum()[::-1]
    survival = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events)))
        error = survival * np.sqrt(greenwood)
        half = normal_quantile(level) * np.sqrt(greenwood) / np.abs(np.log(survival))
        low, high = survival ** np.exp(half), survival ** np.exp(-half)
    gone = survival == 0
    error, low, high = (np.where(gone, nan, values) for values in (error, low, high))
    return SurvivalCurve(times, at_risk, events, survival, error, low, high, level)


def log_rank(curves: Sequence[SurvivalCurve]) -> Estimate:
    """Log-rank test that all groups churn alike; statistic chi-square with (groups - 1) degrees of freedom.

    `estimate` is NaN: the size of the difference is `rmst_difference`. Source: Mantel 1966; Peto & Peto 1972.
    Raises ValueError for fewer than two groups.
    """
    if len(curves) < 2:
        raise ValueError("A comparison needs two groups.")
    total = sum(curve.people for curve in curves)
    times = np.unique(np.concatenate([curve.times[curve.events > 0] for curve in curves]))
    if min(curve.people for curve in curves) == 0 or times.size == 0:
        return unavailable("log-rank", "A group has nobody, or nobody has churned.", n=total)
    risk, events = (np.stack(table) for table in zip(*(_on_grid(c, times) for c in curves), strict=True))
    all_risk, all_events = risk.sum(0), events.sum(0)
    excess = (events - risk * all_events / all_risk).sum(1)[:-1]
    factor = all_events * (all_risk - all_events) / np.maximum(all_risk - 1, 1)
    shares = risk / all_risk
    covariance = np.diag((shares * factor).sum(1)) - (shares * factor) @ shares.T
    covariance = covariance[:-1, :-1]
    if np.linalg.matrix_rank(covariance) < len(excess):
        return unavailable("log-rank", "The groups were never observed together at a churn.", n=total)
    statistic = float(excess @ np.linalg.solve(covariance, excess))
    df = len(excess)
    return Estimate(nan, nan, nan, float(chdtrc(df, statistic)), total, "log-rank", statistic=statistic, df=df)


def _on_grid(curve: SurvivalCurve, times: Floats) -> tuple[Floats, Floats]:
    """People at risk and churning at each of the given times."""
    i = np.searchsorted(curve.times, times, side="left")
    risk = np.append(curve.at_risk, 0.0)[i]
    same = np.append(curve.times, nan)[i] == times
    return risk, np.where(same, np.append(curve.events, 0.0)[i], 0.0)


def common_horizon(curves: Sequence[SurvivalCurve], min_at_risk: int = MIN_AT_RISK) -> float:
    """How far all curves can be trusted: the smallest last time with at least 10 people at risk; NaN if none.

    A curve that falls to 0 while so many are at risk is known for ever: it sets no limit where another goes on.
    """
    lasts = [curve.times[curve.at_risk >= min_at_risk] for curve in curves]
    if not all(last.size for last in lasts):
        return nan
    over = [
        last.size == curve.times.size and curve.survival[-1] == 0 for curve, last in zip(curves, lasts, strict=True)
    ]
    going_on = [last[-1] for last, ended in zip(lasts, over, strict=True) if not ended]
    return float(min(going_on) if going_on else max(last[-1] for last in lasts))


def rmst(curve: SurvivalCurve, horizon: float) -> Estimate:
    """Mean time before churn within the horizon (unit of the durations) with its normal interval.

    The integral of S up to the horizon; variance = sum over churn times of (integral from there to the
    horizon)^2 d/(n(n-d)). Source: Klein & Moeschberger 2003, ch. 4.5.
    """
    method = "restricted mean survival time"
    if curve.people == 0 or not horizon > 0:
        return unavailable(method, "Nobody was observed long enough.", n=curve.people, level=curve.level)
    inside = curve.times <= horizon
    knots = np.concatenate([[0.0], curve.times[inside], [horizon]])
    areas = np.diff(knots) * np.concatenate([[1.0], curve.survival[inside]])
    remaining = areas[::-1].cumsum()[::-1][1:]
    n, d = curve.at_risk[inside], curve.events[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        # when the last people all churn the integral after them is 0, and so is their share of the variance
        parts = np.where(remaining > 0, remaining**2 * d / (n * (n - d)), 0.0)
    error, value = sqrt(float(parts.sum())), float(areas.sum())
    half = normal_quantile(curve.level) * error
    return Estimate(
        value,
        value - half,
        min(value + half, horizon),
        nan,
        curve.people,
        method,
        standard_error=error,
        level=curve.level,
    )


def rmst_difference(a: SurvivalCurve, b: SurvivalCurve, horizon: float | None = None) -> Estimate:
    """Mean time before churn of b minus a within the horizon (default: `common_horizon`), normal interval."""
    method, limit = "RMST difference", common_horizon([a, b]) if horizon is None else horizon
    total = a.people + b.people
    if not limit > 0:
        return unavailable(method, f"No time has {MIN_AT_RISK} people at risk in both groups.", n=total)
    first, second = rmst(a, limit), rmst(b, limit)
    error, difference = sqrt(first.standard_error**2 + second.standard_error**2), second.estimate - first.estimate
    if not error > 0:
        return unavailable(method, "Nobody churned within the horizon.", estimate=difference, n=total)
    half, z = normal_quantile(a.level) * error, difference / error
    return Estimate(
        difference,
        difference - half,
        difference + half,
        float(2 * ndtr(-abs(z))),
        total,
        method,
        standard_error=error,
        statistic=z,
        level=a.level,
    )


def day_n_difference(a: SurvivalCurve, b: SurvivalCurve, time: float) -> Estimate:
    """Share of b minus share of a not yet churned at a time; test and limits on the log(-log) scale.

    z compares log(-log S) of the groups; the interval joins each group's own log-log limits by
    square-and-add. Source: Klein, Logan, Harhoff & Andersen 2007, Stat Med 26:4505; Zou & Donner 2008.
    """
    first, second = a.at(time), b.at(time)
    total, method = a.people + b.people, "day-N difference on the log-log scale"
    difference = second.estimate - first.estimate
    ends = (first.low, first.high, second.low, second.high)
    if not np.all(np.isfinite(ends)):
        reason = first.reason or second.reason or "Everybody in a group had churned."
        return unavailable(method, reason, estimate=difference, n=total, level=a.level)
    low, high = join_limits(first.estimate, first.low, first.high, second.estimate, second.low, second.high)
    scale = [
        (np.log(-np.log(e.estimate)), (e.standard_error / (e.estimate * np.log(e.estimate))) ** 2)
        for e in (first, second)
    ]
    z = float((scale[0][0] - scale[1][0]) / np.sqrt(scale[0][1] + scale[1][1]))
    p_value = float(2 * ndtr(-abs(z)))
    return Estimate(difference, float(low), float(high), p_value, total, method, statistic=z, level=a.level)


def _first_at_half(times: Floats, survival: Floats) -> float:
    """The first time the curve is at or under one half; infinite if it never is."""
    below = np.flatnonzero(survival <= 0.5 + 1e-12)
    return float(times[below[0]]) if below.size else inf
