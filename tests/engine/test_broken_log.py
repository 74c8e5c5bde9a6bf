"""A log that was broken off within a commit goes when the file is opened and closed; whole commits stay."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from touchpath.engine.broken_log import log_of, settle_log
from touchpath.engine.duckdb import DuckDBStore
from touchpath.queries import catalog


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A workspace file as a process leaves it that was killed after a commit: with a log beside it."""
    alive, killed = tmp_path / "alive.duckdb", tmp_path / "killed.duckdb"
    DuckDBStore(alive, tmp_path / "spool").close()
    killed.write_bytes(alive.read_bytes())
    with duckdb.connect(str(alive)) as connection:
        setting = {"name": "kept", "value": "x" * 5_000}
        connection.execute(catalog.text("keep/save_setting"), setting)
        log_of(killed).write_bytes(log_of(alive).read_bytes())
    return killed


def _kept(path: Path) -> bool:
    store = DuckDBStore(path, path.parent / "spool", create=False)
    held = store.frame("ask/settings")["name"].tolist()
    store.close()
    return "kept" in held


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.5, 0.99])
def test_a_log_broken_off_leaves_nothing_behind(killed: Path, share: float) -> None:
    whole = log_of(killed).read_bytes()
    log_of(killed).write_bytes(whole[: int(share * len(whole))])
    assert not _kept(killed)
    assert not log_of(killed).exists()
    assert not _kept(killed)  # and the file opens again


def test_a_whole_commit_is_kept(killed: Path) -> None:
    assert _kept(killed)
    assert not log_of(killed).exists()


def test_a_file_without_a_log_is_not_written_to(killed: Path) -> None:
    log_of(killed).unlink()
    before = killed.read_bytes()
    assert not _kept(killed)
    assert killed.read_bytes() == before


def test_where_nothing_can_be_written_the_file_opens_all_the_same(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(connection: duckdb.DuckDBPyConnection) -> bool:
        connection.close()  # as after a commit that failed
        return False

    monkeypatch.setattr("touchpath.engine.opening.settle_log", refuses)
    assert _kept(killed)


def test_what_cannot_be_written_is_told_apart(killed: Path) -> None:
    with duckdb.connect(str(killed)) as connection:
        connection.execute("CREATE TABLE mark_of_opening (other TEXT)")
        assert not settle_log(connection)
