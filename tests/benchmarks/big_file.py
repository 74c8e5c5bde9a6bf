"""A file of a given size, imported in a process of its own: its peak memory against a set bound.

    python -m tests.benchmarks.big_file --megabytes 1024
    python -m tests.benchmarks.big_file --megabytes 200 --shape messy --packed zip --route page

A plain file is comma-separated UTF-8 that the database reads itself; a messy one has a banner, semicolons, decimal
commas and Windows-1252, and goes through our own reader. The routes: the command line, its `--inbox`, and the steps
of the page (look, guess, preview, import). Ends with 1 when the process took more memory than the bound.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from touchpath.__main__ import main as command_line
from touchpath.ingest.guess import guess
from touchpath.ingest.preview import preview
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import Inbox

BOUNDS = {"command": 1536, "inbox": 1536, "page": 2048}
"""The most memory of the whole process by route, in MiB; an app may use more than a process that only imports."""
BYTES_A_ROW = 67
_BANNER = "Export der Ereignisse\nErstellt am 01.02.2025 für München\n\n"
_PIECE = 1 << 24
_EVENTS = """
SELECT
  i AS id, 'u' || CAST(hash(i) % 300000 AS VARCHAR) AS customer_id,
  strftime(TIMESTAMP '2024-01-01' + to_seconds(CAST(hash(i * 7) % 15000000 AS BIGINT)), '%Y-%m-%d %H:%M:%S') AS time,
  'event_' || CAST(hash(i * 3) % 30 AS VARCHAR) AS event,
  ['web', 'app', 'email', 'store', 'phone'][1 + CAST(hash(i * 5) % 5 AS INTEGER)] AS channel,
  CASE WHEN i % 10 = 0 THEN replace(CAST(CAST(hash(i) % 9999 AS INTEGER) / 100 AS VARCHAR), '.', $sign) END
    AS amount,
  'product_' || CAST(hash(i * 11) % 500 AS VARCHAR) AS product,
  ['Köln', 'München', 'Zürich', 'Berlin'][1 + CAST(hash(i * 13) % 4 AS INTEGER)] AS city
FROM range(CAST($rows AS BIGINT)) AS t(i)
"""


def plain_file(path: Path, rows: int) -> None:
    """Comma-separated UTF-8."""
    duckdb.connect().sql(_EVENTS, params={"rows": rows, "sign": "."}).write_csv(str(path))


def messy_file(path: Path, rows: int) -> None:
    """A banner, semicolons, decimal commas, Windows-1252."""
    clean = path.with_suffix(".utf8")
    duckdb.connect().sql(_EVENTS, params={"rows": rows, "sign": ","}).write_csv(str(clean), sep=";")
    with clean.open(encoding="utf-8") as source, path.open("w", encoding="cp1252") as target:
        target.write(_BANNER)
        while piece := source.read(_PIECE):
            target.write(piece)
    clean.unlink()


SHAPES: dict[str, Callable[[Path, int], None]] = {"plain": plain_file, "messy": messy_file}


def packed(path: Path, how: str) -> Path:
    """The file as it is, or in a .gz or .zip in its place."""
    if not how:
        return path
    target = path.with_name(f"{path.name}.{how}" if how == "gz" else f"{path.stem}.zip")
    if how == "gz":
        with path.open("rb") as source, gzip.open(target, "wb", compresslevel=1) as sink:
            shutil.copyfileobj(source, sink, _PIECE)
    else:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1, allowZip64=True) as archive:
            archive.write(path, path.name)
    path.unlink()
    return target


def by_command(file: Path, workspace: Path) -> None:
    """`python -m touchpath import`."""
    if command_line(["import", str(workspace), str(file)]):
        sys.exit("the command line refused the file")


def by_inbox(file: Path, workspace: Path) -> None:
    """`python -m touchpath import --inbox`, after the file was put there."""
    folder = Inbox.of(workspace).folder
    folder.mkdir(parents=True)
    os.utime(file, (0, 0))  # written long ago: no copy is under way
    file.rename(folder / file.name)
    if command_line(["import", str(workspace), "--inbox"]):
        sys.exit("the command line refused the file")


def by_page(file: Path, workspace: Path) -> None:
    """The steps of the page."""
    with Workspace.open(workspace) as opened:
        spooled = Spool(opened.spool).take(file)
        for table in sniff(spooled):
            mapping = guess(table, opened.engine).mapping
            preview(opened.engine, table, mapping)
            opened.import_table(table, mapping)


ROUTES: dict[str, Callable[[Path, Path], None]] = {"command": by_command, "inbox": by_inbox, "page": by_page}


@dataclass(frozen=True)
class Taken:
    """What an import took: rows, seconds, peak memory of the process and most bytes spilled, both in MiB."""

    rows: int
    seconds: float
    peak: float
    spilled: float


def measured(route: str, file: Path) -> Taken:
    """One import in a process of its own."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        command = [sys.executable, "-m", "tests.benchmarks.big_file", "--run", route, "--file", str(file)]
        began = time.perf_counter()
        child = subprocess.Popen([*command, "--workspace", f"{folder}/w.duckdb"], stdout=subprocess.PIPE, text=True)
        spill = _Spill(Path(folder) / "w.spool" / "spill")
        said, _ = child.communicate()
        seconds = time.perf_counter() - began
        spilled = spill.ended()
    if child.returncode:
        sys.exit(child.returncode)
    told = json.loads(said.splitlines()[-1])
    return Taken(told["rows"], seconds, told["peak"], spilled)


class _Spill:
    """Watches the folder the database spills to, beside the import."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._most, self._over = folder, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def ended(self) -> float:
        """The most it held, in MiB."""
        self._over.set()
        self._thread.join()
        return self._most / 2**20

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            with suppress(OSError):
                self._most = max(self._most, sum(path.stat().st_size for path in self._folder.iterdir()))


def run_here(route: str, file: Path, workspace: Path) -> None:
    """Import once, and print what it took."""
    ROUTES[route](file, workspace)
    peak = peak_memory()
    with Workspace.open(workspace) as opened:
        rows = sum(record.accepted for record in opened.imports())
    print(json.dumps({"rows": rows, "peak": peak}))


def peak_memory() -> float:
    """The most memory this process ever held, in MiB (that of its parent before it began does not count)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Generate the file, import it, print the figures."""
    given = _arguments()
    if given.run:
        run_here(given.run, given.file, given.workspace)
        return
    with tempfile.TemporaryDirectory(prefix="touchpath-") as folder:
        rows = (given.megabytes << 20) // BYTES_A_ROW
        file = Path(folder) / "events.csv"
        SHAPES[given.shape](file, rows)
        size = file.stat().st_size / 2**20
        taken = measured(given.route, packed(file, given.packed))
    bound = given.bound or BOUNDS[given.route]
    print(
        f"{given.shape} {given.packed or 'csv'} of {size:,.0f} MiB by {given.route}: {taken.rows:,} rows in "
        f"{taken.seconds:.0f} s ({size / taken.seconds:.0f} MiB/s), peak memory {taken.peak:,.0f} MiB of at most "
        f"{bound:,} MiB, {taken.spilled:,.0f} MiB spilled"
    )
    if taken.rows != rows or taken.peak > bound:
        sys.exit("Rows are missing." if taken.rows != rows else "More memory than the bound.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--shape", choices=list(SHAPES), default="plain")
    parser.add_argument("--packed", choices=["", "gz", "zip"], default="")
    parser.add_argument("--route", choices=list(ROUTES), default="command")
    parser.add_argument("--bound", type=int, help="MiB, else that of the route")
    parser.add_argument("--run", choices=list(ROUTES), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workspace", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
