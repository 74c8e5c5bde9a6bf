"""Tries every fault the tests know and prints how many were survived, by kind.

    python -m tests.benchmarks.faults [kills] [--browser]

A fault is one case of a test: a damaged file, a full disk, a bomb, a leapt clock, a hostile text. Processes are
killed `kills` times (25 unless said) while they import, undo, erase and restore. With --browser links are tried in
Chromium too. What was not survived is named; the exit code is then 1.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.benchmarks.kills import ROOT, kills

CASES: dict[str, tuple[str, ...]] = {
    "damaged, cut off, foreign or vanished workspaces": (
        "tests/workspace/test_damaged.py", "tests/engine/test_whole_file.py",
    ),
    "pages over a damaged workspace": ("tests/pages/test_unopened.py",),
    "databases and backups made by an attacker": (
        "tests/workspace/test_backup.py", "tests/workspace/test_versions.py",
    ),
    "workspaces half made or half deleted": ("tests/workspace/test_folder.py",),
    "a full disk, work broken off": ("tests/faults/test_full_disk.py",),
    "readers during imports, closing during questions": ("tests/faults/test_one_version.py",),
    "a clock that leaps": ("tests/workspace/test_retention_clock.py",),
    "files others could read, keys half written": ("tests/workspace/test_owner_only.py",),
    "packed files that want to be huge": ("tests/ingest/test_bombs.py",),
    "damaged files to import": ("tests/ingest/test_bad_files.py",),
    "formulas in downloads": ("tests/workspace/test_spreadsheet_cells.py",),
    "texts made to take long": ("tests/test_patterns.py",),
}  # fmt: skip
BROWSER = {
    "links made by an attacker, in Chromium": (
        "tests/browser/test_hostile_links.py",
        "tests/browser/test_security_headers.py",
    )
}
KILLED = "processes killed at random moments"


@dataclass
class Tried:
    """How many faults of a kind were tried and survived; the names of the others."""

    kind: str
    tried: int = 0
    survived: int = 0
    left_out: int = 0
    not_survived: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a case when it has ended, or could not begin."""
        if report.skipped:
            self.left_out += 1
        elif report.failed or report.when == "call":
            self.count(report.nodeid.rpartition("::")[2], survived=report.passed)

    def count(self, name: str, *, survived: bool) -> None:
        """One fault more."""
        self.tried += 1
        self.survived += survived
        if not survived:
            self.not_survived.append(name)


def tried_tests(kind: str, files: Sequence[str]) -> Tried:
    """Try the cases of test files, quietly."""
    tried, told = Tried(kind), io.StringIO()
    with contextlib.redirect_stdout(told):
        ended = pytest.main(["-p", "no:cacheprovider", *(str(ROOT / file) for file in files)], [tried])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        tried.count(f"the cases could not be tried: {told.getvalue()[-500:]}", survived=False)
    return tried


def tried_kills(count: int) -> Tried:
    """Kill processes at work."""
    tried = Tried(KILLED)
    with tempfile.TemporaryDirectory(prefix="touchpath-faults-") as folder:
        for number, outcome in enumerate(kills(count, Path(folder)), start=1):
            tried.count(f"{outcome.work} {number}: {'; '.join(outcome.wrong)}", survived=not outcome.wrong)
    return tried


def main() -> int:
    """Try everything and print the table."""
    given = [text for text in sys.argv[1:] if text != "--browser"]
    cases = CASES | (BROWSER if "--browser" in sys.argv else {})
    todo: list[Callable[[], Tried]] = [lambda k=kind, f=files: tried_tests(k, f) for kind, files in cases.items()]
    todo.append(lambda: tried_kills(int(given[0]) if given else 25))
    width = max(map(len, (*cases, KILLED)))
    print(f"{'fault':{width}s}  tried  survived", flush=True)
    done = []
    for attempt in todo:
        done.append(tried := attempt())
        left_out = f"  ({tried.left_out} left out)" if tried.left_out else ""
        print(f"{tried.kind:{width}s}  {tried.tried:5d}  {tried.survived:8d}{left_out}", flush=True)
        for name in tried.not_survived:
            print(f"    not survived: {name}", flush=True)
    total, survived = sum(t.tried for t in done), sum(t.survived for t in done)
    print(f"{'all':{width}s}  {total:5d}  {survived:8d}")
    return int(survived < total)


if __name__ == "__main__":
    sys.exit(main())
