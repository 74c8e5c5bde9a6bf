"""How often a touchpoint is called worth testing, in simulated companies.

    python -m tests.benchmarks.next_touchpoints [--replicates 1000]

Worlds as in comparable_people: whether people meet a touchpoint and whether they buy both hang on persona, activity
and tenure, and the meeting itself does nothing; it adds 10 points; a hidden trait makes both three times (two times)
as likely for half the people. All touchpoints of the company are judged as one list.
"""

from __future__ import annotations

import argparse
from collections import Counter
from time import perf_counter

import numpy as np

from tests.analysis.comparable.simulated_meetings import NAMES, World, comparison_of
from touchpath.analysis.next_touchpoints import compared, hypotheses
from touchpath.journey.next_touchpoints import NextTouchpoints

ASKED = NextTouchpoints(goal=("buy",))
WORLDS: tuple[tuple[str, World, float, float], ...] = (
    ("confounded, no effect", World(1_200, meets=0.003, buys=0.003), 0.0, 0.05),
    ("+10 points", World(4_400, effect=0.1, meets=0.002, buys=0.003), 0.8, 1.0),
    ("hidden trait 3:1", World(4_000, trait=3.0, meets=0.002, buys=0.002), 0.0, 0.05),
    ("hidden trait 2:1", World(8_000, trait=2.0, meets=0.002, buys=0.003), 0.0, 0.2),
)
"""Name, world, and between which shares "worth testing" should be."""


def verdict(world: World, random: np.random.Generator) -> str:
    """What is said of the touchpoint that people meet for other reasons, or for good ones."""
    found = hypotheses(ASKED, compared(comparison_of(world, random), ASKED, NAMES))
    return next(one.compared.verdict for one in found.hypotheses if one.compared.touchpoint == "met")


def main() -> None:
    """Print the share of each world beside its bar; worlds but the first take a tenth of the replicates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicates", type=int, default=1_000)
    replicates = parser.parse_args().replicates
    for place, (name, world, low, high) in enumerate(WORLDS):
        times = replicates if not place else max(replicates // 10, 2)
        began = perf_counter()
        found = Counter(verdict(world, np.random.default_rng([13, seed])) for seed in range(times))
        share = found["more"] / times
        print(
            f"{name:22s} worth testing {share:6.1%} of {times} (bar {low:.0%} to {high:.0%}); {dict(found)}; "
            f"{(perf_counter() - began) / times:.2f} s each",
            flush=True,
        )


if __name__ == "__main__":
    main()
