"""Making those who answered look like those who were asked: standardised differences, post-stratification, raking.

Weights repair what is known of both; they cannot repair silence that depends on the answer itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from touchpath.stats.proportions import Floats

MOST_OF_MEDIAN = 5.0
"""A weight is trimmed at this many times the median weight."""
_ROUNDS, _CLOSE = 100, 1e-9


def standardised_difference(answered: ArrayLike, silent: ArrayLike) -> float:
    """The difference of two means in units of their common standard deviation, sqrt((v1 + v2) / 2).

    NaN where either has fewer than two values. Source: Cohen 1988; Austin 2009, Stat Med 28:3083.
    """
    a, b = np.asarray(answered, dtype=float), np.asarray(silent, dtype=float)
    if min(a.size, b.size) < 2:
        return nan
    spread = sqrt((a.var(ddof=1) + b.var(ddof=1)) / 2)
    return float((a.mean() - b.mean()) / spread) if spread > 0 else 0.0


def category_difference(answered: ArrayLike, silent: ArrayLike) -> float:
    """The same for counts by category: the distance of the two distributions by their mean covariance.

    For two categories it is the size of the standardised difference of their share. NaN where either has nobody.
    Source: Yang & Dalton 2012, SAS Global Forum 335.
    """
    a, b = np.asarray(answered, dtype=float), np.asarray(silent, dtype=float)
    kept = a + b > 0
    if not (a.sum() > 0 and b.sum() > 0):
        return nan
    p, q = (part[kept] / part.sum() for part in (a, b))
    if len(p) < 2:
        return 0.0
    gap = (p - q)[1:]
    spread = sum(np.diag(share) - np.outer(share, share) for share in (p[1:], q[1:])) / 2
    return float(sqrt(max(gap @ np.linalg.pinv(spread) @ gap, 0.0)))


def post_stratified(asked: ArrayLike, cell: ArrayLike, base: ArrayLike | None = None) -> Floats:
    """Weights of answers by which each cell counts as many as were asked in it; `cell` is that of each answer.

    `base` are weights the answers have already. Answers in a cell of nobody get 0. Source: Holt & Smith 1979.
    """
    cells = np.asarray(cell, dtype=np.int64)
    size = np.asarray(asked, dtype=float)
    own = np.ones(len(cells)) if base is None else np.asarray(base, dtype=float)
    answered = np.bincount(cells, own, len(size))
    return np.asarray(own * np.divide(size, answered, out=np.zeros(len(size)), where=answered > 0)[cells])


def raked(
    margins: Sequence[ArrayLike], cells: Sequence[ArrayLike], base: ArrayLike | None = None
) -> NDArray[np.float64]:
    """Weights under which every factor alone is spread as among those asked (iterative proportional fitting).

    `margins` holds the asked per level of each factor, `cells` the level of each answer. Levels that nobody of the
    answers has are left out of its margin. Source: Deming & Stephan 1940.
    """
    count = len(np.asarray(cells[0]))
    weight = np.ones(count) if base is None else np.asarray(base, dtype=float).copy()
    total = float(np.asarray(margins[0], dtype=float).sum())
    for _ in range(_ROUNDS):
        before = weight
        for asked, cell in zip(margins, cells, strict=True):
            weight = post_stratified(asked, cell, weight)
            weight = weight * (total / weight.sum() if weight.sum() > 0 else 1.0)
        if np.max(np.abs(weight - before), initial=0.0) <= _CLOSE * total / max(count, 1):
            break
    return weight


def trimmed(weights: ArrayLike, most: float = MOST_OF_MEDIAN) -> tuple[Floats, int]:
    """Weights cut at `most` times their median, and how many were cut."""
    weight = np.asarray(weights, dtype=float)
    if not weight.size:
        return weight, 0
    limit = most * float(np.median(weight))
    return np.minimum(weight, limit), int(np.count_nonzero(weight > limit * (1 + _CLOSE)))
