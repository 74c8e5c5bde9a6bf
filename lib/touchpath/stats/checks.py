"""The numbers behind the gates of a verdict: is the comparison one that may be read at all?"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, stdtrit

from touchpath.stats.differences import newcombe, share
from touchpath.stats.proportions import Floats
from touchpath.stats.weekly import MIN_WEEKS_BEFORE, before_after

Light = Literal["green", "amber", "red"]
MIN_PLACEBO_WEEKS = 10


@dataclass(frozen=True, slots=True)
class Split:
    """Whether a split came out as planned: chi-square p-value (1-d lists give one) and its light.

    `light` is red under .001, amber under .01; `reason` says why there is no p-value.
    """

    p_value: float
    light: Light
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Placebo:
    """The real change among the changes at earlier dates where nothing was done.

    `share_as_large` of the `dates` give a change at least as large; NaN with a reason when there are too few.
    """

    share_as_large: float
    dates: int
    reason: str | None = None

    @property
    def stands_out(self) -> bool:
        """Whether the real change is in the top 10 %, or the check could not run (which must be said)."""
        return self.reason is not None or self.share_as_large <= 0.1


@dataclass(frozen=True, slots=True)
class WeeklyEffects:
    """The effect in each week since the change with its interval; the last entry is the latest whole week."""

    estimate: Floats
    low: Floats
    high: Floats


def split_check(observed: ArrayLike, planned: ArrayLike, tests: int = 1) -> Split:
    """Sample-ratio mismatch: chi-square of group sizes against the planned shares.

    `planned` are weights of any total; `tests` multiplies the p-value (Bonferroni over personas).
    Source: Fabijan et al. 2019, KDD. Raises ValueError when a planned share is not positive.
    """
    counts, weights = np.asarray(observed, dtype=float), np.asarray(planned, dtype=float)
    if np.any(weights <= 0) or counts.shape != weights.shape:
        raise ValueError("Every group needs a planned share above 0.")
    if counts.sum() == 0 or counts.size < 2:
        return Split(nan, "green", "Nobody has been assigned, or there is only one group.")
    expected = counts.sum() * weights / weights.sum()
    statistic = float(np.sum((counts - expected) ** 2 / expected))
    p_value = min(1.0, tests * float(chdtrc(counts.size - 1, statistic)))
    return Split(p_value, "red" if p_value < 0.001 else "amber" if p_value < 0.01 else "green")


def split_check_by_persona(observed: ArrayLike, planned: ArrayLike) -> tuple[Split, ...]:
    """`split_check` within each persona (rows of a personas x groups table), Bonferroni over personas."""
    table = np.atleast_2d(np.asarray(observed, dtype=float))
    return tuple(split_check(row, planned, tests=len(table)) for row in table)


def mixed_exposure(people_in_both: int, people: int) -> tuple[float, Light]:
    """Share of people seen in both groups and its light: over 10 % red, over 1 % amber; NaN without people."""
    if people <= 0:
        return nan, "green"
    mixed = people_in_both / people
    return mixed, "red" if mixed > 0.1 else "amber" if mixed > 0.01 else "green"


def responses_differ(answered1: int, asked1: int, answered2: int, asked2: int) -> tuple[float, bool]:
    """Relative difference of response rates, |r2 - r1| / the larger, and whether it is over 20 %; NaN, False if
    nobody was asked or nobody answered."""
    first, second = float(share(answered1, asked1)), float(share(answered2, asked2))
    larger = max(first, second)
    if not larger > 0:
        return nan, False
    gap = abs(second - first) / larger
    return gap, gap > 0.2


def placebo_dates(series: ArrayLike, weeks_before: int) -> Placebo:
    """Rank the real contrast of a weekly series among contrasts at dates before the change.

    Each placebo date compares as many weeks after it as the change has (at most a third of the history) with
    all weeks before it (at least 4), using weeks before the change only. Contrasts are divided by
    sqrt(1/k + 1/m), so that short comparisons do not look large. Source: Abadie, Diamond & Hainmueller 2010.
    """
    q = np.asarray(series, dtype=float)
    if weeks_before < MIN_PLACEBO_WEEKS or not np.all(np.isfinite(q)):
        return Placebo(nan, 0, f"Fewer than {MIN_PLACEBO_WEEKS} whole weeks lie before the change.")
    after = min(q.size - weeks_before, weeks_before // 3)
    real = abs(_scaled(q[:weeks_before], q[weeks_before:]))
    placebos = [
        abs(_scaled(q[:date], q[date : date + after])) for date in range(MIN_WEEKS_BEFORE, weeks_before - after + 1)
    ]
    as_large = sum(placebo >= real for placebo in placebos)
    return Placebo(as_large / len(placebos), len(placebos))


def _scaled(before: Floats, after: Floats) -> float:
    """Mean after minus mean before, over the square root of 1/k + 1/m."""
    return float((after.mean() - before.mean()) / np.sqrt(1 / before.size + 1 / after.size))


def novelty_by_week(series: ArrayLike, weeks_before: int, level: float = 0.95) -> WeeklyEffects:
    """Each week after the change minus the mean of the weeks before, in the unit of the series.

    One week scatters as weeks do, so its interval is t s sqrt((1 + 1/k) f) with rule F's s and f. NaN ends
    where rule F has none. Raises ValueError as `before_after` does.
    """
    q = np.asarray(series, dtype=float)
    effect = q[weeks_before:] - q[:weeks_before].mean()
    main = before_after(q, weeks_before, level).level_shift
    per_week = main.standard_error * np.sqrt((1 + 1 / weeks_before) / (1 / weeks_before + 1 / effect.size))
    half = float(stdtrit(main.df, 0.5 + level / 2)) * per_week
    return WeeklyEffects(effect, effect - half, effect + half)


def novelty_by_week_ab(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> WeeklyEffects:
    """The difference of rates (shares) in each week since a randomised start, with Newcombe's interval."""
    low, high = newcombe(x1, n1, x2, n2, level)
    return WeeklyEffects(share(x2, n2) - share(x1, n1), low, high)


def smallest_expected_cell(mature1: int, mature2: int, rate: float) -> float:
    """The smallest expected count of a yes or no among mature people at the given rate; under 5 is too early."""
    return min(mature1, mature2) * min(rate, 1 - rate)
