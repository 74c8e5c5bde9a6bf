"""The door to the database: transactions, concurrency, lock-down."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from touchpath.engine.base import WorkspaceBusyError
from touchpath.engine.duckdb import DuckDBStore
from touchpath.workspace import Workspace


def _settings(engine: DuckDBStore) -> int:
    return len(engine.frame("ask/settings"))


def test_a_failed_transaction_leaves_nothing_and_keeps_the_version(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")
    version = engine.version
    with pytest.raises(RuntimeError, match="stop"), engine.transaction() as writer:
        writer.run("keep/save_setting", {"name": "currency", "value": '"EUR"'})
        assert len(writer.frame("ask/settings")) == 1
        raise RuntimeError("stop")
    assert _settings(engine) == 0
    assert engine.version == version


def test_readers_go_on_during_a_write_and_see_it_after_the_commit(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")
    with engine.transaction() as writer:
        writer.run("keep/save_setting", {"name": "currency", "value": '"EUR"'})
        seen: list[int] = []
        reader = threading.Thread(target=lambda: seen.append(_settings(engine)))
        reader.start()
        reader.join(timeout=10)
        assert seen == [0]
    assert _settings(engine) == 1


def test_many_threads_each_get_their_own_rows(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")
    with engine.transaction() as writer:
        for number in range(20):
            writer.run("keep/save_setting", {"name": f"s{number:02}", "value": "1"})
    wrong: list[object] = []

    def read() -> None:
        for _ in range(30):
            names = engine.frame("ask/settings")["name"].tolist()
            if names != [f"s{number:02}" for number in range(20)]:
                wrong.append(names)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_writes_queue(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")

    def write(number: int) -> None:
        with engine.transaction() as writer:
            writer.run("keep/save_setting", {"name": f"s{number}", "value": "1"})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _settings(engine) == 8


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{secret}')",
        "COPY (SELECT 1) TO '{outside}'",
        "ATTACH '{outside}' AS other",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_the_instance_is_locked_down(tmp_path: Path, statement: str) -> None:
    engine = DuckDBStore(tmp_path / "w" / "w.duckdb" if False else tmp_path / "w.duckdb", tmp_path / "spool")
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden", encoding="utf-8")
    text = statement.format(secret=secret, outside=tmp_path / "outside.duckdb")
    with engine.transaction() as writer, pytest.raises(duckdb.Error):
        writer._own.execute(text)
    assert not (tmp_path / "outside.duckdb").exists()


def test_a_second_process_is_told_that_the_file_is_open(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from touchpath.engine.base import WorkspaceBusyError\n"
        "from touchpath.engine.duckdb import DuckDBStore\n"
        "try: DuckDBStore(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except WorkspaceBusyError as error: print(error)"
    )
    with Workspace.open(tmp_path / "w.duckdb"):
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "w.duckdb"), str(tmp_path / "spool")],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
    assert "open in another Touchpath process" in done.stdout
    assert issubclass(WorkspaceBusyError, RuntimeError)


def test_put_makes_a_frame_readable_inside_the_transaction_only(tmp_path: Path) -> None:
    engine = DuckDBStore(None, tmp_path / "spool")
    with engine.transaction() as writer:
        writer.put("given", pd.DataFrame({"a": [1, 2]}))
        assert writer._own.execute("SELECT sum(a) FROM given").fetchone() == (3,)
    with engine.transaction() as writer, pytest.raises(duckdb.CatalogException):
        writer._own.execute("SELECT * FROM given")
