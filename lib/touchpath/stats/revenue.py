"""Revenue per person of two groups: heavy tails, many zeros, often very unequal group sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.means import exact_if_constant, moments, pooled, welch
from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate

MIN_PERMUTATIONS = 1_999
_BALANCED_RATIO = 2.0
_BALANCED_PEOPLE = 1_000
_LOPSIDED_RATIO = 3.0
_SHUFFLED_TOGETHER = 300  # values; more are drawn one permutation at a time, which reads fewer of them


@dataclass(frozen=True, slots=True)
class RevenueComparison:
    """Mean revenue per person, group 2 minus group 1: as it is, and with values above the 99th centile cut."""

    difference: Estimate
    winsorised: Estimate


def compare_revenue(
    a: ArrayLike, b: ArrayLike, *, permutations: int = MIN_PERMUTATIONS, seed: int = 0, level: float = 0.95
) -> RevenueComparison:
    """Compare revenue per person (zeros included) of two randomised groups, in the unit of the values.

    Decided by Welch's t when the sizes are within a factor 2 and the smaller group has 1,000 people, else by
    the studentised permutation test. Shown with Welch's interval, or the pooled-variance one when one group is
    more than 3 times the other. The second line repeats it with both groups cut at their joint 99th centile.
    Where nothing varies within the groups the p-value is exact, but no smaller than a permutation test can give.
    """
    x, y = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    difference = _compare(x, y, permutations, seed, level)
    everyone = np.concatenate([x, y])
    cut = np.quantile(everyone, 0.99) if everyone.size else np.inf
    winsorised = _compare(np.minimum(x, cut), np.minimum(y, cut), permutations, seed, level)
    return RevenueComparison(difference, replace(winsorised, method=f"{winsorised.method}, winsorised at 99 %"))


def _compare(x: Floats, y: Floats, permutations: int, seed: int, level: float) -> Estimate:
    """The interval by size ratio, and the p-value by Welch or by permutation."""
    a, b = moments(x), moments(y)
    small, large = sorted((a.n, b.n))
    shown = pooled(a, b, level) if large > _LOPSIDED_RATIO * small else welch(a, b, level)
    if shown.reason is not None:
        exact = exact_if_constant(shown, a, b)
        return replace(exact, p_value=float(np.maximum(exact.p_value, 1 / (1 + permutations))))
    if large <= _BALANCED_RATIO * small and small >= _BALANCED_PEOPLE:
        return shown
    p_value = studentised_permutation(x, y, permutations=permutations, seed=seed)
    return replace(shown, p_value=p_value, method=f"studentised permutation; {shown.method} interval")


def studentised_permutation(
    a: ArrayLike, b: ArrayLike, *, permutations: int = MIN_PERMUTATIONS, seed: int = 0
) -> float:
    """Two-sided permutation p-value of equal means, permuting Welch's t: (1 + as extreme) / (1 + permutations).

    Valid with unequal variances and sizes. Only values other than 0 are shuffled: how many of them fall into a
    group is hypergeometric, so many zeros cost nothing. NaN with fewer than two people in a group or values
    that do not vary. Source: Janssen 1997, Stat Probab Lett 36:9; Chung & Romano 2013, Ann Stat 41:484.
    Raises ValueError for fewer than 1,999 permutations.
    """
    if permutations < MIN_PERMUTATIONS:
        raise ValueError(f"At least {MIN_PERMUTATIONS} permutations are needed, not {permutations}.")
    x, y = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    observed = welch(moments(x), moments(y)).statistic
    if np.isnan(observed):
        return float("nan")
    values = np.concatenate([x, y])
    shifted = values[values != 0]
    drawn = min(x.size, y.size)
    sums, squares = _random_sums(shifted, values.size, drawn, permutations, np.random.default_rng(seed))
    t = _welch_t(sums, squares, drawn, shifted.sum(), (shifted**2).sum(), values.size)
    extreme = np.sum(np.abs(t) >= abs(observed) * (1 - 1e-9))
    return float((1 + extreme) / (1 + permutations))


def _random_sums(
    nonzero: Floats, people: int, drawn: int, permutations: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Sum and sum of squares of the values that fall on `drawn` random people of all, for each permutation."""
    counts = rng.hypergeometric(nonzero.size, people - nonzero.size, drawn, permutations)
    if nonzero.size <= _SHUFFLED_TOGETHER:
        shuffled = rng.permuted(np.tile(nonzero, (permutations, 1)), axis=1)
        picked = np.where(np.arange(nonzero.size) < counts[:, None], shuffled, 0.0)
        return picked.sum(axis=1), (picked**2).sum(axis=1)
    sums, squares = np.empty(permutations), np.empty(permutations)
    for i, count in enumerate(counts):
        drawn_values = rng.choice(nonzero, count, replace=False, shuffle=False)
        sums[i], squares[i] = drawn_values.sum(), drawn_values @ drawn_values
    return sums, squares


def _welch_t(sums: Floats, squares: Floats, drawn: int, total: float, total_squares: float, people: int) -> Floats:
    """Welch's t of the drawn people against the others."""
    parts = [_summary(sums, squares, drawn), _summary(total - sums, total_squares - squares, people - drawn)]
    (mean_a, error_a), (mean_b, error_b) = parts
    variance = error_a + error_b
    return np.asarray((mean_b - mean_a) / np.sqrt(np.where(variance > 0, variance, np.nan)))


def _summary(sums: Floats, squares: Floats, n: int) -> tuple[Floats, Floats]:
    """Mean and squared standard error from sums and sums of squares."""
    mean = sums / n
    return mean, np.maximum(squares - n * mean**2, 0) / (n - 1) / n
