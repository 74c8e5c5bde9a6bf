"""Predictions: error rates of the gate, the sample company, CDNOW, and how long a fit takes on many events.

Run: python -m tests.benchmarks.foresight [--replicates 100] [--people 1500] [--events 1000000 10000000]
     [--only simulations sample cdnow speed]

CDNOW is read from the folder that TOUCHPATH_REFERENCE names, and left out without it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd

from tests.events import Row, workspace_of
from tests.stats.simulated_leavers import Signal, one_trial
from tests.tables import make_tables
from touchpath.analysis.foresight.result import PredictionResult
from touchpath.answers import Viewer, ask
from touchpath.journey.prediction import Prediction
from touchpath.workspace import Workspace
from touchpath.workspace.sample import open_sample

SEEN = Viewer("owner", 0)
MOST_SECONDS = 60.0
BARS: dict[Signal, str] = {
    "none": "a rule does as well in at least 95 %",
    "one": "(all of it in one variable: a rule does as well)",
    "several": "accepted in at least 80 %",
}


def simulations(replicates: int, people: int) -> None:
    """How often the gate takes a model where there is nothing, one variable, several."""
    for signal, bar in BARS.items():
        failed: Counter[str] = Counter()
        accepted = 0
        for seed in range(replicates):
            found = one_trial(people, signal, seed)
            accepted += not found.failed
            failed.update(found.failed)
        print(
            f"signal {signal:8s} n = {people:,} twice: model accepted in {accepted} of {replicates} "
            f"({bar}); refused by {dict(failed)}"
        )


def sample() -> None:
    """The three targets on the sample company."""
    with tempfile.TemporaryDirectory() as folder:
        entry = open_sample(Path(folder), lambda said: None)
        with Workspace.open(entry.file) as workspace:
            for asked in (
                Prediction(touchpoints=("visit",)),
                Prediction("not_buy", 60, ("purchase",)),
                Prediction("detractor", 60),
            ):
                _told(workspace, asked)


def cdnow() -> None:
    """Who will not buy again within 180 days: the model's AUC against recency, and the gate's decision."""
    folder = os.environ.get("TOUCHPATH_REFERENCE")
    if not folder:
        print("TOUCHPATH_REFERENCE is not set: CDNOW is left out")
        return
    names = ["whole", "person", "day", "discs", "amount"]
    rows = pd.read_csv(Path(folder) / "real/cdnow/CDNOW_sample.txt", sep=r"\s+", header=None, names=names, dtype=str)
    moments = pd.to_datetime(rows["day"], format="%Y%m%d")
    events = [
        Row(person, moment.to_pydatetime(), "purchase", value=float(amount))
        for person, moment, amount in zip(rows["person"], moments, rows["amount"], strict=True)
    ]
    with workspace_of(events) as workspace:
        for days in (90, 180):
            _told(workspace, Prediction("not_buy", days, ("purchase",)))


def speed(events: int) -> None:
    """A first answer on so many events of a twentieth as many people, with progress."""
    with tempfile.TemporaryDirectory() as folder:
        with Workspace.open(_written(Path(folder) / "many.duckdb", events)) as workspace:
            heard: list[int] = []
            began, used = time.perf_counter(), time.process_time()
            found = ask(workspace, Prediction(), viewer=SEEN, watch=lambda done, of: heard.append(done)).result
            took, worked = time.perf_counter() - began, time.process_time() - used
            began = time.perf_counter()
            ask(workspace, Prediction(), viewer=SEEN)
            again = time.perf_counter() - began
        drawn = f", learned from {found.learned:,} of {found.there:,}, drawn" if found.drawn else ""
        print(
            f"{events:,} events: first answer in {took:.1f} s (processor {worked:.1f} s; at most {MOST_SECONDS:.0f} "
            f"s for a million), {len(set(heard))} steps told, again {again:.1f} s; {found.now:,} people now{drawn}"
        )


def _told(workspace: Workspace, asked: Prediction) -> None:
    answer = ask(workspace, asked, viewer=SEEN)
    found: PredictionResult = answer.result
    print(f"{asked.target}, {asked.days} days: {answer.sentence}")
    if found.test is None:
        return
    test = found.test
    print(
        f"  n = {test.people:,}, {test.happened:,} to whom it happened; AUC {test.model_auc:.3f}, rule "
        f"{test.rule_auc:.3f} (SE {test.error:.4f}); average precision {test.model_precision:.3f}, "
        f"{test.rule_precision:.3f}; Brier skill {test.brier_skill:.3f}, slope {test.slope:.2f}; "
        f"{'model' if found.by_model else 'rule'} {found.failed or ''}"
    )
    if found.weights:
        print("  goes along with", answer.table("goes-along-with").readable.head(8).to_string(header=False))


def _written(file: Path, events: int) -> Path:
    """Events of people at several paces who leave at some time, in bulk; by a hash, the same every time."""
    people = events // 20
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        for table, many in (("touchpoint", 12), ("channel", 6)):
            rows = [(code, f"{table} {code}", f"{table} {code}") for code in range(1, many + 1)]
            connection.executemany(f"INSERT INTO {table}s (code, raw_name, {table}) VALUES (?, ?, ?)", rows)
        connection.execute(
            "INSERT INTO people (person, person_id, canonical, persona) "
            f"SELECT i, 'p' || i, i, 'persona ' || (i % 5) FROM range(1, {people + 1}) AS r(i)"
        )
        connection.execute(_EVENTS.format(events=events, people=people))
    return file


_EVENTS = """
INSERT INTO events (person, occurred_at, touchpoint, channel, value, properties, identity, import_id, source_row)
WITH drawn AS (
  SELECT i, 1 + hash(i, 'p') % {people} AS person, hash(i, 't') % 10000 / 10000.0 AS part, hash(i, 'n') % 12 AS name
  FROM range({events}) AS r(i)
)
SELECT
  d.person,
  TIMESTAMP '2025-01-01' + to_microseconds(CAST(
    86400000000 * (10 + d.part * (20 + 150 * pow(hash(d.person, 'stay') % 1000 / 1000.0, 0.5))) AS BIGINT)),
  1 + d.name, 1 + hash(d.i, 'c') % 6,
  CASE WHEN d.name = 3 THEN 5 + hash(d.i, 'v') % 100 END,
  CASE WHEN d.name = 7 THEN MAP {{'wait': CAST(hash(d.i, 'w') % 60 AS VARCHAR)}} END,
  d.person, 1, d.i
FROM drawn AS d
ORDER BY 3, 1, 2
"""


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--people", type=int, default=1_500)
    parser.add_argument("--events", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--only", nargs="*", default=["simulations", "sample", "cdnow", "speed"])
    given = parser.parse_args()
    if "simulations" in given.only:
        simulations(given.replicates, given.people)
    if "sample" in given.only:
        sample()
    if "cdnow" in given.only:
        cdnow()
    if "speed" in given.only:
        for events in given.events:
            speed(events)


if __name__ == "__main__":
    main()
