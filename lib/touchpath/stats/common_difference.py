"""One difference of shares over many strata: Mantel-Haenszel, with the interval of Sato, Greenland and Robins."""

from __future__ import annotations

from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.proportions import normal_quantile
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.strata import stratified


def common_difference(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Estimate:
    """Share of group 2 minus share of group 1, the same strata held against each other, as a share (-1 to 1).

    Arrays hold one entry per stratum: successes and people. Strata without people in both groups tell nothing and are
    left out; `n` counts the people of those kept. The p-value is that of the Cochran-Mantel-Haenszel test without
    correction. Weights n1 n2 / (n1 + n2): Mantel and Haenszel 1959; the variance stays right for many sparse strata
    and for few large ones: Sato, Greenland and Robins 1989, Biometrics 45:1323.
    """
    method = "Mantel-Haenszel difference, Sato interval"
    a, m, b, n = (np.atleast_1d(np.asarray(part, dtype=float)) for part in (x1, n1, x2, n2))
    both = (m > 0) & (n > 0)
    a, m, b, n = a[both], m[both], b[both], n[both]
    weight = m * n / (m + n)
    total = float(weight.sum())
    if not total:
        return unavailable(method, "No stratum has people in both groups.", level=level)
    difference = float((b * m - a * n)[:].dot(1 / (m + n))) / total
    p = (a * (n / (m + n)) ** 2 - b * (m / (m + n)) ** 2 + m * n / (m + n) ** 2 * (m - n) / 2).sum()
    q = ((b * (m - a) + a * (n - b)) / (m + n)).sum() / 2
    variance = max(float(difference * p + q), 0.0) / total**2
    half = normal_quantile(level) * sqrt(variance)
    tested = stratified(a, m, b, n)
    return Estimate(
        difference, max(difference - half, -1.0), min(difference + half, 1.0),
        tested.p_value if tested.p_value == tested.p_value else nan,
        float(m.sum() + n.sum()), method, standard_error=sqrt(variance), level=level,
    )  # fmt: skip
