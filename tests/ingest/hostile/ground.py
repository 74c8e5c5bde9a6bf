"""A workspace with something in it, on which hostile files are tried one after the other, each taken back again."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from sqlglot import exp

from touchpath.engine.duckdb import DuckDBStore
from touchpath.ingest.guess import guess
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

Content = dict[str, tuple[int, int]]
_MAY_CHANGE = {"settings", "remembered_mappings"}
_FILLED = ("imports", "rejected_rows", "events", "people_rows", "identities", "costs")
_BASE = {
    "events.csv": "user_id,timestamp,event,channel,amount\n"
    + "".join(f"u{number % 9},2024-01-{number % 28 + 1:02} 10:00:00,open,web,{number}\n" for number in range(40)),
    "days.csv": "user_id,timestamp,event\n"
    + "".join(f"u{number},2024-01-0{number},open\n" for number in range(1, 9)),
    "people.csv": "user_id,persona,plan\nu1,Regular,gold\nu2,New,\nu3,Regular,blue\n",
    "ids.csv": "anonymous_id,user_id\na1,u1\na2,u2\nu5,u4\n",
    "answers.csv": "respondent,question,score,answered_at\nu1,nps,9,2024-01-02\nu2,nps,3,2024-01-02\n",
    "costs.csv": "date,channel,campaign,spend\n2024-01-01,web,spring,12.5\n2024-01-02,email,,3\n",
    "counts.csv": "day,channel,sessions,users\n2024-01-01,web,12,10\n2024-01-02,web,9,8\n",
}


class Ground:
    """The workspace, and what must be the same before and after a file was tried."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.spool = Spool(workspace.spool)
        self._query = ""
        self._counting = _union([exp.select(exp.Literal.string(name), "count(*)").from_(name) for name in _FILLED])
        for name, text in _BASE.items():
            file = self.spool.save(name, BytesIO(text.encode()))
            for table in sniff(file):
                report = workspace.import_table(table, guess(table, workspace.engine).mapping)
                assert report.accepted == report.rows_read, f"{name}: {report.sentence}"
            self.spool.discard(file)
        self.handles = _handles()
        self.before = self.content()

    def content(self) -> Content:
        """For every table that a file may not change for good: its rows and a sum of their hashes."""
        assert isinstance(self.workspace.engine, DuckDBStore)
        with self.workspace.engine._cursor() as cursor:
            self._query = self._query or _content_query(
                [name for (name,) in cursor.execute("SHOW TABLES").fetchall()]
            )
            return {name: (rows, told) for name, rows, told in cursor.execute(self._query).fetchall()}

    def counts(self) -> dict[str, int]:
        """How many rows the tables have that one import fills."""
        assert isinstance(self.workspace.engine, DuckDBStore)
        with self.workspace.engine._cursor() as cursor:
            return dict(cursor.execute(self._counting).fetchall())

    def leftovers(self) -> list[str]:
        """Files, threads, handles and transactions that are still there though nothing runs."""
        engine = self.workspace.engine
        assert isinstance(engine, DuckDBStore)
        files = [
            path.name for path in self.workspace.spool.rglob("*") if path.is_file() and "spill" not in path.parts
        ]
        temporary = [path.name for path in Path(tempfile.gettempdir()).iterdir()]
        threads = [thread.name for thread in threading.enumerate() if thread.name.endswith("(watch)")]
        open_ones = [f"{_handles() - self.handles} handles"] if _handles() > self.handles else []
        return files + temporary + threads + open_ones + ["a transaction"] * engine._writing.locked()


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """A fresh ground below `folder`; temporary files go to a folder of its own that must stay empty."""
    own, before = folder / "temporary", tempfile.tempdir
    own.mkdir(parents=True)
    tempfile.tempdir = str(own)
    try:
        with Workspace.open(folder / "w.duckdb") as workspace:
            yield Ground(workspace)
    finally:
        tempfile.tempdir = before


def _content_query(names: list[str]) -> str:
    """One row per table: its name, how many rows it has, and a sum over them that any change changes."""
    hashes = "count(*)", "coalesce(sum(hash(t)::HUGEINT), 0)"
    return _union(
        [
            exp.select(exp.Literal.string(name), *hashes).from_(exp.alias_(exp.to_table(name), "t", table=True))
            for name in names
            if name not in _MAY_CHANGE
        ]
    )


def _union(parts: list[exp.Select]) -> str:
    return exp.union(*parts, distinct=False).sql(dialect="duckdb")


def _handles() -> int:
    return len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
