"""Net promoter scores: interval of one, difference of two. Scores are in points, -100 to 100.

CSAT top-box shares are plain proportions (`proportions`, `ab_test`); CES and 0-10 means are in `means`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from touchpath.stats.means import MeanMoments
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable

MIN_ANSWERS = 30  # fewer answers are shown, but decide nothing
_ADDED = (0.75, 1.5, 0.75)  # pseudo-answers: detractors, passives, promoters


@dataclass(frozen=True, slots=True)
class NpsCounts:
    """Answers 0-6, 7-8 and 9-10; weighted counts are allowed."""

    detractors: float
    passives: float
    promoters: float

    @property
    def n(self) -> float:
        """All answers."""
        return self.detractors + self.passives + self.promoters

    @property
    def score(self) -> float:
        """The net promoter score in points; NaN without answers."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else float("nan")


def nps_interval(
    detractors: ArrayLike, passives: ArrayLike, promoters: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Adjusted Wald interval of the net promoter score in points; arrays broadcast, NaN without answers.

    3/4 detractor, 3/2 passive and 3/4 promoter are added, then v = p + d - (p-d)^2 and SE = sqrt(v/n).
    Source: Rocks 2016, Am Stat 70:365.
    """
    counts = [np.asarray(v, dtype=float) for v in (detractors, passives, promoters)]
    answered = counts[0] + counts[1] + counts[2] > 0
    d, _, p = (count + extra for count, extra in zip(counts, _ADDED, strict=True))
    n = np.where(answered, counts[0] + counts[1] + counts[2] + sum(_ADDED), np.nan)
    centre = (p - d) / n
    half = normal_quantile(level) * np.sqrt(((p + d) / n - centre**2) / n)
    return 100 * np.maximum(centre - half, -1.0), 100 * np.minimum(centre + half, 1.0)


def nps(counts: NpsCounts, level: float = 0.95) -> Estimate:
    """The net promoter score in points with its adjusted Wald interval; no test."""
    if counts.n <= 0:
        return unavailable("NPS", "Nobody answered.", level=level)
    low, high = (float(e) for e in nps_interval(counts.detractors, counts.passives, counts.promoters, level))
    error = 100 * sqrt(_variance(counts) / counts.n)
    return Estimate(
        counts.score, low, high, float("nan"), counts.n, "adjusted Wald interval", standard_error=error, level=level
    )


def compare_nps(a: NpsCounts, b: NpsCounts, level: float = 0.95) -> Estimate:
    """Score of b minus score of a in points: pooled-variance score z decides, adjusted Wald is shown.

    z = (nps_b - nps_a) / sqrt(v (1/n_a + 1/n_b)) with v of both groups together; the interval adds 3/4, 3/2,
    3/4 answers to each group. Source: Rocks 2016; the pooled z as for two proportions.
    """
    if min(a.n, b.n) <= 0:
        return unavailable("NPS score z", "A group has no answers.", n=a.n + b.n, level=level)
    difference = b.score - a.score
    (centre_a, var_a), (centre_b, var_b) = _adjusted(a), _adjusted(b)
    half = normal_quantile(level) * sqrt(var_a + var_b)
    low, high = max(centre_b - centre_a - half, -2.0), min(centre_b - centre_a + half, 2.0)
    together = NpsCounts(a.detractors + b.detractors, a.passives + b.passives, a.promoters + b.promoters)
    error = 100 * sqrt(_variance(together) * (1 / a.n + 1 / b.n))
    z = difference / error if error > 0 else 0.0
    return Estimate(
        difference,
        100 * low,
        100 * high,
        float(2 * ndtr(-abs(z))),
        a.n + b.n,
        "NPS pooled-variance z; adjusted Wald interval",
        standard_error=error,
        statistic=z,
        level=level,
    )


def weighted_nps_counts(scores: ArrayLike, weights: ArrayLike) -> NpsCounts:
    """Counts of 0-10 scores with survey weights, scaled to the effective number of answers.

    Intervals then widen as weights differ (see `effective_answers`). Raises ValueError for scores outside
    0-10 or negative weights.
    """
    score, weight = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    if np.any((score < 0) | (score > 10)):
        raise ValueError("Scores lie between 0 and 10.")
    answers, total = effective_answers(weight), float(weight.sum())
    if answers == 0:
        return NpsCounts(0.0, 0.0, 0.0)
    scale = answers / total
    detractors, promoters = float(weight[score <= 6].sum()), float(weight[score >= 9].sum())
    return NpsCounts(detractors * scale, (total - detractors - promoters) * scale, promoters * scale)


def effective_answers(weights: ArrayLike) -> float:
    """How many equally weighted answers tell as much: (sum w)^2 / sum w^2; 0 without answers.

    A weighted share p has Wilson's interval of p * this many in this many. Source: Kish 1965, Survey Sampling.
    Raises ValueError for negative weights.
    """
    weight = np.asarray(weights, dtype=float)
    if np.any(weight < 0):
        raise ValueError("Weights are not negative.")
    squares = float((weight**2).sum())
    return float(weight.sum()) ** 2 / squares if squares > 0 else 0.0


def weighted_moments(scores: ArrayLike, weights: ArrayLike) -> MeanMoments:
    """Mean and variance of weighted scores, on the effective number of answers; for the tests of means."""
    score, weight = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    answers = effective_answers(weight)
    if answers <= 1:
        return MeanMoments(answers, float(score[weight > 0][0]) if answers else nan, nan)
    shares = weight / weight.sum()
    mean = float(shares @ score)
    return MeanMoments(answers, mean, float(shares @ (score - mean) ** 2) * answers / (answers - 1))


def _variance(counts: NpsCounts) -> float:
    """Variance of one answer scored -1, 0, 1."""
    p, d = counts.promoters / counts.n, counts.detractors / counts.n
    return p + d - (p - d) ** 2


def _adjusted(counts: NpsCounts) -> tuple[float, float]:
    """Centre and squared standard error after adding the pseudo-answers, on the scale -1 to 1."""
    more = NpsCounts(counts.detractors + _ADDED[0], counts.passives + _ADDED[1], counts.promoters + _ADDED[2])
    return more.score / 100, _variance(more) / more.n
