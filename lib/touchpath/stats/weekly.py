"""Before against after on a weekly series (rule F): weeks, not people, are what the uncertainty rests on.

A week is a 7-day block aligned to the change date. All arrays end in the week axis and may have any leading
axes (personas, replicates of a simulation); `weeks_before` says where the change falls on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate, unavailable

MIN_WEEKS_BEFORE = 4
MIN_WEEKS_AFTER = 2
MIN_PEOPLE_A_WEEK = 5
_LARGEST_AUTOCORRELATION = 0.8
_FEWEST_DF = 3.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """After minus before for every series of an array: estimate, its standard error and degrees of freedom."""

    estimate: Floats
    standard_error: Floats
    df: Floats
    level: float

    @property
    def p_value(self) -> Floats:
        """Two-sided p of no difference; NaN where the standard error is 0 or unknown."""
        with np.errstate(divide="ignore", invalid="ignore"):
            t = self.estimate / np.where(self.standard_error > 0, self.standard_error, nan)
        return np.asarray(2 * stdtr(self.df, -np.abs(t)))

    @property
    def half_width(self) -> Floats:
        """Half the length of the t interval."""
        return np.asarray(stdtrit(self.df, 0.5 + self.level / 2) * self.standard_error)


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A before/after comparison of one weekly series, under two assumptions about what else went on.

    `level_shift` is rule F (or the plain pooled t when `short_history`), `with_drift` also allows a steady
    drift, `slope` is that drift per week. `agreement_p` is the larger of the two p-values: the change is
    credited only when it is small. `short_history`: fewer than 4 weeks before or 2 after.
    """

    level_shift: Estimate
    with_drift: Estimate
    slope: Estimate
    agreement_p: float
    short_history: bool


def rule_f(series: ArrayLike, weeks_before: int, level: float = 0.95) -> Contrast:
    """Rule F: mean after minus mean before, its error taken from the scatter of weeks about their own mean.

    s^2 = sum r^2/(W-2); rho = clip(sum r_w r_(w-1)/sum r^2 + 1/W, 0, .8); f = (1+rho)/(1-rho);
    SE = s sqrt((1/k+1/m) f), df = max((W-2)/f, 3). `series` has shape (..., W), in any unit.
    Raises ValueError unless at least 4 weeks lie before the change and 2 after.
    """
    q, k, m = _split(series, weeks_before)
    if k < MIN_WEEKS_BEFORE or m < MIN_WEEKS_AFTER:
        raise ValueError(f"Rule F needs 4 weeks before and 2 after the change, not {k} and {m}.")
    estimate, residuals = _shift(q, k)
    squares = np.sum(residuals**2, axis=-1)
    products = np.sum(residuals[..., 1:] * residuals[..., :-1], axis=-1)
    # the least-squares residuals are pulled below their true autocorrelation by about 1/W
    rho = np.clip(products / np.where(squares > 0, squares, nan) + 1 / (k + m), 0, _LARGEST_AUTOCORRELATION)
    inflation = (1 + rho) / (1 - rho)
    standard_error = np.sqrt(squares / (k + m - 2) * (1 / k + 1 / m) * inflation)
    return Contrast(estimate, standard_error, np.maximum((k + m - 2) / inflation, _FEWEST_DF), level)


def pooled_t(series: ArrayLike, weeks_before: int, level: float = 0.95) -> Contrast:
    """The plain pooled t of weeks after against weeks before, for histories too short for rule F.

    Weeks are taken as independent, so it is one level less trustworthy. Raises ValueError unless there is a
    week on each side and three in all.
    """
    q, k, m = _split(series, weeks_before)
    if min(k, m) < 1 or k + m < 3:
        raise ValueError(f"A comparison needs a week on each side and three in all, not {k} and {m}.")
    estimate, residuals = _shift(q, k)
    variance = np.sum(residuals**2, axis=-1) / (k + m - 2)
    df = np.full(np.shape(estimate), float(k + m - 2))
    return Contrast(estimate, np.sqrt(variance * (1 / k + 1 / m)), df, level)


