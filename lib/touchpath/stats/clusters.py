"""Uncertainty that rests on clusters: several attempts of one person, or stores, regions and teams."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from touchpath.stats.means import exact_if_constant, moments, pooled
from touchpath.stats.proportions import Floats, normal_quantile, wilson
from touchpath.stats.results import Estimate, unavailable

MIN_CLUSTERS_A_SIDE = 5
_MOST_ENUMERATED = 50_000
_RANDOM_ASSIGNMENTS = 9_999


@dataclass(frozen=True, slots=True)
class ClusterComparison:
    """Change in treated clusters minus change in the others, with what re-drawing the clusters says of it.

    `change` carries the pooled t that decides; `randomisation_p` is shown with `smallest_p`, the least value
    it can take with so few clusters.
    """

    change: Estimate
    randomisation_p: float
    smallest_p: float


def compare_clusters(treated: ArrayLike, others: ArrayLike, level: float = 0.95, seed: int = 0) -> ClusterComparison:
    """Compare the before-to-after changes of k treated clusters with those of the G - k others.

    One change per cluster, any unit. Pooled t with G - 2 degrees of freedom; the randomisation p takes every
    choice of k clusters (9,999 random ones beyond 50,000). Source: Donald & Lang 2007, Rev Econ Stat 89:221.
    """
    a, b = np.asarray(treated, dtype=float), np.asarray(others, dtype=float)
    sides = moments(b), moments(a)
    change = exact_if_constant(pooled(*sides, level), *sides)
    if min(a.size, b.size) < 2:
        reason = "Each side needs at least two clusters."
        refused = unavailable("pooled t over clusters", reason, estimate=change.estimate, n=a.size + b.size)
        return ClusterComparison(refused, float("nan"), float("nan"))
    # with equal sides every choice has a mirror image that is just as extreme
    smallest = (2 if a.size == b.size else 1) / comb(a.size + b.size, a.size)
    return ClusterComparison(change, randomisation_p(a, b, seed), smallest)


def randomisation_p(treated: ArrayLike, others: ArrayLike, seed: int = 0) -> float:
    """Share of the ways to pick the treated clusters whose difference of mean changes is at least as large."""
    a, b = np.asarray(treated, dtype=float), np.asarray(others, dtype=float)
    changes, k = np.concatenate([a, b]), a.size
    exhaustive = comb(changes.size, k) <= _MOST_ENUMERATED
    picks = _all_picks(changes.size, k) if exhaustive else _random_picks(changes.size, k, seed)
    sums = changes[picks].sum(axis=1)
    differences = np.abs(sums / k - (changes.sum() - sums) / b.size)
    extreme = int(np.sum(differences >= abs(a.mean() - b.mean()) - 1e-12 * np.abs(changes).max()))
    return extreme / len(picks) if exhaustive else (extreme + 1) / (len(picks) + 1)


def _all_picks(clusters: int, k: int) -> np.ndarray[tuple[int, int], np.dtype[np.intp]]:
    return np.array(list(combinations(range(clusters), k)), dtype=np.intp)


def _random_picks(clusters: int, k: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.intp]]:
    order = np.random.default_rng(seed).random((_RANDOM_ASSIGNMENTS, clusters)).argsort(axis=1)
    return order[:, :k]


def clustered_rate(
    successes: ArrayLike, attempts: ArrayLike, people: ArrayLike | None = None, level: float = 0.95
) -> Estimate:
    """The share of attempts that succeed, with an interval that allows for several attempts per person.

    One entry per person (or per distinct pair, with `people` counting who shares it). The variance of the
    ratio sum x / sum m over people gives an effective number of attempts, never more than there are; Wilson's
    interval is taken on it. Nothing varies at 0 or 1: there the number of people counts.
    Source: Cochran 1977, ch. 3.12; Korn & Graubard 1998, Surv Methodol 24:193.
    """
    x, m = np.asarray(successes, dtype=float), np.asarray(attempts, dtype=float)
    weight = np.ones_like(m) if people is None else np.asarray(people, dtype=float)
    total, persons = float(weight @ m), float(weight.sum())
    if total <= 0:
        return unavailable("Wilson interval, people as clusters", "There are no attempts.", level=level)
    rate = float(weight @ x) / total
    error = _ratio_error(x - rate * m, weight, total)
    # in the t factor few people count for less than the normal quantile pretends
    stretch = (normal_quantile(level) / float(stdtrit(persons - 1, 0.5 + level / 2))) ** 2 if persons > 1 else 0.0
    effective = min(rate * (1 - rate) / error**2, total) * stretch if error > 0 else persons
    if persons < 2:
        return unavailable(
            "Wilson interval, people as clusters",
            "One person cannot show how people vary.",
            estimate=rate,
            n=persons,
            level=level,
        )
    low, high = (float(end) for end in wilson(rate * effective, effective, level))
    return Estimate(
        rate,
        low,
        high,
        float("nan"),
        persons,
        "Wilson interval, people as clusters",
        standard_error=error,
        df=persons - 1,
        level=level,
    )


def clustered_mean(
    sums: ArrayLike, answers: ArrayLike, people: ArrayLike | None = None, level: float = 0.95
) -> Estimate:
    """The mean over all answers when people answer several times, with a t interval over people.

    `sums` and `answers` are each person's total score and number of answers (with `people` as above).
    Source: Cochran 1977, ch. 3.12.
    """
    x, m = np.asarray(sums, dtype=float), np.asarray(answers, dtype=float)
    weight = np.ones_like(m) if people is None else np.asarray(people, dtype=float)
    total, persons = float(weight @ m), float(weight.sum())
    method = "t interval, people as clusters"
    if total <= 0 or persons < 2:
        return unavailable(method, "At least two people must have answered.", n=persons, level=level)
    mean = float(weight @ x) / total
    error = _ratio_error(x - mean * m, weight, total)
    half = float(stdtrit(persons - 1, 0.5 + level / 2)) * error
    return Estimate(
        mean,
        mean - half,
        mean + half,
        float("nan"),
        persons,
        method,
        standard_error=error,
        df=persons - 1,
        level=level,
    )


def clustered_difference(
    successes1: ArrayLike, attempts1: ArrayLike, successes2: ArrayLike, attempts2: ArrayLike, level: float = 0.95
) -> Estimate:
    """Rate (or mean) of group 2 minus that of group 1 when people may count in both, or several times in one.

    One entry per person in all four lists, 0 attempts where the person is not in that group. The variance sums
    each person's linearised share in the difference, so what they add to both sides cancels; t over people.
    Source: Cochran 1977, ch. 6; Zeger & Liang 1986. Raises ValueError when the lists differ in length.
    """
    x1, m1, x2, m2 = (np.asarray(v, dtype=float) for v in (successes1, attempts1, successes2, attempts2))
    if len({v.size for v in (x1, m1, x2, m2)}) != 1:
        raise ValueError("All four lists need one entry per person.")
    method, persons = "difference, people as clusters", float(np.sum((m1 > 0) | (m2 > 0)))
    if min(m1.sum(), m2.sum()) <= 0 or persons < 2:
        return unavailable(method, "Each group needs attempts, of two people at least.", n=persons, level=level)
    rate1, rate2 = x1.sum() / m1.sum(), x2.sum() / m2.sum()
    share = (x2 - rate2 * m2) / m2.sum() - (x1 - rate1 * m1) / m1.sum()
    error, difference = sqrt(persons / (persons - 1) * float(share @ share)), float(rate2 - rate1)
    if not error > 0:
        reason = "The outcome does not vary between people."
        return unavailable(method, reason, estimate=difference, n=persons, level=level)
    half = float(stdtrit(persons - 1, 0.5 + level / 2)) * error
    p_value = float(2 * stdtr(persons - 1, -abs(difference) / error))
    return Estimate(
        difference,
        difference - half,
        difference + half,
        p_value,
        persons,
        method,
        standard_error=error,
        statistic=difference / error,
        df=persons - 1,
        level=level,
    )


def _ratio_error(residuals: Floats, weight: Floats, total: float) -> float:
    """Standard error of a ratio of totals over people, linearised."""
    persons = float(weight.sum())
    return sqrt(persons / max(persons - 1, 1) * float(weight @ residuals**2)) / total
