"""The bootstrap over people of what is computed from sums: sums of resamples, intervals, what can be told apart.

Each person counts Poisson(1) times in a resample (Hanley and MacGibbon 2006, Comput Methods Programs Biomed 83:57),
so that people may be drawn one by one or in parts. Beyond MOST_UNITS people, random groups of people are drawn: they
vary as the people do, and the cost no longer grows with the people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats

RESAMPLES = 500
MOST_UNITS = 20_000
_AT_A_TIME = 50
Strata = NDArray[np.int64]
DrawsDone = Callable[[int, int], None]


def untold(done: int, of: int) -> None:
    """Nobody is told."""


def resampled_sums(
    values: Floats, strata: Strata, resamples: int = RESAMPLES, seed: int = 0, told: DrawsDone = untold
) -> Floats:
    """Sums of the columns of `values` (one row a person) within each stratum, in each resample.

    `strata` numbers each person's stratum from 0. Shape (resamples, strata, columns). `told` is called now and then
    with how many of the resamples are drawn, and may raise to end it.
    """
    random = np.random.default_rng(seed)
    count = int(strata.max()) + 1 if strata.size else 0
    sums = np.zeros((resamples, count, values.shape[1]))
    for stratum, units in _units(values, strata, count, random):
        for first in range(0, resamples, _AT_A_TIME):
            some = slice(first, min(first + _AT_A_TIME, resamples))
            sums[some, stratum] = random.poisson(1.0, (some.stop - first, len(units))).astype(float) @ units
            told((stratum * resamples + some.stop) // count, resamples)
    return sums


def _units(values: Floats, strata: Strata, count: int, random: np.random.Generator) -> Iterator[tuple[int, Floats]]:
    """The people of each stratum, or the sums of random groups of them."""
    for stratum in range(count):
        rows = np.flatnonzero(strata == stratum)
        share = int(np.ceil(MOST_UNITS * len(rows) / len(strata)))
        if len(strata) <= MOST_UNITS:
            yield stratum, values[rows]
        else:
            rows = random.permutation(rows)
            starts = np.linspace(0, len(rows), share, endpoint=False).astype(int)
            yield stratum, np.add.reduceat(values[rows], starts, axis=0)


def percentile_interval(draws: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """The middle `level` of the draws (first axis), low and high; NaN draws are left out, all NaN gives NaN."""
    tail = 100 * (1 - level) / 2
    known = np.where(np.isfinite(draws).any(axis=0), draws, 0.0)
    low, high = np.nanpercentile(known, [tail, 100 - tail], axis=0)
    empty = ~np.isfinite(draws).any(axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def brackets(values: Floats, draws: Floats, level: float = 0.95) -> NDArray[np.int64]:
    """Which values cannot be told apart: the number of its bracket for each, from 1 for the largest; 0 for NaN.

    A bracket is opened by the largest value not in one, and holds those next to it in order whose difference from it
    has an interval (over the draws of both) that covers 0. `draws` has shape (resamples, values).
    """
    found = np.zeros(len(values), dtype=np.int64)
    first, number = -1, 0
    for place in np.argsort(-values, kind="stable"):
        if np.isnan(values[place]):
            continue
        if first < 0 or _apart(draws[:, first] - draws[:, place], level):
            first, number = int(place), number + 1
        found[place] = number
    return found


def _apart(differences: Floats, level: float) -> bool:
    low, high = percentile_interval(differences[:, None], level)
    return bool(low[0] > 0 or high[0] < 0)
