"""How much of the variance of an outcome each of several correlated items accounts for: LMG shares of R squared.

An item's share is its mean gain of R squared over all orders in which the items can enter a linear model (the Shapley
value of R squared). The shares are never negative and add up to R squared.
Source: Lindeman, Merenda and Gold 1980, Introduction to Bivariate and Multivariate Analysis; Groemping 2006, J Stat
Softw 17(1), whose R package `relaimpo` gives the reference figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.proportions import Floats

MOST_ITEMS = 13
"""Beyond it the 2^items models of every order are too many to be fitted exactly."""
_NO_VARIANCE = 1e-12
_BATCH = 50


@dataclass(frozen=True, slots=True)
class RelativeImportance:
    """LMG shares, one per item (0-1, in units of R squared); they add up to `r_squared`."""

    shares: Floats
    r_squared: float


def lmg(items: ArrayLike, outcome: ArrayLike) -> RelativeImportance:
    """The shares of the columns of `items` (n x p) in the variance of `outcome` (n); no missing values.

    An item that the others determine adds nothing once they are in. Raises ValueError for no item, more than
    MOST_ITEMS, or an outcome that does not vary.
    """
    x, y = np.asarray(items, dtype=float), np.asarray(outcome, dtype=float)
    covariance = np.cov(np.column_stack([x, y]), rowvar=False, bias=True)
    if y.size < 2 or covariance[-1, -1] <= 0:
        raise ValueError("The outcome does not vary.")
    shares = lmg_of_covariances(covariance[None])[0]
    return RelativeImportance(shares, float(shares.sum()))


def lmg_of_covariances(covariances: Floats) -> Floats:
    """The same from covariance matrices of the items and, last, the outcome: shape (k, p+1, p+1) gives (k, p).

    NaN where the outcome does not vary. Raises ValueError for no item or more than MOST_ITEMS.
    """
    items = covariances.shape[1] - 1
    if not 1 <= items <= MOST_ITEMS:
        raise ValueError(f"LMG shares are computed for 1 to {MOST_ITEMS} items, not {items}.")
    parts = range(0, len(covariances), _BATCH)
    return np.concatenate([_shares(covariances[part : part + _BATCH]) for part in parts])


def variance_inflation(items: ArrayLike) -> Floats:
    """How many times wider an item's coefficient is for being told by the others: 1 / (1 - R squared of it on them).

    Columns of `items` (n x p), no missing values; infinite where the others determine it, NaN where it does not vary.
    """
    x = np.asarray(items, dtype=float)
    varies = np.ptp(x, axis=0) > 0
    found = np.full(x.shape[1], np.nan)
    found[varies] = _inflation(np.atleast_2d(np.corrcoef(x[:, varies], rowvar=False)))
    return found


def _inflation(correlations: Floats) -> Floats:
    """The diagonal of the inverse, row by row, so that one determined item does not spoil the others."""
    found = np.ones(len(correlations))
    for place in range(len(correlations)):
        others = np.delete(np.arange(len(correlations)), place)
        if others.size:
            part = correlations[place, others]
            told = part @ np.linalg.pinv(correlations[np.ix_(others, others)], hermitian=True) @ part
            found[place] = 1 / (1 - told) if told < 1 - _NO_VARIANCE else np.inf
    return found


def _shares(covariances: Floats) -> Floats:
    explained = _explained(_scaled(covariances))
    items = covariances.shape[1] - 1
    sizes = np.bitwise_count(np.arange(2**items)).astype(int)
    weights = np.array([1 / (items * comb(items - 1, size)) if size < items else 0.0 for size in sizes])
    shares = np.empty((len(covariances), items))
    for item in range(items):
        without = np.flatnonzero(~np.arange(2**items) >> item & 1)
        shares[:, item] = (explained[:, without | 1 << item] - explained[:, without]) @ weights[without]
    return shares


def _scaled(covariances: Floats) -> Floats:
    """As correlations; an item that does not vary is a row of zeros, an outcome that does not is NaN."""
    spread = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2))
    known = np.where(spread > 0, spread, np.inf)
    known[:, -1] = np.where(spread[:, -1] > 0, spread[:, -1], np.nan)
    return covariances / known[:, :, None] / known[:, None, :]


def _explained(correlations: Floats) -> Floats:
    """R squared of every subset of the items, shape (k, 2^p); bit j of a subset's number is item j.

    Item by item: each subset so far either leaves the item out or takes it in, which leaves the partial covariances
    of what comes after it (Schur complement). So all 2^p models cost little more than the last item alone.
    """
    left = correlations[:, None]
    for _ in range(correlations.shape[1] - 1):
        left = np.concatenate([left[:, :, 1:, 1:], _swept(left)], axis=1)
    return 1 - left[:, :, 0, 0]


def _swept(left: Floats) -> Floats:
    pivot = left[:, :, 0, 0]
    inverse = np.where(pivot > _NO_VARIANCE, 1 / np.where(pivot > _NO_VARIANCE, pivot, 1), 0.0)
    column = left[:, :, 1:, 0]
    return left[:, :, 1:, 1:] - inverse[:, :, None, None] * column[:, :, :, None] * column[:, :, None, :]
