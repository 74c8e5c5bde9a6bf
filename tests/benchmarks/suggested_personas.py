"""How often three groups of people are found, and how often shuffled behaviour is refused.

python -m tests.benchmarks.suggested_personas [RUNS]: some seconds a run. Bars:
 95 of 100 each (adjusted Rand >= .8).
"""

from __future__ import annotations

import sys
from collections import Counter

import numpy as np

from tests.stats.simulated_groups import judged, three_groups
from touchpath.stats.grouping import adjusted_rand


def main(runs: int = 100) -> None:
    """Print how many of the runs end as they should."""
    found, refused = 0, Counter[str]()
    for seed in range(runs):
        features, truth = three_groups(seed)
        one = judged(features, seed)
        found += one.refused == "" and adjusted_rand(one.labels, truth) >= 0.8
        refused[judged(np.random.default_rng(seed).permuted(features, axis=0), seed).refused or "accepted"] += 1
    print(f"three groups of 200: accepted with an adjusted Rand index of at least .8 in {found} of {runs}")
    print(f"shuffled: refused in {runs - refused['accepted']} of {runs} ({dict(refused)})")


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:]))
