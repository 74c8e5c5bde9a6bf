"""Retention matrices against ClickHouse (chdb) on the same events: the same counts, and how long each takes.

Run: python -m tests.benchmarks.retention [events] [people]

The peer is ClickHouse at its best for this question: MergeTree ordered by (person, time), whole weeks since the first
Monday as small numbers, groupUniqArray of them per person, then arrayJoin to pairs. Rounds alternate between the two,
the best of each counts; the machine is shared, so read the ratios.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from chdb.session import Session

from touchpath.analysis.retention import measure
from touchpath.journey.retention import Retention
from touchpath.workspace import Workspace

MONDAY = datetime(2025, 1, 6)
DAY = 86_400
ROUNDS = 7
WEEKLY = Retention(None, None, "recurring", "week", intervals=53)
CASES = {
    "one touchpoint, weekly": Retention("t1", "t1", "recurring", "week", intervals=53),
    "first ever, weekly, 12 columns": Retention("t1", None, "first_ever", "week", intervals=12),
    "by persona, weekly, 12 columns": Retention(None, None, "recurring", "week", intervals=12, breakdown="persona"),
    "in the week or later, 12 columns": Retention(None, None, "recurring", "week", intervals=12, mode="on_or_after"),
    "daily, 30 columns": Retention(None, None, "recurring", "day", intervals=30),
    "at least twice, weekly, 12 columns": Retention("t1", "t1", "recurring", "week", intervals=12, min_occurrences=2),
    "own start, 30 days": Retention("t1", None, "first_matching", "day", bucketing="rolling", intervals=30),
}
FORMS = {
    "whole weeks": """SELECT a, b - a AS k, count() FROM (
        SELECT a, arrayJoin(weeks) AS b FROM (SELECT weeks, arrayJoin(weeks) AS a FROM (
            SELECT groupUniqArray(toUInt8(intDiv(toUnixTimestamp(at) - {start}, 604800))) AS weeks
            FROM b.events GROUP BY person))) WHERE b >= a GROUP BY a, k""",
    "toMonday": """SELECT
        intDiv(toUnixTimestamp(toDateTime(a, 'UTC')) - {start}, 604800), intDiv(b - a, 7) AS k, count() FROM (
        SELECT a, arrayJoin(weeks) AS b FROM (SELECT weeks, arrayJoin(weeks) AS a FROM (
            SELECT groupUniqArray(toMonday(at)) AS weeks FROM b.events GROUP BY person)))
        WHERE b >= a GROUP BY a, b""",
}


def events(rows: int, people: int) -> pd.DataFrame:
    """People begin over ten months and fade; five touchpoints; sorted as an import leaves them."""
    random = np.random.default_rng(1)
    person = random.integers(1, people + 1, rows).astype(np.int32)
    begun = random.integers(0, 300 * DAY, people + 1)
    seconds = begun[person] + random.exponential(40 * DAY, rows).astype(np.int64)
    seconds = np.minimum(seconds, 364 * DAY - random.integers(1, DAY, rows))
    touchpoint = (random.choice(5, rows, p=[0.5, 0.2, 0.15, 0.1, 0.05]) + 1).astype(np.int32)
    order = np.lexsort((seconds, person, touchpoint))
    return pd.DataFrame({"person": person[order], "seconds": seconds[order], "touchpoint": touchpoint[order]})


def workspace_with(given: pd.DataFrame, people: int) -> Workspace:
    """A workspace in memory that holds the events."""
    workspace = Workspace.in_memory()
    with workspace.engine.transaction() as writer:
        writer.put("given", given)
        run = writer._own.execute  # type: ignore[attr-defined]
        run(
            "INSERT INTO events (person, occurred_at, touchpoint, identity, import_id, source_row) "
            "SELECT person, $start + to_seconds(seconds), touchpoint, person, 1, row_number() OVER () FROM given",
            {"start": MONDAY},
        )
        run(
            "INSERT INTO touchpoints (code, raw_name, touchpoint) "
            "SELECT i, 't' || i, 't' || i FROM range(1, 6) AS r(i)"
        )
        run(
            "INSERT INTO people (person, person_id, canonical, persona) "
            "SELECT i, 'p' || i, i, 'persona ' || (i % 4) FROM range(1, $people + 1) AS r(i)",
            {"people": people},
        )
    return workspace


def clickhouse_with(given: pd.DataFrame, folder: Path) -> Session:
    """The same events in a MergeTree table ordered by person and time."""
    file = folder / "events.parquet"
    given.to_parquet(file)
    session = Session(str(folder / "clickhouse"))
    start = int(MONDAY.replace(tzinfo=UTC).timestamp())
    session.query("CREATE DATABASE b")
    columns = "person UInt32, at DateTime('UTC')"
    session.query(f"CREATE TABLE b.events ({columns}) ENGINE = MergeTree ORDER BY (person, at)")
    session.query(f"INSERT INTO b.events SELECT person, toDateTime({start} + seconds, 'UTC') FROM file('{file}')")
    session.query("OPTIMIZE TABLE b.events FINAL")
    return session


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = ask()
    return time.perf_counter() - began, found


def forget(workspace: Workspace) -> None:
    """What was kept belongs to one version of the data: a transaction ends it."""
    with workspace.engine.transaction():
        pass
    assert workspace.engine.calendar.data_end is not None


def main(rows: int, people: int) -> None:
    given = events(rows, people)
    with tempfile.TemporaryDirectory() as folder, workspace_with(given, people) as workspace:
        session = clickhouse_with(given, Path(folder))
        start = int(MONDAY.replace(tzinfo=UTC).timestamp())
        forms = {name: text.format(start=start) for name, text in FORMS.items()}
        ours: dict[str, list[float]] = {"first": [], "next": []}
        theirs: dict[str, list[float]] = {name: [] for name in forms}
        for _ in range(ROUNDS):
            for name, text in forms.items():
                took, answer = timed(lambda text=text: session.query(text, "CSV"))
                theirs[name].append(took)
            forget(workspace)
            took, result = timed(lambda: measure(workspace.engine, WEEKLY))
            ours["first"].append(took)
            took, result = timed(lambda: measure(workspace.engine, WEEKLY))
            ours["next"].append(took)
        check(answer, result)
        report(rows, ours, theirs)
        for name, retention in CASES.items():
            forget(workspace)
            took = [timed(lambda asked=retention: measure(workspace.engine, asked))[0] for _ in range(2)]
            print(f"  {name}: first {took[0]:.2f} s, next {took[1]:.2f} s")


def check(answer: Any, result: Any) -> None:
    """Both count the same people in every cell."""
    for line in str(answer).strip().splitlines():
        week, k, count = (int(part) for part in line.split(","))
        assert result.matrix[week][k] == count, (week, k, count, result.matrix[week][k])


def report(rows: int, ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> None:
    best = min(min(times) for times in theirs.values())
    print(f"weekly retention of {rows:,} events, same counts; best of {ROUNDS} alternating rounds")
    for name, times in theirs.items():
        print(f"  ClickHouse, {name}: {min(times):.3f} s (median {np.median(times):.3f})")
    for name, times in ours.items():
        print(f"  Touchpath, {name} question: {min(times):.3f} s (median {np.median(times):.3f})")
        middle = np.median(times) / min(np.median(others) for others in theirs.values())
        print(f"    ratio to the fastest: {min(times) / best:.2f} (medians {middle:.2f}; at most 1.0)")


if __name__ == "__main__":
    main(*(int(text) for text in (sys.argv[1:] + ["10000000", "500000"][len(sys.argv) - 1 :])))
