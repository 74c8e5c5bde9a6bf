"""Gradient-boosted trees for a yes or no (scikit-learn's HistGradientBoostingClassifier), grown a few at a time.

The number of trees is chosen by the log loss on a third of the people held out of the fit. Small trees, slow growth
and large leaves are chosen so that the probabilities hold a season later, not for the last point of accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from touchpath.stats.person_bootstrap import DrawsDone, untold
from touchpath.stats.proportions import Floats

YesNo = NDArray[np.bool_]
HELD_OUT_SHARE = 1 / 3
MOST_TREES, _AT_A_TIME, _PATIENCE = 200, 20, 2
_RATE, _LEAVES, _LEAST_SHARE, _LEAST_LEAF = 0.05, 8, 0.01, 20
_ROWS_AT_A_TIME = 100_000
_CLOSEST = 1e-6


@dataclass(frozen=True, eq=False)
class BoostedTrees:
    """A fitted model; `trees` of it were grown, on the `columns` of which anything was known."""

    model: Any
    trees: int
    columns: YesNo

    def chances(self, values: NDArray[Any]) -> Floats:
        """The chance of a yes for each row, within (0, 1)."""
        with threadpool_limits(1, user_api="openmp"):
            parts = [
                self.model.predict_proba(values[first : first + _ROWS_AT_A_TIME, self.columns])[:, 1]
                for first in range(0, len(values), _ROWS_AT_A_TIME)
            ]
        return np.clip(np.concatenate(parts) if parts else np.zeros(0), _CLOSEST, 1 - _CLOSEST)


def held_out(rows: int, seed: int = 0) -> YesNo:
    """Which of so many rows are the third held out."""
    chosen = np.zeros(rows, dtype=bool)
    chosen[np.random.default_rng(seed).permutation(rows)[: round(rows * HELD_OUT_SHARE)]] = True
    return chosen


def grown(
    values: NDArray[Any], label: YesNo, named: YesNo, trees: int, seed: int = 0, told: DrawsDone = untold
) -> BoostedTrees:
    """A model of so many trees. `named` says which columns hold numbers of names; NaN is missing.

    `told` is called with how many trees are grown, and may raise to end it.
    """
    columns = np.isfinite(values).any(axis=0)
    model, known = _new(len(label), named[columns], seed), values[:, columns]
    for count in (*range(_AT_A_TIME, trees, _AT_A_TIME), trees):
        _grow(model, count, known, label)
        told(count, trees)
    return BoostedTrees(model, trees, columns)


def best_trees(
    values: NDArray[Any], label: YesNo, named: YesNo, held: YesNo, seed: int = 0, told: DrawsDone = untold
) -> BoostedTrees:
    """The model of the others that foretells the held-out rows best, by log loss."""
    others, kept = values[~held], values[held]
    columns, losses = np.isfinite(others).any(axis=0), []
    model, known = _new(len(others), named[columns], seed), others[:, columns]
    for count in range(_AT_A_TIME, MOST_TREES + 1, _AT_A_TIME):
        _grow(model, count, known, label[~held])
        losses.append(log_loss(BoostedTrees(model, count, columns).chances(kept), label[held]))
        told(count, MOST_TREES)
        if len(losses) - int(np.argmin(losses)) > _PATIENCE:
            break
    best = (int(np.argmin(losses)) + 1) * _AT_A_TIME
    return grown(others, label[~held], named, best, seed)


def log_loss(chance: Floats, label: YesNo) -> float:
    """The mean of minus the log of the chance given to what came."""
    return float(-np.mean(np.log(np.where(label, chance, 1 - chance)))) if len(label) else 0.0


def _grow(model: Any, count: int, values: NDArray[Any], label: YesNo) -> None:
    """On one processor: on several, these wait for each other longer than they work while anything else goes on."""
    with threadpool_limits(1, user_api="openmp"):
        model.set_params(max_iter=count).fit(values, label)


def _new(rows: int, named: YesNo, seed: int) -> Any:
    from sklearn.ensemble import (
        HistGradientBoostingClassifier,  # it takes a second to load, which no other page waits
    )

    least = max(_LEAST_LEAF, round(_LEAST_SHARE * rows))
    return HistGradientBoostingClassifier(
        learning_rate=_RATE, max_leaf_nodes=_LEAVES, min_samples_leaf=least, l2_regularization=1.0, warm_start=True,
        early_stopping=False, categorical_features=named if named.any() else None, random_state=seed,
    )  # fmt: skip
