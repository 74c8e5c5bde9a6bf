"""Matching is honest: a slice of `python -m tests.benchmarks.comparable_people`."""

from __future__ import annotations

from collections import Counter

import numpy as np

from tests.analysis.comparable.simulated_meetings import World, simulated


def verdicts(world: World, times: int) -> Counter[str]:
    return Counter(simulated(world, np.random.default_rng([7, seed])).verdict for seed in range(times))


def test_confounding_without_an_effect_is_seldom_flagged() -> None:
    found = verdicts(World(1_000, meets=0.003, buys=0.003), 40)
    assert found["more"] + found["less"] <= 4


def test_ten_points_are_found() -> None:
    assert verdicts(World(4_400, effect=0.1, meets=0.002, buys=0.003), 5)["more"] >= 4


def test_a_strong_hidden_trait_is_greyed() -> None:
    assert verdicts(World(3_600, trait=3.0, meets=0.002, buys=0.002), 5)["differed_already"] == 5
