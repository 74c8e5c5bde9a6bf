"""False alarms of the funnel page where nothing is going on: drop-off reasons, and personas against the rest.

Run: python -m tests.benchmarks.drivers [studies]

Reasons: each study is a workspace of its own, filled with people who reach a step, meet touchpoints that have nothing
to do with buying (some people meet more of everything), and buy or not; it goes through the whole way of the page.
Comparisons: 6 personas and 4 steps (and the start) with the same rates everywhere, one family.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.events import Row, workspace_of
from touchpath.analysis.comparison import GroupCounts, bases_of, compare_groups
from touchpath.analysis.drivers import find_drivers
from touchpath.analysis.drivers.times import first_times
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Funnel, Step

FUNNEL = Funnel((Step("view"), Step("cart"), Step("buy")), window_seconds=7 * 86_400)
HOUR = 3600.0
TOUCHPOINTS = [f"touchpoint_{i}" for i in range(12)]
COMPARISONS = 5000


def study(random: np.random.Generator) -> list[Row]:
    """One log without any cause: what people meet is drawn without looking at who buys, and when."""
    people, share = int(random.integers(250, 700)), float(random.uniform(0.15, 0.6))
    busy = random.gamma(2.0, 0.5, people)
    rates = random.uniform(0.1, 0.8, len(TOUCHPOINTS))
    told = [Row("end", 40 * 86_400.0, "view")]
    for i in range(people):
        by, channel = f"p{i}", ("web", "app", "store")[int(random.integers(3))]
        told += [Row(by, 0.0, "view", channel), Row(by, 60.0, "cart", channel)]
        for name, rate in zip(TOUCHPOINTS, rates, strict=True):
            for at in random.uniform(0, 3 * HOUR, random.poisson(rate * busy[i])):
                told.append(Row(by, 60.0 + float(at), name, channel))
        if random.random() < share:
            told.append(Row(by, 60.0 + float(random.exponential(6 * HOUR)), "buy", channel))
    return told


def reasons(studies: int) -> None:
    """Coverage of the intervals and the share of studies in which anything stands out."""
    random = np.random.default_rng(2025)
    inside = intervals = flagged = 0
    started = time.perf_counter()
    for _ in range(studies):
        with workspace_of(study(random)) as workspace:
            times = first_times(workspace.engine, FUNNEL, NO_FILTERS, 2)
            found = find_drivers(workspace.engine, FUNNEL, times, 2, 1.0)
        intervals += len(found.factors)
        inside += sum(factor.low <= 1 <= factor.high for factor in found.factors)
        flagged += bool(found.called)
    took = time.perf_counter() - started
    print(f"reasons: {studies} studies, {intervals:,} intervals, {took:.0f} s")
    print(f"  intervals that contain 1: {inside / intervals:.4f} (at least 0.94)")
    print(f"  studies in which anything stands out: {flagged / studies:.4f} (at most 0.05)")


def comparisons() -> None:
    """The share of comparisons of 6 equal personas over 4 steps in which anything is called."""
    random = np.random.default_rng(2026)
    bases = bases_of((False,) * 5)
    flagged = 0
    for _ in range(COMPARISONS):
        steps = [random.integers(150, 900, 6)]
        for rate in (0.7, 0.5, 0.6, 0.35):
            steps.append(random.binomial(steps[-1], rate))
        groups = [GroupCounts(str(i), tuple(int(part[i]) for part in steps)) for i in range(6)]
        flagged += bool(compare_groups(groups, bases).called)
    print(f"comparisons: {COMPARISONS:,} of 6 personas x 4 steps, Holm over 24 cells")
    print(f"  in which anything is called: {flagged / COMPARISONS:.4f} (at most 0.055)")


if __name__ == "__main__":
    comparisons()
    reasons(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
