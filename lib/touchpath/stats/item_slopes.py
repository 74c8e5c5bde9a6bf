"""One item at a time: by how much the outcome differs per unit of an item, among those who have it.

Adjusted for strata (personas): only people of one stratum are compared with each other, as with an effect of its own
for each stratum in a linear model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from touchpath.stats.person_bootstrap import RESAMPLES, DrawsDone, resampled_sums, untold
from touchpath.stats.proportions import Floats

_SUMS = 5
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class ItemSlopes:
    """One entry per item: the slope with its interval, p-value and people; NaN where nothing varies within a stratum.

    `draws` are the slopes of the resamples, shape (resamples, items).
    """

    slope: Floats
    low: Floats
    high: Floats
    p_value: Floats
    people: Floats
    draws: Floats


def item_slopes(
    items: ArrayLike,
    outcome: ArrayLike,
    strata: ArrayLike,
    resamples: int = RESAMPLES,
    level: float = 0.95,
    seed: int = 0,
    told: DrawsDone = untold,
) -> ItemSlopes:
    """Slopes of `outcome` (n) on each column of `items` (n x m; NaN: the person does not have it) within strata.

    One row is one person; `strata` numbers the stratum of each from 0. The standard error is that of a bootstrap over
    people, which holds whatever the variances; interval and p-value are of Student's t on people - strata - 1 degrees
    of freedom, and so agree. `told` as in person_bootstrap.
    """
    x, y = np.atleast_2d(np.asarray(items, dtype=float).T).T, np.asarray(outcome, dtype=float)
    codes = np.asarray(strata, dtype=np.int64)
    sums = _sums(x, y)
    groups = int(codes.max()) + 1 if codes.size else 0
    whole = np.zeros((1, groups, sums.shape[1]))
    np.add.at(whole[0], codes, sums)
    slope = _slopes(whole)[0]
    draws = _slopes(resampled_sums(sums, codes, resamples, seed, told))
    people, used = (whole[0, :, : x.shape[1]].sum(axis=0), (whole[0, :, : x.shape[1]] > 0).sum(axis=0))
    df = people - used - 1
    error = _spread(draws) * np.sqrt(people / np.where(df > 0, df, np.nan))
    with np.errstate(invalid="ignore", divide="ignore"):
        half = stdtrit(df, 0.5 + level / 2) * error
        p_value = 2 * stdtr(df, -np.abs(slope / error))
    return ItemSlopes(slope, slope - half, slope + half, p_value, people, draws)


def _sums(x: Floats, y: Floats) -> Floats:
    """What a slope is made of, per person: has it, x, y, xx, xy of each item; centred, so that nothing cancels."""
    has = np.isfinite(x)
    count = np.maximum(has.sum(axis=0), 1)
    centred = np.where(has, x - np.where(has, x, 0).sum(axis=0) / count, 0.0)
    around = np.where(has, (y - y.mean())[:, None] if y.size else 0.0, 0.0)
    return np.concatenate([has, centred, around, centred * centred, centred * around], axis=1)


def _slopes(sums: Floats) -> Floats:
    n, sx, sy, xx, xy = np.split(sums, _SUMS, axis=2)
    n = np.maximum(n, 1e-300)
    within, both = (xx - sx * sx / n).sum(axis=1), (xy - sx * sy / n).sum(axis=1)
    varies = within > _FLAT * np.maximum(xx.sum(axis=1), 1e-300)
    return np.where(varies, both / np.where(varies, within, 1.0), np.nan)


def _spread(draws: Floats) -> Floats:
    """Standard deviation of the draws that have a value, NaN with fewer than two."""
    known = np.isfinite(draws)
    count = known.sum(axis=0)
    mean = np.where(known, draws, 0).sum(axis=0) / np.maximum(count, 1)
    squares = np.where(known, (draws - mean) ** 2, 0).sum(axis=0)
    return np.where(count > 1, np.sqrt(squares / np.maximum(count - 1, 1)), np.nan)
