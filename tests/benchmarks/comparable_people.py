"""How honest the comparison with comparable people is, in simulated companies.

    python -m tests.benchmarks.comparable_people [--replicates 1000] [--only "hidden trait 2:1"]

Worlds: confounding by persona, activity and tenure alone; the meeting adds 10 points (about 2,000 met it); a hidden
trait makes both meeting and goal three times (two times) as likely for half the people.
"""

from __future__ import annotations

import argparse
from collections import Counter
from time import perf_counter

import numpy as np

from tests.analysis.comparable.simulated_meetings import World, simulated

WORLDS: tuple[tuple[str, World, str, float, float], ...] = (
    ("no effect", World(1_200, meets=0.003, buys=0.003), "more less", 0.0, 0.065),
    ("+10 points", World(4_400, effect=0.1, meets=0.002, buys=0.003), "more", 0.8, 1.0),
    ("hidden trait 3:1", World(4_000, trait=3.0, meets=0.002, buys=0.002), "differed_already", 0.9, 1.0),
    ("hidden trait 2:1", World(8_000, trait=2.0, meets=0.002, buys=0.003), "more", 0.0, 0.2),
)
"""Name, world, the verdicts that are counted, and between which shares they should be."""


def main() -> None:
    """Print the share of each world's verdict beside its bar; worlds with a truth take a tenth of the replicates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicates", type=int, default=1_000)
    parser.add_argument("--only", nargs="+", choices=[world[0] for world in WORLDS], help="these worlds alone")
    given = parser.parse_args()
    replicates = given.replicates
    for name, world, counted, low, high in WORLDS:
        if given.only and name not in given.only:
            continue
        times = replicates if name == "no effect" else max(replicates // 10, 2)
        began = perf_counter()
        rows = [simulated(world, np.random.default_rng([11, seed])) for seed in range(times)]
        found = Counter(row.verdict for row in rows)
        share = sum(found[verdict] for verdict in counted.split()) / times
        print(
            f"{name:18s} {' or '.join(counted.split()):17s} {share:6.1%} of {times} (bar {low:.1%} to {high:.1%}); "
            f"met by {np.mean([row.people for row in rows]):,.0f}, "
            f"plain {np.mean([row.plain for row in rows]):+.3f}, "
            f"matched {np.mean([row.effect.estimate for row in rows]):+.4f}; {dict(found)}; "
            f"{(perf_counter() - began) / times:.2f} s each"
        )


if __name__ == "__main__":
    main()
