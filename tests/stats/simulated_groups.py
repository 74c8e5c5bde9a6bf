"""People whose behaviour falls into three groups, and the same with every behaviour dealt out anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.journey.suggested_personas import LEAST_APART, LEAST_STABLE
from touchpath.stats.grouping import GroupNumbers, best_number, components, crowds_as_tight, nearest, try_groups
from touchpath.stats.proportions import Floats

FEWEST = 30


@dataclass(frozen=True, eq=False)
class Judged:
    """Why no groups were suggested (empty: they were), and the group of each person."""

    refused: str
    labels: GroupNumbers


def three_groups(seed: int, people: int = 600) -> tuple[Floats, GroupNumbers]:
    """Roots of shares of some 30 events over 12 touchpoints, of which each group favours four, and six of noise."""
    random = np.random.default_rng(seed)
    truth = np.arange(people) % 3
    shares = np.full((3, 12), 0.35 / 8)
    for group in range(3):
        shares[group, 4 * group : 4 * group + 4] = 0.65 * random.dirichlet(np.full(4, 4.0))
    counts = np.array([random.multinomial(5 + random.poisson(25), shares[group]) for group in truth])
    noise = random.normal(size=(people, 6))
    return np.column_stack([np.sqrt(counts / counts.sum(axis=1, keepdims=True)), noise]), truth


def judged(features: Floats, seed: int) -> Judged:
    """What the suggestion says of features, by the rules of the question."""
    random = np.random.default_rng(seed)
    together = components(features, random)
    nobody = np.zeros(len(features), dtype=np.int64)
    if not together.loadings.shape[1]:
        return Judged("nothing_together", nobody)
    values = together.of(features)
    tried = [try_groups(values, groups, random) for groups in range(2, 9)]
    tried = [pair for pair in tried if pair[0].smallest >= FEWEST]
    if not tried:
        return Judged("few", nobody)
    best = best_number([part for part, _ in tried], LEAST_APART)
    if best.stability < LEAST_STABLE:
        return Judged("unstable", nobody)
    centres = next(where for part, where in tried if part == best)
    if not best.apart > LEAST_APART or crowds_as_tight(values, centres, random):
        return Judged("not_apart", nobody)
    return Judged("", nearest(values, centres))
