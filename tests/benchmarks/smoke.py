"""Runs every benchmark small, so that none rots: `python -m tests.benchmarks.smoke`. Ignore the figures."""

from __future__ import annotations

import subprocess
import sys
import time

RUNS: tuple[tuple[str, ...], ...] = (
    ("funnel", "--events", "200000", "--rounds", "1"),
    ("import_events", "--rows", "50000", "--rounds", "1"),
    ("big_file", "--megabytes", "5", "--shape", "messy", "--packed", "zip", "--route", "inbox"),
    ("retention", "200000", "20000"),
    ("change_lab", "200000"),
    ("false_alarms", "2"),
    ("drivers", "2"),
    ("statistics_study", "--replicates", "50", "--only", "before/after"),
    ("kills", "3"),
    ("survey_drivers", "50000", "2"),
    ("surveys", "20000"),
    ("lifetime_value", "5000"),
    ("themes", "2"),
    ("attribution", "--events", "100000", "--replicates", "10"),
    ("alerts", "20"),
    ("reports", "5000"),
    ("comparable_people", "--replicates", "20"),
    ("persona_grids", "--grids", "20"),
    ("foresight", "--replicates", "2", "--people", "400", "--events", "50000", "--only", "simulations", "speed"),
    ("next_touchpoints", "--replicates", "20"),
)


def main() -> None:
    """Run them one after the other; the first that fails ends it."""
    for name, *arguments in RUNS:
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{name:18s} {'ran' if done.returncode == 0 else 'FAILED'} in {time.perf_counter() - began:.0f} s")
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-4000:])
            sys.exit(1)


if __name__ == "__main__":
    main()
