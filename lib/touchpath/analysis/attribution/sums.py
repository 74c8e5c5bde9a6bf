"""Sums of credit by person, or by random groups of them, and what the bootstrap makes of these."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
MOST_UNITS = 4_096
"""Beyond so many people random groups of equal size are drawn: sums vary as those of people do."""
Z = 1.959963984540054


@dataclass(frozen=True)
class PeopleUnits:
    """In which unit of the bootstrap each person is (by key; -1: in none), and how many units there are."""

    of: NDArray[np.int64]
    count: int

    @classmethod
    def among(cls, people: Integers, seed: int = 0) -> PeopleUnits:
        """PeopleUnits of equal size among people (keys, ascending): everybody alone where they are few."""
        count = min(len(people), MOST_UNITS)
        of = np.full(int(people.max(initial=-1)) + 1, -1, dtype=np.int64)
        mixed = np.random.default_rng(seed).permutation(len(people))
        of[people] = mixed * count // max(len(people), 1)
        return cls(of, count)

    def draws(self, resamples: int, seed: int = 1) -> Floats:
        """How often each unit is drawn in each resample: as many draws as units, with replacement."""
        random = np.random.default_rng(seed)
        drawn = random.integers(0, max(self.count, 1), (resamples, self.count))
        drawn += np.arange(resamples)[:, None] * self.count
        counts = np.bincount(drawn.ravel(), minlength=resamples * self.count)
        return counts.reshape(resamples, self.count).astype(np.float64)


@dataclass(frozen=True)
class Spread:
    """The 95 % interval of each sum, and of its rank (1 is the largest)."""

    low: Floats
    high: Floats
    rank_low: Floats
    rank_high: Floats


def spread(totals: Floats, drawn: Floats, ranked: NDArray[np.bool_], *, negative: bool = False) -> Spread:
    """From the resampled sums (resamples x names): total +- 1.96 standard errors, ranks by percentile.

    `ranked` marks the names that take part in ranks. Below 0 the interval is cut unless amounts may be `negative`.
    """
    error = Z * np.nanstd(drawn, axis=0, ddof=1) if len(drawn) > 1 else np.full(len(totals), np.nan)
    low = totals - error if negative else np.maximum(totals - error, 0.0)
    places = np.full(drawn.shape, np.nan)
    places[:, ranked] = ranks(drawn[:, ranked])
    known = np.isfinite(places).any(axis=0)
    ends = np.full((2, len(totals)), np.nan)
    if known.any():
        ends[:, known] = np.nanpercentile(places[:, known], [2.5, 97.5], axis=0)
    return Spread(low, totals + error, np.floor(ends[0]), np.ceil(ends[1]))


def added(cells: Integers, amounts: Floats, size: int) -> Floats:
    """The sum of the amounts in each of `size` cells; of nothing too."""
    return np.asarray(np.bincount(cells, amounts, minlength=size), dtype=np.float64)


def ranks(values: Floats) -> Floats:
    """The rank of each value of a row, 1 for the largest; equal values share the best place."""
    return np.asarray((values[..., None, :] > values[..., :, None]).sum(axis=-1) + 1.0)
