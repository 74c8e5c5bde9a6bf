"""Paths on millions of events: transitions beside what a user would write in pandas, columns warm, logs at random.

    python -m tests.benchmarks.paths [--events 3000000] [--logs 5000] [--real FOLDER] [--peer PYTHON]

Times are of this machine and this run: only their ratios say anything, those of processor time also where the machine
is busy. What a notebook does in pandas (sort by person and time, shift, group) is timed beside ours, and counts and
distinct people must be the same. `--peer` names an interpreter of an environment of its own that has retentioneering
5: its transition graph is counted in the same run and must have the same counts and people. `--real` names a folder
with files of events (person, time, event in columns of any of the usual names): top transitions and ways are compared
there, too.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

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


def spent(work: Callable[[], object]) -> NDArray[np.float64]:
    """Wall and processor seconds of work."""
    began = time.perf_counter(), time.process_time()
    work()
    return np.array([time.perf_counter(), time.process_time()]) - began


def beside_peer(events: int, python: str) -> None:
    """Transitions beside the transition graph of retentioneering 5: same counts, ratios of times."""
    frame = made_up(events)
    with TemporaryDirectory() as folder:
        log, out = Path(folder) / "log.parquet", Path(folder) / "out.parquet"
        engine = stored(frame, Path(folder))
        rows = frame.assign(moment=pd.to_datetime(frame["moment"], unit="us"))
        duckdb.from_df(rows).write_parquet(str(log))
        del frame, rows
        asked = Transitions(unit="person", collapse="none")
        ours = [spent(lambda: measure_transitions(engine, asked)) for _ in range(2)]
        script = str(Path(__file__).with_name("paths_peer.py"))
        told = subprocess.run([python, script, str(log), str(out)], capture_output=True, text=True, check=True)
        counting, everything = (np.array(line.split(), dtype=float) for line in told.stdout.splitlines()[-2:])
        ours.append(spent(lambda: measure_transitions(engine, asked)))
        peer = duckdb.sql(f"SELECT source, target, count, people FROM read_parquet('{out}')").fetchall()
        edges = measure_transitions(engine, asked).edges
        named = {"start": "path_start", "end": "path_end"}
        found = {
            (edge.source or named[edge.source_kind], edge.target or named[edge.target_kind], edge.count, edge.people)
            for edge in edges
        }
        assert found == set(peer)
        print(f"{events:,} events, {len(peer):,} transitions: counts and people as retentioneering's")
        for name, own in zip(("first", "again", "once more"), ours, strict=True):
            for what, theirs in (("its counts", counting), ("its counts, people, times", everything)):
                wall, processor = own / theirs
                print(f"{name}: {own[0]:.1f} s ({own[1]:.1f} of processors); to {what}, {theirs[0]:.1f} s "
                      f"({theirs[1]:.1f}): {wall:.2f} x ({processor:.2f} x)")  # fmt: skip
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
    parser.add_argument("--peer")
    given = parser.parse_args()
    if given.peer:
        beside_peer(given.events, given.peer)
        raise SystemExit
    logs(given.logs)
    if given.real:
        real(given.real)
    speed(given.events)
