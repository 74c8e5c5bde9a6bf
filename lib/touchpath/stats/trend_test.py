"""A trend of a share over ordered groups."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from touchpath.stats.results import Estimate, unavailable

_METHOD = "Cochran-Armitage trend test"


def trend_test(successes: ArrayLike, n: ArrayLike, scores: ArrayLike | None = None) -> Estimate:
    """Whether the share rises or falls over ordered groups: its slope per unit of the scores (0, 1, 2 ...).

    Its p-value is two-sided: z^2 = (sum x (s - sbar))^2 / (p (1-p) sum n (s - sbar)^2), as R's `prop.trend.test`.
    `statistic` is z; no interval. NaN with a reason for fewer than two groups with anybody, or where all or none
    succeeded. Source: Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375.
    """
    x, size = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    at = np.arange(x.size, dtype=float) if scores is None else np.asarray(scores, dtype=float)
    total = float(size.sum())
    if np.count_nonzero(size) < 2:
        return unavailable(_METHOD, "A trend needs at least two groups with people in them.", n=total)
    centred = at - float(size @ at) / total
    spread = float(size @ centred**2)
    if spread <= 0:
        return unavailable(_METHOD, "The groups stand at one place.", n=total)
    share, slope = float(x.sum()) / total, float(x @ centred) / spread
    if not 0 < share < 1:
        return unavailable(_METHOD, "All or none of them did: there is nothing to compare.", estimate=slope, n=total)
    error = sqrt(share * (1 - share) / spread)
    z = slope / error
    return Estimate(slope, nan, nan, float(2 * ndtr(-abs(z))), total, _METHOD, standard_error=error, statistic=z)
