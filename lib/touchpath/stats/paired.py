"""The same people before and after, yes/no: only those who changed carry information.

`lost` counts people who were a success before and not after, `gained` the reverse.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr

from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable

MIN_DISCORDANT = 10  # fewer people who changed cannot tell a direction


def mcnemar_mid_p(lost: ArrayLike, gained: ArrayLike) -> Floats:
    """McNemar's exact conditional test with the observed outcome counted half, two-sided; arrays broadcast.

    2 P(X < min) + P(X = min) for X binomial(lost + gained, 1/2), at most 1; 1 where nobody changed.
    Source: Fagerland, Lydersen & Laake 2013, BMC Med Res Methodol 13:91.
    """
    b, c = (np.asarray(v).astype(np.int64) for v in (lost, gained))
    smaller, discordant = np.minimum(b, c), b + c
    # P(X <= k) + P(X <= k - 1) is 2 P(X < k) + P(X = k)
    p = bdtr(smaller, discordant, 0.5) + np.where(smaller > 0, bdtr(np.maximum(smaller - 1, 0), discordant, 0.5), 0.0)
    return np.asarray(np.where(discordant == 0, 1.0, np.minimum(p, 1.0)))


def bonett_price(lost: ArrayLike, gained: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Adjusted Wald interval of the paired difference (rate after minus rate before), as shares.

    p10 = (lost+1)/(n+2), p01 = (gained+1)/(n+2), d +- z sqrt((p10 + p01 - d^2)/(n+2)), kept inside -1 to 1.
    NaN where n is 0. Source: Bonett & Price 2012, J Educ Behav Stat 37:479.
    """
    b, c, size = (np.asarray(v, dtype=float) for v in (lost, gained, n))
    adjusted = np.where(size > 0, size + 2, np.nan)
    p10, p01 = (b + 1) / adjusted, (c + 1) / adjusted
    d = p01 - p10
    half = normal_quantile(level) * np.sqrt((p10 + p01 - d**2) / adjusted)
    return np.maximum(d - half, -1.0), np.minimum(d + half, 1.0)


def compare_paired(lost: int, gained: int, n: int, level: float = 0.95) -> Estimate:
    """Rate after minus rate before of the same `n` people (shares): mid-p and the Bonett-Price interval.

    Without a control the natural decay of retention looks like a drop: the caller must say so.
    Raises ValueError where more people changed than there are.
    """
    if min(lost, gained) < 0 or lost + gained > n:
        raise ValueError("The people who changed lie between 0 and all people.")
    if n == 0:
        return unavailable("McNemar mid-p", "Nobody was seen in both periods.", level=level)
    low, high = (float(end) for end in bonett_price(lost, gained, n, level))
    p_value = float(mcnemar_mid_p(lost, gained))
    return Estimate((gained - lost) / n, low, high, p_value, n, "McNemar mid-p; Bonett-Price interval", level=level)
