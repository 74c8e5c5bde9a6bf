"""Exact tests of two proportions for small counts. Group 1 is the baseline, group 2 the change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc, gammaln

from touchpath.stats.proportions import Floats

Counts = NDArray[np.int64]

_COARSE = 200  # nuisance rates tried first; the tail is smooth between them
_FINE = 40
_REFINEMENTS = 4  # each narrows the bracket of the worst rate 20-fold


def fisher(x1: int, n1: int, x2: int, n2: int, *, alternative: str = "two-sided", mid_p: bool = False) -> float:
    """Fisher's exact p-value of p2 against p1, or its mid-p (observed table counted half).

    `alternative` is "two-sided" (sum of the probabilities not larger than the observed one), "less" (p2 < p1)
    or "greater". Raises ValueError for another alternative.
    Source: Fisher 1935; mid-p: Lancaster 1961, JASA 56:223.
    """
    if alternative not in ("two-sided", "less", "greater"):
        raise ValueError(f"The alternative is two-sided, less or greater, not {alternative}.")
    successes = x1 + x2
    support = np.arange(max(0, successes - n1), min(n2, successes) + 1)
    log_p = _log_choose(n2, support) + _log_choose(n1, successes - support)
    probabilities = np.exp(log_p - _log_choose(n1 + n2, np.array(successes)))
    observed = probabilities[support == x2].sum()
    tied = support == x2
    if alternative == "two-sided":
        # 1e-7 relative, as in R's fisher.test: equal probabilities may differ in their last digits
        tied = np.abs(probabilities - observed) <= observed * 1e-7
        extreme = (probabilities < observed) & ~tied
    else:
        extreme = support < x2 if alternative == "less" else support > x2
    return min(1.0, float(probabilities[extreme].sum() + probabilities[tied].sum() * (0.5 if mid_p else 1.0)))


def boschloo(x1: int, n1: int, x2: int, n2: int, alternative: str = "two-sided") -> float:
    """Boschloo's unconditional exact p-value of p2 against p1.

    The chance, at the least favourable common rate, of a one-sided Fisher p as small as the observed one;
    two-sided is twice the smaller side, as in scipy.stats.boschloo_exact, which takes about 5 times as long.
    `alternative` is "two-sided", "less" (p2 < p1) or "greater". Raises ValueError for another alternative.
    Source: Boschloo 1970, Stat Neerl 24:1.
    """
    if alternative == "two-sided":
        return min(1.0, 2 * min(boschloo(x1, n1, x2, n2, "less"), boschloo(x1, n1, x2, n2, "greater")))
    if alternative == "less":
        return boschloo(n1 - x1, n1, n2 - x2, n2, "greater")
    if alternative != "greater":
        raise ValueError(f"The alternative is two-sided, less or greater, not {alternative}.")
    if n1 > n2:  # the same question asked of the failures; the work grows with the first group
        return boschloo(n2 - x2, n2, n1 - x1, n1, "greater")
    table_p = _fisher_greater(n1, n2)
    as_small = table_p <= table_p[x1, x2] * (1 + 1e-10)
    threshold = np.where(as_small.any(axis=1), as_small.argmax(axis=1), n2 + 1)
    return _worst_tail(threshold, n1, n2)


def _fisher_greater(n1: int, n2: int) -> Floats:
    """Fisher's one-sided p (second group higher) of every table that could come out, by (x1, x2)."""
    total, x1 = np.arange(n1 + n2 + 1)[:, None], np.arange(n1 + 1)
    x2 = total - x1
    log_p = _log_choose(n1, x1) + _log_choose(n2, np.clip(x2, 0, n2)) - _log_choose(n1 + n2, total)
    at_most = np.cumsum(np.where((x2 >= 0) & (x2 <= n2), np.exp(log_p), 0.0), axis=1)
    row = x1[:, None]
    return np.asarray(at_most[row + np.arange(n2 + 1), row])


def _log_choose(n: int, k: Counts) -> Floats:
    """Log of the binomial coefficient."""
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def _worst_tail(threshold: Counts, n1: int, n2: int) -> float:
    """The largest chance, over a common rate, that the second group reaches its threshold for the first."""
    rates = np.linspace(0, 1, _COARSE + 1)[1:-1]
    tails = _tails(rates, threshold, n1, n2)
    for _ in range(_REFINEMENTS):
        best = int(tails.argmax())
        rates = np.linspace(rates[max(best - 1, 0)], rates[min(best + 1, rates.size - 1)], _FINE + 1)
        tails = _tails(rates, threshold, n1, n2)
    return min(1.0, float(tails.max()))


def _tails(rates: Floats, threshold: Counts, n1: int, n2: int) -> Floats:
    """For each rate: sum over x1 of P(x1) P(x2 >= threshold of x1)."""
    x1 = np.arange(n1 + 1)
    p = rates[:, None]
    first = np.exp(_log_choose(n1, x1) + x1 * np.log(p) + (n1 - x1) * np.log1p(-p))
    reached = np.where(threshold > n2, 0.0, np.where(threshold == 0, 1.0, bdtrc(threshold - 1.0, n2, p)))
    return np.asarray((first * reached).sum(axis=1))
