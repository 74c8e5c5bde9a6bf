"""How many people more than elsewhere it went badly for, and how sure that is: a cell, a channel, a value.

A cell (persona x channel) must be worse than its own persona on the other channels and than the other personas on its
channel: the smaller difference counts, and the larger p-value. A whole channel is held against the others within
personas, a value of a property against the other values within strata (Mantel-Haenszel; Sato, Greenland and Robins).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.ab_test import MIN_EXPECTED
from touchpath.stats.common_difference import common_difference
from touchpath.stats.differences import n_minus_1_chi_square, newcombe, share, smallest_expected

Counts = NDArray[np.int64]
FEWEST_HERE = 30
"""Fewer people on either side are not judged."""


@dataclass(frozen=True)
class Excess:
    """How badly it went for `people` of whom `bad`, held against others; nothing here is hidden yet.

    `others` of whom `others_bad` are those it is held against first (of a cell: the other personas on its channel),
    `own` of whom `own_bad` the own persona elsewhere (a cell only). `difference` is in shares (0-1); `excess` counts
    people, `low` is the lower end of its 95 % interval.
    """

    people: int
    bad: int
    others: int
    others_bad: int
    own: int
    own_bad: int
    difference: float
    low: float
    p_value: float

    @property
    def excess(self) -> float:
        """People for whom it went badly beyond what happens elsewhere."""
        return self.people * self.difference

    @property
    def excess_low(self) -> float:
        """The lower end of that."""
        return self.people * self.low


def worse_cells(bad: Counts, people: Counts) -> dict[tuple[int, int], Excess]:
    """Every cell of a table persona x channel that can be judged, by its place."""
    own, others = people.sum(axis=1, keepdims=True) - people, people.sum(axis=0, keepdims=True) - people
    own_bad, others_bad = bad.sum(axis=1, keepdims=True) - bad, bad.sum(axis=0, keepdims=True) - bad
    lows, differences, tests, enough = [], [], [], people >= FEWEST_HERE
    for x, n in ((own_bad, own), (others_bad, others)):
        differences.append(share(bad, people) - share(x, n))
        lows.append(newcombe(x, n, bad, people)[0])
        tests.append(_one_way(x, n, bad, people))
        enough = enough & (n >= FEWEST_HERE) & (smallest_expected(x, n, bad, people) >= MIN_EXPECTED)
    difference, low, p_value = np.minimum(*differences), np.minimum(*lows), np.maximum(*tests)
    return {
        (int(i), int(j)): Excess(
            int(people[i, j]), int(bad[i, j]), int(others[i, j]), int(others_bad[i, j]), int(own[i, j]),
            int(own_bad[i, j]), float(difference[i, j]), float(low[i, j]), float(p_value[i, j]),
        )
        for i, j in np.argwhere(enough)
    }  # fmt: skip


def worse_channels(bad: Counts, people: Counts) -> dict[int, tuple[Excess, int | None]]:
    """Every channel of such a table that can be judged, and the persona whose cell alone explains it, if one does."""
    found: dict[int, tuple[Excess, int | None]] = {}
    if np.count_nonzero(people.sum(axis=1)) < 2:
        return found
    for channel in range(people.shape[1]):
        here, there = people[:, channel], people.sum(axis=1) - people[:, channel]
        here_bad, there_bad = bad[:, channel], bad.sum(axis=1) - bad[:, channel]
        excess = against_others(there_bad, there, here_bad, here)
        if excess is None:
            continue
        worst = int(
            np.nanargmax(np.where(there > 0, here * (share(here_bad, here) - share(there_bad, there)), np.nan))
        )
        rest = np.arange(len(here)) != worst
        without = common_difference(there_bad[rest], there[rest], here_bad[rest], here[rest])
        found[channel] = (excess, None if without.low > 0 else worst)
    return found


def against_others(others_bad: Any, others: Any, bad: Any, people: Any) -> Excess | None:
    """People held against others stratum by stratum; None where too few stand on either side."""
    both = (np.asarray(others) > 0) & (np.asarray(people) > 0)
    x1, n1, x2, n2 = (np.asarray(part, dtype=np.int64)[both] for part in (others_bad, others, bad, people))
    sizes = [int(part.sum()) for part in (n2, x2, n1, x1)]
    if min(sizes[0], sizes[2]) < FEWEST_HERE:
        return None
    if smallest_expected(sizes[3], sizes[2], sizes[1], sizes[0]) < MIN_EXPECTED:
        return None
    found = common_difference(x1, n1, x2, n2)
    if found.p_value != found.p_value:
        return None
    p_value = found.p_value if found.estimate > 0 else 1.0
    people_here, bad_here, others_all, bad_there = sizes
    return Excess(people_here, bad_here, others_all, bad_there, 0, 0, found.estimate, found.low, p_value)


def _one_way(x1: Any, n1: Any, x2: Any, n2: Any) -> NDArray[np.float64]:
    """The two-sided p of the N-1 test where the second share is the larger, else 1."""
    z, p = n_minus_1_chi_square(x1, n1, x2, n2)
    return np.where(np.nan_to_num(z) > 0, p, 1.0)
