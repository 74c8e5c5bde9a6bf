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
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from tests.analysis.path_logs import random_log, random_question
from tests.analysis.test_path_kernel import agrees
from tests.tables import make_tables
from touchpath.analysis.paths import measure_paths, measure_transitions, measure_variants
from touchpath.engine.base import Store
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.paths import Paths, Transitions, Variants

_NAMES = 300
_COLUMNS = {
    "person": ("user_id", "person", "case_id", "customer_id", "case:concept:name"),
    "moment": ("timestamp", "event_timestamp", "time", "occurred_at", "time:timestamp"),
    "touchpoint": ("event", "touchpoint", "event_type", "activity", "concept:name"),
}  # fmt: skip


def made_up(events: int) -> pd.DataFrame:
    """Events of a person every 30 on average, 300 names of which few are common, no equal times of a person."""
    rng = np.random.default_rng(3)
    person = np.sort(rng.integers(1, events // 30 + 2, events))
    steps = rng.exponential(900, events).astype(np.int64) + 1
    moment = pd.Timestamp("2026-01-01").value // 1000 + np.cumsum(steps) % (120 * 86_400) * 1_000_000
    name = np.minimum(rng.geometric(0.03, events) - 1, _NAMES - 1)
    frame = pd.DataFrame({"person": person, "moment": moment, "touchpoint": [f"touchpoint {n:03d}" for n in name]})
    return frame.sort_values(["person", "moment"], kind="stable").drop_duplicates(["person", "moment"])


def stored(frame: pd.DataFrame, folder: Path) -> DuckDBStore:
    """A workspace that holds these events."""
    file = folder / "workspace.duckdb"
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        names = pd.DataFrame({"touchpoint": sorted(frame["touchpoint"].unique())})
        connection.register("names", names)
        connection.execute("INSERT INTO touchpoints (raw_name, touchpoint) SELECT touchpoint, touchpoint FROM names")
        rows = frame.assign(moment=pd.to_datetime(frame["moment"], unit="us"), row=np.arange(len(frame)))
        connection.register("rows", rows)
        connection.execute(
            "INSERT INTO people (person, person_id, canonical) "
            "SELECT DISTINCT person, person::VARCHAR, person FROM rows"
        )
        connection.execute(
            "INSERT INTO events (person, identity, occurred_at, touchpoint, import_id, source_row) SELECT r.person, "
            "r.person, r.moment, t.code, 1, r.row FROM rows AS r JOIN touchpoints AS t ON t.raw_name = r.touchpoint "
            "ORDER BY t.code, r.person, r.moment"
        )
    return DuckDBStore(file, folder / "spool")


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Every neighbouring pair of a person's events: how often, and by how many people."""
    ordered = frame.sort_values(["person", "moment"], kind="stable")
    following = ordered.groupby("person")["touchpoint"].shift(-1).fillna("(end)")
    pairs = ordered.assign(following=following).groupby(["touchpoint", "following"], observed=True)["person"]
    return pairs.agg(["size", "nunique"])


def same_counts(engine: Store, frame: pd.DataFrame) -> int:
    """How many transitions there are; AssertionError where pandas counts otherwise."""
    peer = {pair: tuple(row) for pair, row in zip(*_columns(by_pandas(frame)), strict=True)}
    found = measure_transitions(engine, Transitions(unit="person", collapse="none")).edges
    ours = {
        (edge.source, edge.target or "(end)"): (edge.count, edge.people)
        for edge in found
        if edge.source_kind != "start"
    }
    assert ours == peer
    return len(ours)


def _columns(peer: pd.DataFrame) -> tuple[list[Any], list[Any]]:
    return peer.index.tolist(), peer.to_numpy().tolist()


def same_ways(engine: Store, frame: pd.DataFrame) -> int:
    """How many of the commonest ways there are; AssertionError where pandas counts otherwise."""
    peer = frame.sort_values(["person", "moment"], kind="stable").groupby("person")["touchpoint"].agg(tuple)
    counts = peer.value_counts()
    found = measure_variants(engine, Variants(unit="person", collapse="none", cover=1.0)).variants
    assert all(counts[way.steps] == way.units for way in found)
    assert [way.units for way in found] == counts.head(len(found)).tolist()
    return len(found)


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
    for file in sorted(folder.rglob("*.csv")):
        frame = _read(file)
        if frame is None:
            continue
        with TemporaryDirectory() as place:
            engine = stored(frame, Path(place))
            print(f"{file.name}: {len(frame):,} events, {same_counts(engine, frame):,} transitions, "
                  f"{same_ways(engine, frame)} ways as pandas's")  # fmt: skip
            engine.close()


def _read(file: Path) -> pd.DataFrame | None:
    """The events of a file without those at equal times of a person, whose order only the file knows."""
    whole = pd.read_csv(file, low_memory=False)
    found = {name: next((one for one in known if one in whole), None) for name, known in _COLUMNS.items()}
    if None in found.values():
        return None
    frame = pd.DataFrame({name: whole[column] for name, column in found.items()}).dropna()
    moment = pd.to_datetime(frame["moment"], errors="coerce", utc=True, format="mixed")
    frame = frame.assign(moment=moment, touchpoint=frame["touchpoint"].astype(str)).dropna()
    frame["moment"] = frame["moment"].dt.tz_localize(None).astype("datetime64[us]").astype("int64")
    frame["person"] = pd.factorize(frame["person"])[0] + 1
    return frame.drop_duplicates(["person", "moment"])


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