def with_drift(series: ArrayLike, weeks_before: int, level: float = 0.95) -> tuple[Contrast, Contrast]:
    """The shift and the slope per week of the least-squares fit q ~ 1 + post + week, df W - 3.

    The shift is the change left over after a steady drift through both periods. Raises ValueError unless at
    least two weeks lie on one side, one on the other and four in all.
    """
    q, k, m = _split(series, weeks_before)
    weeks = k + m
    if min(k, m) < 1 or weeks < 4:
        raise ValueError(f"A drift needs a week on each side and four in all, not {k} and {m}.")
    design = np.column_stack([np.ones(weeks), np.arange(weeks) >= k, np.arange(weeks) - (weeks - 1) / 2])
    inverse = np.linalg.inv(design.T @ design)
    coefficients = q @ design @ inverse
    residuals = q - coefficients @ design.T
    variance = np.sum(residuals**2, axis=-1) / (weeks - 3)
    df = np.full(np.shape(variance), float(weeks - 3))
    shift, slope = (Contrast(coefficients[..., i], np.sqrt(variance * inverse[i, i]), df, level) for i in (1, 2))
    return shift, slope


def before_after(series: ArrayLike, weeks_before: int, level: float = 0.95) -> BeforeAfter:
    """Compare the weeks after a change with the weeks before on one weekly series, in the unit of the series.

    Estimates carry t intervals; `n` is the number of weeks. Too few weeks, weeks without a value, or no
    week-to-week variation leave NaN and a reason; then `agreement_p` is NaN and nothing is credited.
    """
    q, k, m = _split(series, weeks_before)
    short = k < MIN_WEEKS_BEFORE or m < MIN_WEEKS_AFTER
    name = "pooled t over weeks" if short else "rule F over weeks"
    if min(k, m) < 1 or k + m < 3:
        few = unavailable(name, "A week on each side and three in all are needed.", n=k + m, level=level)
        return BeforeAfter(few, few, few, nan, short)
    main = _estimate(pooled_t(q, k, level) if short else rule_f(q, k, level), k + m, name)
    shift, slope = _drift_estimates(q, k, name, level)
    agreement = float(np.max([main.p_value, shift.p_value]))
    return BeforeAfter(main, shift, slope, agreement, short)


def _drift_estimates(q: Floats, k: int, name: str, level: float) -> tuple[Estimate, Estimate]:
    """The shift left over after a steady drift, and the drift per week."""
    methods = (f"{name}, steady drift allowed", "drift per week")
    weeks = q.shape[-1]
    if weeks < 4:
        reason = "A drift can only be told from a change with four weeks in all."
        few = [unavailable(method, reason, n=weeks, level=level) for method in methods]
        return few[0], few[1]
    shift, slope = with_drift(q, k, level)
    return _estimate(shift, weeks, methods[0]), _estimate(slope, weeks, methods[1])


def _split(series: ArrayLike, weeks_before: int) -> tuple[Floats, int, int]:
    """The series as floats with the number of weeks before and after the change."""
    q = np.asarray(series, dtype=float)
    return q, weeks_before, q.shape[-1] - weeks_before


def _shift(q: Floats, k: int) -> tuple[Floats, Floats]:
    """Mean after minus mean before, and each week's distance from the mean of its own period."""
    before = q[..., :k].mean(axis=-1, keepdims=True)
    after = q[..., k:].mean(axis=-1, keepdims=True)
    residuals = np.concatenate([q[..., :k] - before, q[..., k:] - after], axis=-1)
    return (after - before)[..., 0], residuals


def _estimate(contrast: Contrast, weeks: int, method: str) -> Estimate:
    """One contrast as an Estimate, or the reason why it has no interval."""
    value, error = float(contrast.estimate), float(contrast.standard_error)
    if np.isnan(value):
        return unavailable(method, "A week has nobody to measure.", n=weeks, level=contrast.level)
    if not error > 1e-12 * max(1.0, abs(value)):
        reason = "The weeks do not vary, so there is nothing to judge the change against."
        return unavailable(method, reason, estimate=value, n=weeks, level=contrast.level)
    half = float(contrast.half_width)
    return Estimate(
        value,
        value - half,
        value + half,
        float(contrast.p_value),
        weeks,
        method,
        standard_error=error,
        statistic=value / error,
        df=float(contrast.df),
        level=contrast.level,
    )
