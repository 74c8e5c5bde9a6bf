"""A workspace in one file and back: everything in it, and nothing a foreign file smuggles in."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import duckdb
import pytest

from tests.workspace.small_log import besides_audit
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up, restore
from touchpath.workspace.folder import create_workspace, list_workspaces

COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    (tmp_path / "events.csv").write_text("who,when,what\nann,2025-01-01 10:00,visit\n,2025-01-01 11:00,visit\n")
    entry = create_workspace(tmp_path / "data", "Corner shop")
    with Workspace.open(entry.file) as workspace:
        workspace.settings.save(protect_people=True, currency="CHF")
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        back_up(workspace, entry.name, tmp_path / "backup.zip")
        assert len(workspace.engine.frame("ask/load/list_events")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "data", "events.csv"]
    return (tmp_path / "backup.zip").read_bytes()


def test_everything_comes_back(packed: bytes, tmp_path: Path) -> None:
    entry = restore(tmp_path / "data", io.BytesIO(packed))
    assert entry.name == "Corner shop (2)"
    with Workspace.open(entry.file) as workspace:
        assert workspace.settings["currency"].value == "CHF"
        assert list(workspace.engine.frame("ask/load/list_events")["person_id"]) == [workspace.core.hashing.of("ann")]
        record = workspace.imports()[0]
        assert len(workspace.imports.rejected_rows(record.import_id)) == 1
        again = workspace.import_again(record.import_id, EventMapping(**{**COLUMNS, "channel": "what"}))
        assert again.accepted == 1
    assert stat.S_IMODE((entry.folder / "workspace.key").stat().st_mode) == 0o600
    elsewhere = restore(tmp_path / "empty", io.BytesIO(packed))
    assert elsewhere.name == "Corner shop"


def test_a_cut_off_or_foreign_file_is_refused_and_leaves_nothing(packed: bytes, tmp_path: Path) -> None:
    other, database = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(other, "w") as written:
        written.writestr("letter.txt", "hello")
    with zipfile.ZipFile(database, "w") as written:
        written.writestr("name.txt", "x")
        written.writestr("workspace.duckdb", b"no database")
    for content in (packed[: len(packed) // 2], b"", b"hello", other.getvalue(), database.getvalue()):
        with pytest.raises(ImportRefused, match="no backup"):
            restore(tmp_path / "data", io.BytesIO(content), "backup.zip")
    assert [entry.name for entry in list_workspaces(tmp_path / "data")] == ["Corner shop"]
    assert [path.name for path in besides_audit(tmp_path / "data")] == ["corner-shop"]


def test_paths_in_a_backup_lead_nowhere(packed: bytes, tmp_path: Path) -> None:
    changed = io.BytesIO(packed)
    with zipfile.ZipFile(changed, "a") as written:
        written.writestr("../../outside.txt", "x")
        written.writestr("originals/../../outside.txt", "x")
        written.writestr("/outside.txt", "x")
    restore(tmp_path / "data", changed)
    assert not list(tmp_path.rglob("outside.txt"))
    assert not Path("/outside.txt").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE looks; CREATE VIEW looks AS SELECT content AS change_name FROM read_text('/etc/hostname')",
        "CREATE VIEW more AS SELECT 1 AS a",
        "CREATE MACRO lower(x) AS 'changed'",
        "DROP TABLE looks",
    ],
)
def test_a_database_that_is_not_made_of_our_tables_is_refused(packed: bytes, tmp_path: Path, statement: str) -> None:
    database, changed = tmp_path / "changed.duckdb", io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as made, zipfile.ZipFile(changed, "w") as written:
        database.write_bytes(made.read("workspace.duckdb"))
        with duckdb.connect(str(database)) as connection:
            connection.execute(statement)
        written.write(database, "workspace.duckdb")
        written.writestr("name.txt", made.read("name.txt"))
    with pytest.raises(ImportRefused, match="no backup"):
        restore(tmp_path / "data", changed)
    assert [path.name for path in besides_audit(tmp_path / "data")] == ["corner-shop"]


def test_memory_cannot_be_backed_up(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace, pytest.raises(ValueError, match="memory"):
        back_up(workspace, "x", tmp_path / "backup.zip")
