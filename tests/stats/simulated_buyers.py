"""People who buy as the BG/NBD model says, or as it does not: for tests of fitting and of the gate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.repeat_buying import BgNbd, Buyers

Floats = NDArray[np.float64]


def bg_nbd_buyers(model: BgNbd, age: Floats, seed: int) -> Buyers:
    """People of these ages who buy and leave as the model says."""
    random, size = np.random.default_rng(seed), len(age)
    pace, leaving = random.gamma(model.r, 1 / model.alpha, size), random.beta(model.a, model.b, size)
    count, last, clock, there = np.zeros(size), np.zeros(size), np.zeros(size), np.ones(size, dtype=bool)
    while there.any():
        clock = np.where(there, clock + random.exponential(1 / np.maximum(pace, 1e-12)), clock)
        bought = there & (clock < age)
        count[bought] += 1
        last[bought] = clock[bought]
        there = bought & (random.random(size) > leaving)
    return Buyers.of(count, last, age)
