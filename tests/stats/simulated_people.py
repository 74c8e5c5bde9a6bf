"""Simulated groups of people in which nothing differs: how often a procedure cries wolf, and what it covers."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from touchpath.stats import differences, multiplicity, revenue, survey_scores, survival
from touchpath.stats.clusters import clustered_rate
from touchpath.stats.means import moments, pooled

NPS_SHAPES = {-20: (0.45, 0.30, 0.25), 0: (0.30, 0.40, 0.30), 30: (0.20, 0.30, 0.50), 60: (0.10, 0.20, 0.70)}


def cluster_false_positives(rng: np.random.Generator, treated: int, all_clusters: int, replicates: int) -> float:
    """Pooled t on changes of cluster rates: 300 people a side, cluster changes with sd 3 points."""
    size = 300
    levels = rng.beta(30, 45, (replicates, all_clusters))
    drift = rng.normal(0, 0.03, (replicates, all_clusters))
    before = rng.binomial(size, levels) / size
    after = rng.binomial(size, np.clip(levels + drift, 0.01, 0.99)) / size
    changes = after - before
    p_values = [pooled(moments(row[treated:]), moments(row[:treated])).p_value for row in changes]
    return float(np.mean(np.array(p_values) <= 0.05))


def survival_rates(
    rng: np.random.Generator, people: int, replicates: int, censored: float = 0.3
) -> tuple[float, float]:
    """Log-rank false positives and RMST-difference coverage of two equal groups of `people`.

    Weibull churn (shape .8), exponential loss from sight with about the given share censored, and an end of
    observation for everybody.
    """
    wrong, covered, counted = 0, 0, 0
    for _ in range(replicates):
        curves = [_churn_curve(rng, people, censored) for _ in range(2)]
        wrong += survival.log_rank(curves).p_value <= 0.05
        size = survival.rmst_difference(curves[0], curves[1])
        if size.reason is None:
            counted += 1
            covered += size.low <= 0 <= size.high
    return wrong / replicates, covered / counted


def _churn_curve(rng: np.random.Generator, people: int, censored: float) -> survival.SurvivalCurve:
    churn = 30 * rng.weibull(0.8, people)
    lost = np.minimum(rng.exponential(34 * (1 - censored) / censored, people), 90)
    return survival.kaplan_meier(np.minimum(churn, lost), churn <= lost)


def nps_coverage(
    rng: np.random.Generator, shape: tuple[float, float, float], n1: int, n2: int, replicates: int
) -> tuple[float, float]:
    """Coverage of the NPS difference interval, and false positives of the z test, for two equal populations."""
    a, b = rng.multinomial(n1, shape, replicates), rng.multinomial(n2, shape, replicates)
    found = [
        survey_scores.compare_nps(survey_scores.NpsCounts(*x), survey_scores.NpsCounts(*y))
        for x, y in zip(a, b, strict=True)
    ]
    covered = np.mean([result.low <= 0 <= result.high for result in found])
    return float(covered), float(np.mean([result.p_value <= 0.05 for result in found]))


def revenue_false_positives(rng: np.random.Generator, n1: int, n2: int, replicates: int) -> float:
    """Studentised permutation on revenue: a third buy, values log-normal with sd 1.2 on the log scale."""
    wrong = 0
    for i in range(replicates):
        a, b = (np.where(rng.random(n) < 1 / 3, rng.lognormal(3, 1.2, n), 0.0) for n in (n1, n2))
        wrong += revenue.studentised_permutation(a, b, seed=i) <= 0.05
    return wrong / replicates


def segment_errors(
    rng: np.random.Generator, segments: int, changed: int, replicates: int, people: int = 300
) -> tuple[float, float]:
    """Family-wise error (Holm) and false discovery rate (BH) with `changed` of the segments truly better.

    The naive counterpart, any p <= .05 among the others, is `1 - .95 ** (segments - changed)`.
    """
    base = rng.uniform(0.1, 0.5, (replicates, segments))
    better = base + 0.12 * (np.arange(segments) < changed)
    x1, x2 = rng.binomial(people, base), rng.binomial(people, better)
    p_values = differences.n_minus_1_chi_square(x1, people, x2, people)[1]
    family, discoveries = 0, 0.0
    for row in p_values:
        family += bool((multiplicity.holm(row)[changed:] <= 0.05).any())
        flagged = multiplicity.benjamini_hochberg(row) <= 0.05
        discoveries += flagged[changed:].sum() / max(flagged.sum(), 1)
    return family / replicates, float(discoveries) / replicates


def clustered_coverage(rng: np.random.Generator, people: int, replicates: int) -> tuple[float, float]:
    """Coverage of a rate over attempts of the same people, and that of the interval that ignores people."""
    truth, covered, naive = 0.3, 0, 0
    for _ in range(replicates):
        attempts = rng.geometric(0.4, people)
        successes = rng.binomial(attempts, rng.beta(1.2, 2.8, people))
        interval = clustered_rate(successes, attempts)
        covered += interval.low <= truth <= interval.high
        total = attempts.sum()
        share = successes.sum() / total
        naive += abs(share - truth) <= 1.96 * np.sqrt(share * (1 - share) / total)
    return covered / replicates, naive / replicates


def odds_ratio_coverage(rng: np.random.Generator, n1: int, n2: int, rate: float, replicates: int) -> float:
    """How often the odds-ratio interval holds 1 for something unrelated to the outcome."""
    x1, x2 = rng.binomial(n1, rate, replicates), rng.binomial(n2, rate, replicates)
    _, low, high = differences.odds_ratio(x1, n1, x2, n2)
    return float(np.mean((low <= 1) & (high >= 1)))


def peeking(rng: np.random.Generator, looks: int, bounds: np.ndarray, replicates: int) -> tuple[float, float]:
    """Chance that equally spaced looks ever cross their bounds, and that they ever cross 1.96."""
    steps = rng.normal(0, 1, (replicates, looks)).cumsum(axis=1)
    z = np.abs(steps) / np.sqrt(np.arange(1, looks + 1))
    return float((z >= bounds).any(axis=1).mean()), float((2 * ndtr(-z) <= 0.05).any(axis=1).mean())
