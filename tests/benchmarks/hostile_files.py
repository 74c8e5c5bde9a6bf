"""Imports hostile files and prints the outcomes: python -m tests.benchmarks.hostile_files 20000 [first seed]."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.ingest.hostile import hostile_file, import_hostile


def run(files: int, first: int = 0) -> Counter[str]:
    """The outcomes of the files with these seeds; the first failures are printed with their seed."""
    outcomes: Counter[str] = Counter()
    for seed in range(first, first + files):
        name, content = hostile_file(seed)
        with tempfile.TemporaryDirectory() as folder:
            try:
                outcomes[import_hostile(name, content, Path(folder))] += 1
            except Exception as error:  # every kind of failure is counted, none stops the run
                outcomes[f"FAILED {type(error).__name__}"] += 1
                print(f"seed {seed}, {name}: {''.join(traceback.format_exception(error))[-1500:]}", file=sys.stderr)
    return outcomes


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    for outcome, count in run(*(given or [20_000])).most_common():
        print(f"{outcome}: {count:,}")
