"""The permutation test of two means from its moments: what shuffling would give, without shuffling."""

from __future__ import annotations

import numpy as np
from scipy.stats import pearson3

from touchpath.stats.proportions import Floats


def shuffled_mean_p(own: Floats, rest: Floats) -> float:
    """Two-sided p-value of the mean of `own` against that of `rest`, were people dealt to the two at random.

    The mean, variance and skewness of that distribution are exact; its shape is taken as Pearson's type III, so that
    values with a long tail (revenue) call no small group apart. NaN where nothing varies or a side is empty. Source:
    Berry and Mielke 1983, Commun Stat A 12:1197 (moment approximation of permutation tests).
    """
    values = np.concatenate([own, rest])
    n, size = len(own), len(values)
    centred = values - values.mean()
    variance = float((centred**2).mean())
    if not 0 < n < size or size < 4 or not variance > 1e-24 * max(float(values.max(initial=0)) ** 2, 1e-300):
        return float("nan")
    deviation = np.sqrt(variance * (size - n) / (n * (size - 1)))
    skewness = float((centred**3).mean()) / variance**1.5
    skewness *= (size - 2 * n) / (size - 2) * np.sqrt((size - 1) / (n * (size - n)))
    distance = float((own.mean() - values.mean()) / deviation)
    below = float(pearson3.cdf(distance, skewness))
    return min(2 * min(below, float(pearson3.sf(distance, skewness))), 1.0)
