"""Kills a process at random moments of an import, an undo, an erase, a restore, and looks at what is left.

    python -m tests.benchmarks.kills [kills]

Afterwards the workspace must open and hold all of the work or nothing of it, and its counts must add up. Prints one
line per kill and the totals; exits with 1 when a kill was not survived.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up, restore
from touchpath.workspace.folder import list_workspaces

ROOT = Path(__file__).resolve().parents[2]
ROWS, PEOPLE = 30_000, 300
WORK = ("import", "undo", "erase", "zip", "restore")
ERASED = "person-17@example.com"
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where"}


@dataclass(frozen=True)
class Outcome:
    """One kill: what was going on, after how many seconds it came, what was left of it, and what was wrong."""

    work: str
    seconds: float
    left: str
    wrong: tuple[str, ...]


def write_file(path: Path, first: int, rows: int) -> None:
    """Events of some people, with a rejected row now and then."""
    lines = ["who,when,what,where,note"]
    for number in range(first, first + rows):
        who = "" if number % 1_000 == 7 else f"person-{number % PEOPLE}@example.com"
        day, minute = 1 + number // 1_440 % 28, number % 1_440
        lines.append(f"{who},2025-01-{day:02d} {minute // 60:02d}:{minute % 60:02d},visit,web,row {number}")
    path.write_text("\n".join(lines) + "\n")


def work(file: Path, doing: str, source: Path) -> None:
    """What the killed process does; says on standard output when it begins and when it is done."""
    if doing == "restore":
        print("begin", flush=True)
        with source.with_name("backup.zip").open("rb") as stream:
            restore(file.parent / "data", stream)
        print("done", flush=True)
        return
    with Workspace.open(file) as workspace:
        print("begin", flush=True)
        if doing == "import":
            workspace.import_events(source, **COLUMNS)
        elif doing == "zip":
            workspace.import_events(source.with_suffix(".zip"), **COLUMNS)
        elif doing == "undo":
            workspace.imports.undo(workspace.imports()[0].import_id)
        else:
            workspace.people.erase(ERASED)
    print("done", flush=True)


def kills(count: int, folder: Path, rows: int = ROWS, seed: int = 7) -> Iterator[Outcome]:
    """Kill `count` processes, each at work on a fresh copy of the same workspace (files of `rows` rows)."""
    base = folder / "base" / "shop.duckdb"
    sources = [folder / "one.csv", folder / "two.csv"]
    for place, source in enumerate(sources):
        write_file(source, place * rows // 2, rows)
    with zipfile.ZipFile(sources[1].with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(sources[1], "two.csv")
    with Workspace.open(base) as workspace:
        workspace.import_events(sources[0], **COLUMNS)
        back_up(workspace, "Shop", folder / "backup.zip")
    chance, times = random.Random(seed), dict.fromkeys(WORK, 0.0)
    for number in range(count):
        doing = WORK[number % len(WORK)]
        if not times[doing]:
            times[doing] = _run(base, folder, doing, sources[1], None)[0]
        wait = chance.uniform(0, times[doing])
        seconds, file = _run(base, folder, doing, sources[1], wait)
        yield _looked_at(doing, seconds, file, folder / "backup.zip")


def _run(base: Path, folder: Path, doing: str, source: Path, wait: float | None) -> tuple[float, Path]:
    """Let a process work on a copy and kill it after `wait` seconds (None: let it end); seconds worked, the copy."""
    place = Path(tempfile.mkdtemp(dir=folder))
    for path in base.parent.rglob("*"):
        if path.is_file():
            target = place / path.relative_to(base.parent)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "tests.benchmarks.kills", "work", str(place / base.name), doing, str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "begin"
        began = time.perf_counter()
        if wait is not None:
            time.sleep(wait)
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return time.perf_counter() - began, place / base.name


def _looked_at(doing: str, seconds: float, file: Path, backup: Path) -> Outcome:
    if doing == "restore":
        return _restored(seconds, file.parent / "data", backup)
    with Workspace.open(file) as workspace:
        records = workspace.imports()
        erased = ERASED not in set(workspace.engine.frame("ask/load/list_events")["person_id"])
        wrong = _miscounts(workspace)
        whole = {"import": 2, "zip": 2, "undo": 0, "erase": 1}[doing]
        if len(records) not in (1, whole):
            wrong.append(f"{len(records)} imports")
        if any(not workspace.corrections.original_kept(r.import_id) for r in records):
            wrong.append("an original is missing")
        if erased != (doing == "erase" and erased) and records:
            wrong.append("a person is missing")
    wrong += [f"left over: {path.name}" for path in _leftovers(file)]
    if doing == "erase" and erased and _mentions(file):
        wrong.append("an erased id is still in a file")
    done = erased if doing == "erase" else len(records) == whole
    return Outcome(doing, seconds, "all" if done else "nothing", tuple(wrong))


def _restored(seconds: float, root: Path, backup: Path) -> Outcome:
    """What a killed restore left: a whole workspace or none; the next restore removes what lies half-way."""
    entries = list_workspaces(root)
    wrong = [] if len(entries) < 2 else [f"{len(entries)} workspaces"]
    with backup.open("rb") as stream:
        restore(root, stream)
    for entry in list_workspaces(root):
        with Workspace.open(entry.file) as workspace:
            wrong += _miscounts(workspace)
            if len(workspace.imports()) != 1:
                wrong.append(f"{len(workspace.imports())} imports")
    wrong += [f"left over: {path.name}" for path in root.iterdir() if path.name.startswith(".")]
    return Outcome("restore", seconds, "all" if entries else "nothing", tuple(wrong))


def _miscounts(workspace: Workspace) -> list[str]:
    records, events = workspace.imports(), workspace.engine.frame("ask/load/list_events")
    wrong = []
    if any(r.rows_read != r.accepted + r.rejected + r.duplicate + r.set_aside for r in records):
        wrong.append("rows read are not accepted + rejected + duplicate")
    if sum(r.accepted for r in records) != len(events):
        wrong.append("accepted rows are not the events held")
    if sum(r.rejected for r in records) != sum(len(workspace.imports.rejected_rows(r.import_id)) for r in records):
        wrong.append("rejected rows are not those held")
    return wrong


def _leftovers(file: Path) -> list[Path]:
    originals = file.with_name("shop.originals")
    kept = {path.name for path in originals.iterdir() if path.suffix == ".part"} if originals.exists() else set()
    spooled = list(file.with_name("shop.spool").iterdir())
    return [path for path in file.parent.iterdir() if path.suffix in (".rewriting", ".erasing", ".wal")] + [
        *spooled,
        *(originals / name for name in kept),
    ]


def _mentions(file: Path) -> bool:
    return any(ERASED.encode() in path.read_bytes() for path in file.parent.rglob("*") if path.is_file())


def main() -> int:
    """Kill as often as asked, and print what came of it."""
    if sys.argv[1:2] == ["work"]:
        work(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    left: Counter[tuple[str, str]] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory(prefix="touchpath-kills-") as folder:
        for number, outcome in enumerate(kills(count, Path(folder)), start=1):
            left[outcome.work, outcome.left] += 1
            bad += bool(outcome.wrong)
            said = "; ".join(outcome.wrong) or "counts add up"
            after = f"killed after {outcome.seconds:5.2f} s"
            print(f"{number:3d} {outcome.work:7s} {after}: {outcome.left:7s} {said}", flush=True)
    for doing in WORK:
        print(f"{doing}: {left[doing, 'all']} all, {left[doing, 'nothing']} nothing")
    print(f"{count - bad} of {count} kills survived")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
