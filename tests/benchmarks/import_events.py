"""Whole imports against a bare read_csv into a table of the same file: how the times and the memory compare.

    python -m tests.benchmarks.import_events --rows 3000000 --rounds 3 --memory 4GB

A whole import checks the encoding and takes the fingerprint of the file, judges every row, codes names, looks for
duplicates, sorts, stores, reports, and keeps a compressed copy of the file ("ours", as a workspace does unless told
otherwise; "ours, not keeping" leaves the copy out). The bare reading is CREATE TABLE AS FROM read_csv: every column
of the same file, typed as DuckDB finds them, into a database file; it does none of the other things. Both have the
same threads and the same bound of memory. chdb's INSERT ... FROM file() into a MergeTree is beside it.

Machines are noisy: rounds are paired, each run in a process of its own, and only ratios are worth quoting; the bar is
judged by processor time, which other load disturbs less than wall time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from touchpath.engine.limits import Limits
from touchpath.workspace import Workspace

BAR = 2.5
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


@dataclass(frozen=True)
class Given:
    """What a run is given: the file, an empty folder to write into, and how much of the machine it may use."""

    file: Path
    folder: Path
    memory: str
    threads: int


def ours(given: Given) -> int:
    """The whole import into a workspace file, keeping a compressed copy of the file."""
    return _imported(given, keep_originals=True)


def ours_not_keeping(given: Given) -> int:
    """The same without the copy."""
    return _imported(given, keep_originals=False)


def _imported(given: Given, **settings: bool) -> int:
    limits = Limits(given.memory, given.threads)
    with Workspace(given.folder / "ours.duckdb", given.folder / "ours.spool", limits) as workspace:
        workspace.settings.save(**settings)
        report = workspace.import_events(
            given.file, person="customer_id", occurred_at="time", touchpoint="event", channel="channel",
            value="amount", event_id="id",
        )  # fmt: skip
    return report.accepted


def bare(given: Given) -> int:
    """The file as a table, with types found by DuckDB."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": given.memory,
        "threads": given.threads,
        "temp_directory": str(given.folder / "spill"),
    }
    with duckdb.connect(str(given.folder / "bare.duckdb"), config=config) as connection:
        connection.execute("CREATE TABLE bare AS FROM read_csv($path)", {"path": str(given.file)})
        return int(connection.execute("SELECT count(*) FROM bare").fetchall()[0][0])


def clickhouse(given: Given) -> int:
    """The file as a MergeTree, ordered as ours is; it uses all cores, and the memory it likes."""
    from chdb import session  # here, so that the memory of the others does not hold it

    peer = session.Session(str(given.folder / "peer"))
    peer.query("CREATE DATABASE IF NOT EXISTS b ENGINE = Atomic")
    peer.query(
        "CREATE TABLE b.events (id UInt64, customer_id String, time DateTime, event LowCardinality(String), "
        "channel LowCardinality(String), amount Nullable(Float64), product String, city String) "
        "ENGINE = MergeTree ORDER BY (event, customer_id, time)"
    )
    peer.query(f"INSERT INTO b.events SELECT * FROM file('{given.file}', CSVWithNames)")
    return int(str(peer.query("SELECT count() FROM b.events", "CSV")).strip())


RUNS: dict[str, Callable[[Given], int]] = {
    "bare": bare,
    "ours": ours,
    "ours, not keeping": ours_not_keeping,
    "clickhouse": clickhouse,
}
Measured = dict[str, float]


def measured(name: str, file: Path, memory: str, threads: int) -> Measured:
    """One run in a process of its own: rows, wall and processor seconds, peak memory and size on disk in MiB."""
    command = [
        sys.executable, "-m", "tests.benchmarks.import_events", "--run", name, "--file", str(file),
        "--memory", memory, "--threads", str(threads),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    print(f"  {name}: {done.stdout.splitlines()[-1]}", file=sys.stderr, flush=True)
    return found


def run_here(name: str, file: Path, memory: str, threads: int) -> None:
    """Run once and print what it took."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        rows = RUNS[name](Given(file, Path(folder), memory, threads))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        size = sum(part.lstat().st_size for part in Path(folder).rglob("*") if part.is_file())
    print(json.dumps({"rows": rows, "wall": wall, "cpu": cpu, "peak": _peak(), "size": size / 2**20}))


def _peak() -> float:
    """The most memory this process has held, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def tell(rounds: list[dict[str, Measured]], memory: str) -> None:
    """Print the medians, the ratios to the bare reading, and whether the bar is met."""
    ratios: dict[str, dict[str, float]] = {}
    for name in rounds[0]:
        wall, cpu, size = (statistics.median(r[name][part] for r in rounds) for part in ("wall", "cpu", "size"))
        peak = max(r[name]["peak"] for r in rounds)
        ratios[name] = {
            part: statistics.median(r[name][part] / r["bare"][part] for r in rounds) for part in ("wall", "cpu")
        }
        print(
            f"{name:<17} {cpu:7.1f} s processor ({ratios[name]['cpu']:.2f} x bare), {wall:7.1f} s wall "
            f"({ratios[name]['wall']:.2f} x bare), peak {peak:,.0f} MiB, {size:,.0f} MiB on disk"
        )
    met = "met" if ratios["ours"]["cpu"] <= BAR else "missed"
    print(f"Bar: ours at most {BAR} x bare in processor time: {met} ({ratios['ours']['cpu']:.2f} x).")
    print(f"The database was bound to {memory}; the peak is of the whole process.")


def main() -> None:
    """Generate the file, run the rounds, print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", default="4GB", help="bound of the database, as DuckDB reads it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--run", choices=list(RUNS))
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.run:
        run_here(given.run, given.file, given.memory, given.threads)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.csv"
        duckdb.connect().execute(_GENERATE.format(path=file), {"rows": given.rows})
        print(f"{given.rows:,} rows, {file.stat().st_size / 2**20:,.0f} MiB", flush=True)
        rounds = [
            {name: measured(name, file, given.memory, given.threads) for name in RUNS} for _ in range(given.rounds)
        ]
    for name in RUNS:
        assert {round_[name]["rows"] for round_ in rounds} == {given.rows}
    tell(rounds, given.memory)


if __name__ == "__main__":
    main()
