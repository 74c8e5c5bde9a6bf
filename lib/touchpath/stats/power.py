"""How many people, how long, how small a change: planning before a test and honesty after it.

`ratio` is the size of group 2 over group 1. Everything is two-sided.
"""

from __future__ import annotations

from math import ceil, inf, nan, sqrt

from scipy.optimize import brentq
from scipy.special import nctdtr, ndtr, ndtri, stdtrit

from touchpath.stats.proportions import normal_quantile

POWER = 0.8


def power_of_rates(p1: float, p2: float, n1: float, *, ratio: float = 1.0, level: float = 0.95) -> float:
    """The chance to detect p1 against p2 (shares) with n1 people in group 1.

    Pooled error under no difference, separate errors under the difference; both tails.
    Source: Fleiss, Levin & Paik 2003, ch. 4; R power.prop.test(strict = TRUE).
    """
    null_error, true_error = _unit_errors(p1, p2, ratio)
    if true_error == 0:
        return 1.0 if p1 != p2 else 1 - level
    shift, limit = abs(p2 - p1) * sqrt(n1), normal_quantile(level) * null_error
    return float(ndtr((shift - limit) / true_error) + ndtr((-shift - limit) / true_error))


def people_for_rates(p1: float, p2: float, *, power: float = POWER, ratio: float = 1.0, level: float = 0.95) -> float:
    """People needed in group 1 to detect p1 against p2 (shares), not rounded; infinite when they are equal.

    About n1 = (z_alpha sqrt((1+1/r) pbar qbar) + z_power sqrt(p1 q1 + p2 q2 / r))^2 / (p2-p1)^2.
    Source: Fleiss, Levin & Paik 2003, ch. 4.
    """
    if p1 == p2:
        return inf
    null_error, true_error = _unit_errors(p1, p2, ratio)
    near = float(((normal_quantile(level) * null_error + ndtri(power) * true_error) / (p2 - p1)) ** 2)

    def missing(n1: float) -> float:
        return power_of_rates(p1, p2, n1, ratio=ratio, level=level) - power

    # the far tail, which the closed form leaves out, needs a few people less
    return float(brentq(missing, near / 2, near, xtol=1e-9)) if missing(near / 2) < 0 < missing(near) else near


def detectable_rate(
    p1: float, n1: float, *, rise: bool = True, power: float = POWER, ratio: float = 1.0, level: float = 0.95
) -> float:
    """The rate nearest to the baseline p1 that n1 people in group 1 would show with the given power.

    The change to look for is its distance from p1. NaN where even 1 (or 0 for a fall) would not be shown.
    """
    end = 1.0 if rise else 0.0

    def missing(p2: float) -> float:
        return power_of_rates(p1, p2, n1, ratio=ratio, level=level) - power

    start = p1 + (1e-9 if rise else -1e-9)
    if not 0 < p1 < 1 or n1 <= 0 or missing(end) < 0:
        return nan
    return float(brentq(missing, start, end, xtol=1e-12))


def power_of_means(change: float, sd: float, n1: float, *, ratio: float = 1.0, level: float = 0.95) -> float:
    """The chance of a two-sample t test to detect a change of means, all in one unit, with n1 in group 1.

    Noncentral t with both tails. Source: Cohen 1988; R pwr.t2n.test.
    """
    df = n1 * (1 + ratio) - 2
    shift = abs(change) / (sd * sqrt((1 + 1 / ratio) / n1))
    critical = float(stdtrit(df, 0.5 + level / 2))
    return float(1 - nctdtr(df, shift, critical) + nctdtr(df, shift, -critical))


def people_for_means(
    change: float, sd: float, *, power: float = POWER, ratio: float = 1.0, level: float = 0.95
) -> float:
    """People needed in group 1 to detect a change of means, not rounded; infinite for no change.

    About n1 = (z_alpha + z_power)^2 sd^2 (1 + 1/r) / change^2, the normal approximation.
    """
    if change == 0:
        return inf
    return float((normal_quantile(level) + ndtri(power)) ** 2 * sd**2 * (1 + 1 / ratio) / change**2)


def detectable_change(standard_error: float, df: float = inf, *, power: float = POWER, level: float = 0.95) -> float:
    """The smallest change these data would have shown in 4 of 5 cases, from an estimate's own error.

    (t_(1-alpha/2) + t_power) * SE with `df` degrees of freedom, in the unit of the standard error.
    NaN for an error of 0: what does not vary says nothing of what would have been seen.
    Source: Bloom 1995, Eval Rev 19:547.
    """
    if not standard_error > 0:
        return nan
    if df == inf:
        return float((normal_quantile(level) + ndtri(power)) * standard_error)
    return float((stdtrit(df, 0.5 + level / 2) + stdtrit(df, power)) * standard_error)


def weeks_needed(people: float, people_a_week: float) -> int | None:
    """Whole weeks until that many people have entered; None when nobody enters or the number is infinite."""
    if people_a_week <= 0 or people == inf:
        return None
    return ceil(people / people_a_week)


def _unit_errors(p1: float, p2: float, ratio: float) -> tuple[float, float]:
    """Standard errors of p2 - p1 for one person in group 1: under no difference, and as they are."""
    pooled = (p1 + ratio * p2) / (1 + ratio)
    null_error = sqrt((1 + 1 / ratio) * pooled * (1 - pooled))
    return null_error, sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio)
