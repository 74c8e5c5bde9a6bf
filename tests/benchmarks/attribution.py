"""Credit: rules and Markov chains on millions of events, and whether intervals hold what is expected.

    python -m tests.benchmarks.attribution [--events 3000000] [--replicates 1000]

Times are of this machine and this run. Expected credit comes from 400,000 simulated people; an interval should hold
it in about 95 % of samples of 800.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from tests.analysis.credit_study import coverage
from tests.analysis.path_pandas import stored
from touchpath.analysis.attribution import measure_attribution
from touchpath.journey.attribution import RULES, Attribution

_NAMES = 12
_EACH = 20


def made_up(events: int) -> pd.DataFrame:
    """Twenty events a person over four months, 12 touchpoints, of which one in twenty is a purchase."""
    rng = np.random.default_rng(4)
    person = np.repeat(np.arange(1, events // _EACH + 1), _EACH)
    steps = rng.integers(60, 500_000, len(person))
    within = (np.cumsum(steps.reshape(-1, _EACH), axis=1)).ravel()
    moment = pd.Timestamp("2026-01-01").value // 1000 + within * 1_000_000
    name = rng.choice(_NAMES + 1, len(person), p=[*np.full(_NAMES, 0.95 / _NAMES), 0.05])
    labels = np.array([*(f"touchpoint {number:02d}" for number in range(_NAMES)), "buy"])
    return pd.DataFrame({"person": person, "moment": moment, "touchpoint": labels[name]})


def seconds(work: Callable[[], object]) -> float:
    """How long work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def speed(events: int) -> None:
    """The first question, then each rule and chain again on the same touches."""
    with TemporaryDirectory() as folder:
        engine = stored(made_up(events), Path(folder))
        base = {"touchpoints": ("buy",), "to": "touchpoint"}
        sharing = tuple(rule for rule in RULES if rule != "markov")
        first = seconds(lambda: measure_attribution(engine, Attribution(**base, rules=("last",))))
        print(f"{events:,} events: first question {first:.2f} s")
        for named, asked in {
            "last touch": Attribution(**base, rules=("last",)),
            "equal split and last touch": Attribution(**base),
            "all ten rules": Attribution(**base, rules=sharing),
            "Markov of order 1": Attribution(**base, rules=("markov",)),
            "Markov of order 2": Attribution(**base, rules=("markov",), order=2),
        }.items():
            took = seconds(lambda asked=asked: measure_attribution(engine, asked))
            print(f"{named}, with 200 resamples: {took:.2f} s")
        engine.close()


def main() -> None:
    """Speed, then coverage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--replicates", type=int, default=1_000)
    given = parser.parse_args()
    speed(given.events)
    rules = tuple(rule for rule in RULES if rule not in ("markov", "participation"))
    held = coverage(rules, 800, given.replicates)
    for rule in rules:
        own = [share for (name, _), share in held.items() if name == rule]
        print(f"coverage, {rule}: {min(own):.3f} to {max(own):.3f}, mean {np.mean(own):.3f}")


if __name__ == "__main__":
    main()
