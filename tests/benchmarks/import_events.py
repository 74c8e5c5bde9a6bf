"""Whole imports against a bare read_csv into a table of the same file: how the times and the memory compare.

    python -m tests.benchmarks.import_events --rows 3000000 --rounds 3

A whole import judges every row, codes names, looks for duplicates, sorts, stores and reports, and keeps a compressed
copy of the file where that is wanted; the bare reading does none of it. chdb's INSERT ... FROM file() is beside it.
Machines are noisy: rounds are paired, each run in a process of its own, and only ratios are worth quoting.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from chdb import session

from lib.workspace import Workspace

_GENERATE = """
COPY (
  SELECT
    i AS id, 'u' || CAST(hash(i) % 300000 AS VARCHAR) AS customer_id,
    strftime(TIMESTAMP '2024-01-01' + to_seconds(CAST(hash(i * 7) % 15000000 AS BIGINT)), '%Y-%m-%d %H:%M:%S')
      AS time,
    'event_' || CAST(hash(i * 3) % 30 AS VARCHAR) AS event,
    ['web', 'app', 'email', 'store', 'phone'][1 + CAST(hash(i * 5) % 5 AS INTEGER)] AS channel,
    CASE WHEN i % 10 = 0 THEN CAST(hash(i) % 10000 AS INTEGER) / 100 END AS amount,
    'product_' || CAST(hash(i * 11) % 500 AS VARCHAR) AS product,
    'city_' || CAST(hash(i * 13) % 50 AS VARCHAR) AS city
  FROM range(CAST($rows AS BIGINT)) AS t(i)
) TO '{path}' (HEADER)
"""


def ours(file: Path, folder: Path) -> int:
    """The whole import into a workspace file."""
    return _imported(file, folder, keep_originals=False)


def ours_keeping(file: Path, folder: Path) -> int:
    """The same, keeping a compressed copy of the file."""
    return _imported(file, folder, keep_originals=True)


def _imported(file: Path, folder: Path, **settings: bool) -> int:
    with Workspace.open(folder / "ours.duckdb") as workspace:
        workspace.save_settings(**settings)
        report = workspace.import_events(
            file, person="customer_id", occurred_at="time", touchpoint="event", channel="channel", value="amount",
            event_id="id",
        )  # fmt: skip
    return report.accepted


def bare(file: Path, folder: Path) -> int:
    """The file as a table, with types found by DuckDB."""
    with duckdb.connect(str(folder / "bare.duckdb")) as connection:
        connection.execute("CREATE TABLE bare AS FROM read_csv($path)", {"path": str(file)})
        return int(connection.execute("SELECT count(*) FROM bare").fetchall()[0][0])


def clickhouse(file: Path, folder: Path) -> int:
    """The file as a MergeTree, ordered as ours is."""
    peer = session.Session(str(folder / "peer"))
    peer.query("CREATE DATABASE IF NOT EXISTS b ENGINE = Atomic")
    peer.query(
        "CREATE TABLE b.events (id UInt64, customer_id String, time DateTime, event LowCardinality(String), "
        "channel LowCardinality(String), amount Nullable(Float64), product String, city String) "
        "ENGINE = MergeTree ORDER BY (event, customer_id, time)"
    )
    peer.query(f"INSERT INTO b.events SELECT * FROM file('{file}', CSVWithNames)")
    return int(str(peer.query("SELECT count() FROM b.events", "CSV")).strip())


RUNS: dict[str, Callable[[Path, Path], int]] = {
    "bare": bare,
    "ours": ours,
    "ours, keeping": ours_keeping,
    "clickhouse": clickhouse,
}


def measured(name: str, file: Path) -> dict[str, float]:
    """One run in a process of its own: rows, wall and processor seconds, peak memory in MiB."""
    command = [sys.executable, "-m", "tests.benchmarks.import_events", "--run", name, "--file", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_here(name: str, file: Path) -> None:
    """Run once and print what it took."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        rows = RUNS[name](file, Path(folder))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "wall": wall, "cpu": cpu, "peak": peak}))


def main() -> None:
    """Generate the file, run the rounds, print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--run", choices=list(RUNS))
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.run:
        run_here(given.run, given.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.csv"
        duckdb.connect().execute(_GENERATE.format(path=file), {"rows": given.rows})
        print(f"{given.rows:,} rows, {file.stat().st_size / 2**20:.0f} MiB")
        rounds = [{name: measured(name, file) for name in RUNS} for _ in range(given.rounds)]
    for name in RUNS:
        assert {round_[name]["rows"] for round_ in rounds} == {given.rows}
        wall, cpu, peak = (statistics.median(r[name][part] for r in rounds) for part in ("wall", "cpu", "peak"))
        ratio = {part: statistics.median(r[name][part] / r["bare"][part] for r in rounds) for part in ("wall", "cpu")}
        print(
            f"{name:<13} {wall:6.1f} s wall ({ratio['wall']:.2f} x bare), {cpu:6.1f} s processor "
            f"({ratio['cpu']:.2f} x bare), peak {peak:,.0f} MiB"
        )


if __name__ == "__main__":
    main()
