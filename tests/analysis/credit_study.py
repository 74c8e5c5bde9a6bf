"""Simulated journeys with known expected credit: does the interval of each credit hold it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.blocks import BlockCredit
from touchpath.analysis.attribution.journeys import Journeys, expanded
from touchpath.analysis.attribution.rules import SharedTouches, weights
from touchpath.analysis.attribution.sums import PeopleUnits, spread
from touchpath.journey.attribution import Attribution, CreditRule

NAMES = 5
_MET = np.array([0.35, 0.25, 0.2, 0.15, 0.05])
_PULL = np.array([0.05, 0.1, 0.2, 0.02, 0.3])
RESAMPLES = 200


def simulated(rng: np.random.Generator, people: int) -> BlockCredit:
    """People with 1 to 7 touches, who convert the rather the better their last touch and the more they met."""
    lengths = rng.integers(1, 8, people)
    stops = np.cumsum(lengths)
    name = rng.choice(NAMES, stops[-1], p=_MET).astype(np.int32)
    converts = rng.random(people) < np.minimum(_PULL[name[stops - 1]] + 0.04 * lengths, 0.9)
    person, low = np.flatnonzero(converts), (stops - lengths)[converts]
    made = Journeys(person, stops[converts], low, stops[converts])
    found = expanded(made)
    own = name[found.touch]
    shared = SharedTouches(found, own, (made.moment[found.journey] - found.touch).astype(float), own == 0)
    return BlockCredit(made, np.ones(len(person)), person, found, shared, own, NAMES + 1)


def credit(block: BlockCredit, rule: CreditRule, people: int) -> NDArray[np.float64]:
    """Credit by person and name."""
    given = weights(rule, Attribution(rules=(rule,)), block.shared)
    return block.sums(given, block.amounts(value=False), people)[:, :NAMES]


def coverage(
    rules: Sequence[CreditRule], people: int, replicates: int, seed: int = 5
) -> dict[tuple[str, int], float]:
    """The share of replicates whose interval holds the expected credit, by rule and name."""
    rng = np.random.default_rng(seed)
    many = 400_000
    whole = simulated(rng, many)
    expected = {rule: credit(whole, rule, many).sum(axis=0) * people / many for rule in rules}
    held: dict[tuple[str, int], float] = {(rule, name): 0.0 for rule in rules for name in range(NAMES)}
    everybody, ranked = np.arange(people), np.ones(NAMES, dtype=bool)
    for replicate in range(replicates):
        block: Any = simulated(rng, people)
        draws = PeopleUnits.among(everybody, seed=replicate)
        drawn = draws.draws(RESAMPLES, seed=replicate)
        for rule in rules:
            sums = credit(block, rule, people)[np.argsort(draws.of)]
            around = spread(sums.sum(axis=0), drawn @ sums, ranked)
            inside = (around.low <= expected[rule]) & (expected[rule] <= around.high)
            for name in range(NAMES):
                held[rule, name] += inside[name] / replicates
    return held
