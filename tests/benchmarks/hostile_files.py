"""Tries hostile files and prints the outcomes: python -m tests.benchmarks.hostile_files 20000 [first seed].

The files of a seed are always the same; a failure is printed with its seed, and `... 1 SEED` tries that one again.
A run that was broken off goes on where it stood with the first seed it has not printed yet.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.ingest.hostile import hostile_file
from tests.ingest.hostile.ground import ground
from tests.ingest.hostile.trial import try_file

_A_WORKSPACE = 200
_SLOW_SECONDS = 5.0


@dataclass
class Tally:
    """What became of the files so far."""

    files: int = 0
    imported: int = 0
    refused: int = 0
    tables: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    failed: list[int] = field(default_factory=list)
    slow: list[tuple[float, int]] = field(default_factory=list)
    started: float = field(default_factory=time.perf_counter)
    worked: float = field(default_factory=time.process_time)

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        seconds, worked = time.perf_counter() - self.started, time.process_time() - self.worked
        rows = ", ".join(f"{count:,} {name}" for name, count in self.rows.items())
        kinds = ", ".join(f"{count:,} {name}" for name, count in self.kinds.most_common())
        return (
            f"{self.files:,} files in {seconds:,.0f} s ({worked / max(1, self.files):.3f} s of processor time each): "
            f"{self.imported:,} imported "
            f"({self.tables:,} tables: {kinds}), {self.refused:,} refused; rows: {rows}; slowest "
            f"{max(self.slow, default=(0.0, 0))[0]:.1f} s; {len(self.failed):,} failures {self.failed[:50]}"
        )


def run(files: int, first: int = 0) -> Tally:
    """Try the files with these seeds, a fresh workspace for every so many."""
    tally = Tally()
    for start in range(first, first + files, _A_WORKSPACE):
        seeds = iter(range(start, min(start + _A_WORKSPACE, first + files)))
        while not _on_one_workspace(seeds, tally):
            pass  # a failure leaves a workspace that nothing can be said about: the next seed gets a fresh one
        print(f"up to seed {start + _A_WORKSPACE - 1}: {tally.sentence}", flush=True)
    return tally


def _on_one_workspace(seeds: Iterator[int], tally: Tally) -> bool:
    """Try files until there are no more (True) or one fails (False)."""
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as here:
        for seed in seeds:
            name, content = hostile_file(seed)
            tally.files += 1
            before = time.perf_counter()
            try:
                outcome = try_file(here, name, content, seed)
            except Exception as error:  # every kind of failure is counted, none stops the run
                tally.failed.append(seed)
                print(f"seed {seed}, {name!r}: {''.join(traceback.format_exception(error))[-3000:]}", file=sys.stderr)
                return False
            finally:
                tally.slow = sorted([*tally.slow, (time.perf_counter() - before, seed)], reverse=True)[:5]
            tally.imported += outcome.imported > 0
            tally.refused += outcome.imported == 0
            tally.tables += outcome.imported
            tally.rows.update(outcome.rows)
            tally.kinds.update(outcome.kinds)
    return True


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    os.environ.setdefault("TOUCHPATH_THREADS", "1")
    given = [int(argument) for argument in sys.argv[1:]]
    done = run(*(given or [20_000]))
    print(f"{done.sentence}; slowest seeds {[(round(seconds, 1), seed) for seconds, seed in done.slow]}")
    sys.exit(1 if done.failed else 0)
