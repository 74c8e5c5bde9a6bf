"""Paths on millions of events: transitions beside what a user would write in pandas, columns warm, logs at random.

    python -m tests.benchmarks.paths [--events 3000000] [--logs 5000] [--real FOLDER]

Times are of this machine and this run: only their ratios say anything. The peer does what a notebook does: sort by
person and time, shift, group. Its counts and distinct people must be the same as ours. Other tools that draw a
transition graph count what pandas counts here; none is needed to run this. `--real` names a folder with files of
events (person, time, event in columns of any of the usual names): top transitions and ways are compared there, too.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from tests.analysis.path_logs import random_log, random_question
from tests.analysis.path_pandas import by_pandas, read_log, same_counts, same_ways, stored
from tests.analysis.test_path_kernel import agrees
from touchpath.analysis.paths import measure_paths, measure_transitions
from touchpath.journey.paths import Paths, Transitions

_NAMES = 300


def made_up(events: int) -> pd.DataFrame:
    """Events of a person every 30 on average, 300 names of which few are common, no equal times of a person."""
    rng = np.random.default_rng(3)
    person = np.sort(rng.integers(1, events // 30 + 2, events))
    steps = rng.exponential(900, events).astype(np.int64) + 1
    moment = pd.Timestamp("2026-01-01").value // 1000 + np.cumsum(steps) % (120 * 86_400) * 1_000_000
    name = np.minimum(rng.geometric(0.03, events) - 1, _NAMES - 1)
    frame = pd.DataFrame({"person": person, "moment": moment, "touchpoint": [f"touchpoint {n:03d}" for n in name]})
    return frame.sort_values(["person", "moment"], kind="stable").drop_duplicates(["person", "moment"])


def seconds(work: Callable[[], object]) -> float:
    """How long work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def speed(events: int) -> None:
    """The ratio of transitions to the peer's, cold and warm, and columns warm."""
    frame = made_up(events)
    with TemporaryDirectory() as folder:
        engine = stored(frame, Path(folder))
        frame["touchpoint"] = frame["touchpoint"].astype("category")
        peer = seconds(lambda: by_pandas(frame))
        asked = Transitions(unit="person", collapse="none")
        cold, warm = (seconds(lambda: measure_transitions(engine, asked)) for _ in range(2))
        frame["touchpoint"] = frame["touchpoint"].astype(str)
        print(
            f"{len(frame):,} events, {_NAMES} names, {same_counts(engine, frame):,} transitions, counts as pandas's"
        )
        print(f"transitions: pandas {peer:.2f} s, first {cold:.2f} s ({cold / peer:.2f} x), again {warm:.2f} s "
              f"({warm / peer:.2f} x); ours with median and p90 times")  # fmt: skip
        first = seconds(lambda: measure_paths(engine, Paths(columns=10)))
        again = seconds(lambda: measure_paths(engine, Paths(columns=10, top=15)))
        print(f"10 columns: first {first:.2f} s, another top {again:.2f} s")
        engine.close()


def logs(number: int) -> None:
    """Plain Python beside the kernel on random logs with all options."""
    rng = random.Random(1)
    for _ in range(number):
        agrees(random_log(rng), random_question(rng), rng.choice([1, 1, 2, 3]))
    print(f"{number:,} random logs with all options: as plain Python counts them")


def real(folder: Path) -> None:
    """Top transitions and ways of files of events, beside pandas."""
    for file in sorted([*folder.rglob("*.csv"), *folder.rglob("*.csv.gz")]):
        frame = read_log(file)
        if frame is None:
            continue
        with TemporaryDirectory() as place:
            engine = stored(frame, Path(place))
            print(
                f"{file.name}: {len(frame):,} events, {same_counts(engine, frame):,} transitions, "
                f"{same_ways(engine, frame)} ways as pandas's"
            )
            engine.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=3_000_000)
    parser.add_argument("--logs", type=int, default=5000)
    parser.add_argument("--real", type=Path)
    given = parser.parse_args()
    logs(given.logs)
    if given.real:
        real(given.real)
    speed(given.events)
