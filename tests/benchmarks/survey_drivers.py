"""Drivers of a score over a million answers: the first view with its 500 resamples, and how often chance is called.

Run: python -m tests.benchmarks.survey_drivers [answers] [studies]

A wide survey of 14 rating questions, answered by as many people as make the answers; 13 of them share the score.
Then studies with shuffled items: how often the interval of a difference leaves out 0.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from touchpath.analysis.surveys.chosen_set import chosen_set
from touchpath.analysis.surveys.score_table import ScoreTable
from touchpath.stats.item_slopes import item_slopes
from touchpath.stats.person_bootstrap import brackets

ITEMS = 13


def table(people: int, random: np.random.Generator) -> ScoreTable:
    """Ratings of 1 to 5 that have something in common, one in five items not met; six personas."""
    common = random.normal(size=(people, 1))
    scores = np.clip(np.round(3.5 + 0.7 * common + random.normal(0, 0.8, (people, ITEMS))), 1, 5)
    overall = np.clip(np.round(0.7 * scores[:, :3].mean(axis=1) + 1 + random.normal(0, 0.6, people)), 1, 5)
    scores[random.random(scores.shape) < 0.02] = np.nan
    ends = np.full(ITEMS, 1.0), np.full(ITEMS, 5.0)
    names = tuple(f"item {number}" for number in range(ITEMS))
    return ScoreTable(overall, scores, random.integers(0, 6, people), names, *ends, people, weighted=False)


def speed(answers: int) -> None:
    """Both views, each with 500 resamples."""
    found = table(answers // (ITEMS + 1), np.random.default_rng(1))
    began = time.perf_counter()
    slopes = item_slopes(found.scores, found.overall, found.persona)
    brackets(slopes.slope, slopes.draws)
    between = time.perf_counter()
    shares = chosen_set(found, found.items)
    took = time.perf_counter()
    print(f"drivers: {answers:,} answers of {len(found.overall):,} people, {ITEMS} items, 500 resamples")
    print(f"  one at a time {between - began:.1f} s, chosen set {took - between:.1f} s (both: at most 15 s)")
    print(f"  n of the chosen set {shares.people:,}, R squared {shares.r_squared:.3f}")


def chance(studies: int) -> None:
    """Shuffled items against a score: the share of intervals that leave out 0."""
    random = np.random.default_rng(2)
    for people in (100, 300, 1000):
        excluded = tried = 0
        for _ in range(studies):
            made = table(people, random)
            shuffled = random.permutation(made.scores, axis=0)
            slopes = item_slopes(shuffled, made.overall, made.persona)
            excluded += int(((slopes.low > 0) | (slopes.high < 0)).sum())
            tried += ITEMS
        print(
            f"  {people:,} people, shuffled: {excluded / tried:.4f} of {tried:,} intervals leave out 0 (at most 0.06)"
        )


if __name__ == "__main__":
    speed(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    chance(int(sys.argv[2]) if len(sys.argv) > 2 else 200)
