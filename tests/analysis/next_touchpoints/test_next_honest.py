"""A touchpoint that people meet for other reasons is seldom called worth testing: a slice of the benchmark."""

from __future__ import annotations

from collections import Counter

import numpy as np

from tests.analysis.comparable.simulated_meetings import World
from tests.benchmarks.next_touchpoints import verdict


def verdicts(world: World, times: int) -> Counter[str]:
    return Counter(verdict(world, np.random.default_rng([17, seed])) for seed in range(times))


def test_confounding_without_an_effect_is_seldom_worth_testing() -> None:
    assert verdicts(World(1_000, meets=0.003, buys=0.003), 30)["more"] <= 3


def test_ten_points_are_worth_testing() -> None:
    assert verdicts(World(4_400, effect=0.1, meets=0.002, buys=0.003), 3)["more"] >= 2
