"""False positives and coverage of yes/no procedures by summing over every table that can come out."""

from __future__ import annotations

import numpy as np
from scipy.stats import binom

from touchpath.stats.ab_test import MIN_EXPECTED, rate_test
from touchpath.stats.differences import n_minus_1_chi_square, newcombe, smallest_expected
from touchpath.stats.paired import bonett_price, mcnemar_mid_p

NEGLIGIBLE = 1e-7  # tables rarer than this are left out; a few thousand of them weigh nothing


def table_grid(n1: int, p1: float, n2: int, p2: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Successes of both groups of every table worth counting, and its probability."""
    x1, x2 = np.meshgrid(np.arange(n1 + 1), np.arange(n2 + 1), indexing="ij")
    probability = binom.pmf(x1, n1, p1) * binom.pmf(x2, n2, p2)
    kept = probability > NEGLIGIBLE
    return x1[kept], x2[kept], probability[kept]


def called_share(n1: int, p1: float, n2: int, p2: float) -> float:
    """The exact chance that the A/B test calls a difference (p <= .05 and an interval without 0)."""
    x1, x2, probability = table_grid(n1, p1, n2, p2)
    p_values = n_minus_1_chi_square(x1, n1, x2, n2)[1]
    few = np.flatnonzero(smallest_expected(x1, n1, x2, n2) < MIN_EXPECTED)
    for i in few:
        p_values[i] = rate_test(int(x1[i]), n1, int(x2[i]), n2)[0]
    low, high = newcombe(x1, n1, x2, n2)
    return float(probability[(p_values <= 0.05) & ((low > 0) | (high < 0))].sum())


def naive_share(n1: int, p1: float, n2: int, p2: float) -> float:
    """The exact chance that the usual two-proportion z test says p <= .05."""
    x1, x2, probability = table_grid(n1, p1, n2, p2)
    z, _ = n_minus_1_chi_square(x1, n1, x2, n2)
    total = n1 + n2
    return float(probability[np.abs(z) * np.sqrt(total / (total - 1)) >= 1.959964].sum())


def difference_coverage(n1: int, p1: float, n2: int, p2: float) -> float:
    """The exact chance that Newcombe's interval holds p2 - p1."""
    x1, x2, probability = table_grid(n1, p1, n2, p2)
    low, high = newcombe(x1, n1, x2, n2)
    truth = p2 - p1
    return float(probability[(low <= truth + 1e-12) & (truth - 1e-12 <= high)].sum() / probability.sum())


def paired_tables(n: int, lost: float, gained: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Discordant counts of n pairs and their probability, from the two chances of changing."""
    b, c = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    kept = b + c <= n
    b, c = b[kept], c[kept]
    probability = binom.pmf(b, n, lost) * binom.pmf(c, n - b, gained / (1 - lost))
    return b, c, probability


def paired_false_positives(n: int, changing: float) -> float:
    """The exact chance that the mid-p calls a change when as many are gained as lost."""
    b, c, probability = paired_tables(n, changing / 2, changing / 2)
    return float(probability[mcnemar_mid_p(b, c) <= 0.05].sum())


def paired_coverage(n: int, lost: float, gained: float) -> float:
    """The exact chance that the Bonett-Price interval holds the difference."""
    b, c, probability = paired_tables(n, lost, gained)
    low, high = bonett_price(b, c, n)
    truth = gained - lost
    return float(probability[(low <= truth + 1e-12) & (truth - 1e-12 <= high)].sum())
