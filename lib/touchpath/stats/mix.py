"""Composition against rate: did the mix of personas shift, and how much of a difference is that?"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate, unavailable


@dataclass(frozen=True, slots=True)
class MixShift:
    """A difference of two overall rates (shares), split without remainder.

    `composition` would have come from the other mix of personas alone, `rate` from the personas' own rates;
    `by_persona` holds each persona's (composition, rate) part, in the order given.
    """

    total: float
    composition: float
    rate: float
    by_persona: tuple[tuple[float, float], ...]


def chi_square(table: ArrayLike) -> Estimate:
    """Pearson's chi-square of a rows x columns table of counts, without continuity correction.

    `estimate` is Cramer's V (0-1, no interval). Empty rows and columns are left out. Source: Pearson 1900.
    """
    counts = np.asarray(table, dtype=float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    n = float(counts.sum())
    if min(counts.shape) < 2:
        return unavailable("chi-square", "The counts fill only one row or one column.", n=n)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / n
    statistic = float(np.sum((counts - expected) ** 2 / expected))
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    cramers_v = float(np.sqrt(statistic / n / (min(counts.shape) - 1)))
    return Estimate(cramers_v, nan, nan, float(chdtrc(df, statistic)), n, "chi-square", statistic=statistic, df=df)


def population_stability(before: ArrayLike, after: ArrayLike) -> float:
    """Population stability index of two lists of counts per persona: sum (a - b) ln(a / b) over shares.

    Half a person is added to every persona, so that one seen in only one period counts without being infinite.
    Over .1 is a shift worth naming. NaN when a period is empty. Source: Siddiqi 2006; Kullback & Leibler 1951.
    """
    first, second = (np.asarray(v, dtype=float) for v in (before, after))
    if min(first.sum(), second.sum()) <= 0:
        return nan
    b, a = ((counts + 0.5) / (counts + 0.5).sum() for counts in (first, second))
    return float(np.sum((a - b) * np.log(a / b)))


def mix_shift(x_before: ArrayLike, n_before: ArrayLike, x_after: ArrayLike, n_after: ArrayLike) -> MixShift:
    """Split after minus before into composition and rate, one entry per persona in each list.

    composition = sum (w2-w1)(r1+r2)/2, rate = sum (r2-r1)(w1+w2)/2 with shares w and rates r. A persona seen in
    one period only has no rate in the other: its whole part is composition. NaN when a period is empty.
    Source: Kitagawa 1955, JASA 50:1168.
    """
    sizes = [np.asarray(v, dtype=float) for v in (n_before, n_after)]
    if min(size.sum() for size in sizes) <= 0:
        return MixShift(nan, nan, nan, ())
    weight1, weight2 = (size / size.sum() for size in sizes)
    rate1, rate2 = _rates(x_before, sizes[0], x_after, sizes[1])
    composition = (weight2 - weight1) * (rate1 + rate2) / 2
    rate = (rate2 - rate1) * (weight1 + weight2) / 2
    total = float(np.sum(weight2 * rate2) - np.sum(weight1 * rate1))
    parts = tuple((float(c), float(r)) for c, r in zip(composition, rate, strict=True))
    return MixShift(total, float(composition.sum()), float(rate.sum()), parts)


def _rates(x1: ArrayLike, n1: Floats, x2: ArrayLike, n2: Floats) -> tuple[Floats, Floats]:
    """Both periods' rates, each standing in where the other has nobody."""
    first = np.asarray(x1, dtype=float) / np.where(n1 > 0, n1, nan)
    second = np.asarray(x2, dtype=float) / np.where(n2 > 0, n2, nan)
    filled1 = np.where(n1 > 0, first, np.where(n2 > 0, second, 0.0))
    return filled1, np.where(n2 > 0, second, filled1)
