"""Workspace files of every earlier version open, after a copy, and show what they showed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.workspace.versions.shop import figures
from touchpath.engine.base import DamagedWorkspaceError, NewerWorkspaceError, StorageError
from touchpath.engine.versions import kept_copies, newest
from touchpath.queries import catalog
from touchpath.workspace import Workspace

MADE = Path(__file__).parent / "versions"
VERSIONS = sorted(int(path.name.split("_")[1].split(".")[0]) for path in MADE.glob("version_*.duckdb.gz"))


def unpacked(version: int, folder: Path) -> Path:
    file = folder / "shop.duckdb"
    file.write_bytes(gzip.decompress((MADE / f"version_{version}.duckdb.gz").read_bytes()))
    return file


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file)) as connection:
        return connection.execute(sql).fetchall()


def _shown(workspace: Workspace, then: dict[str, Any]) -> dict[str, Any]:
    """The figures now, without settings that were not there then."""
    now = figures(workspace)
    return now | {"settings": {name: value for name, value in now["settings"].items() if name in then["settings"]}}


def test_there_is_a_file_of_the_first_version() -> None:
    assert VERSIONS[0] == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_an_earlier_version_shows_the_same_figures(version: int, tmp_path: Path) -> None:
    file = unpacked(version, tmp_path)
    before = file.read_bytes()
    then = json.loads((MADE / f"version_{version}.json").read_text())
    with Workspace.open(file) as workspace:
        assert _shown(workspace, then) == then
    copies = kept_copies(file)
    assert [copy.name for copy in copies] == [f"shop.version-{version}.duckdb"]
    assert copies[0].read_bytes() == before
    assert rows(file, catalog.text("ask/schema_version")) == [(newest(),)]
    with Workspace.open(file) as workspace:
        assert _shown(workspace, then) == then
    assert kept_copies(file) == copies


def test_an_earlier_file_has_the_tables_of_a_fresh_one(tmp_path: Path) -> None:
    told = "SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ALL"
    fresh, file = tmp_path / "fresh.duckdb", unpacked(1, tmp_path)
    for path in (fresh, file):
        Workspace.open(path).close()
    assert rows(file, told) == rows(fresh, told)
    assert kept_copies(fresh) == ()


def test_what_the_very_first_files_lack_is_added(tmp_path: Path) -> None:
    file = unpacked(1, tmp_path)
    with duckdb.connect(str(file)) as connection:
        for lacking in ("DROP TABLE looks", "DROP TABLE channel_rules", "ALTER TABLE responses DROP person_id"):
            connection.execute(lacking)
    with Workspace.open(file) as workspace:
        assert len(workspace.engine.frame("ask/load/list_responses")) == 31


def test_a_file_of_a_newer_touchpath_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "shop.duckdb"
    Workspace.open(file).close()
    rows(file, f"INSERT INTO schema_version VALUES ({newest() + 1}, TIMESTAMP '2030-01-01')")
    before = file.read_bytes()
    with pytest.raises(NewerWorkspaceError, match=r"shop\.duckdb was made by a newer Touchpath.*Update Touchpath"):
        Workspace.open(file)
    assert file.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = unpacked(1, tmp_path)
    steps = catalog.migrations()
    broken = catalog.Migration(len(steps) + 1, "broken", "ALTER TABLE events ADD COLUMN a INTEGER; SELECT nonsense")
    monkeypatch.setattr(catalog, "migrations", lambda: (*steps, broken))
    with pytest.raises(DamagedWorkspaceError, match=r"cannot be brought forward.*Nothing was changed"):
        Workspace.open(file)
    told = "SELECT table_name FROM information_schema.columns WHERE column_name IN ('a', 'version', 'set_aside')"
    assert rows(file, told) == []
    monkeypatch.undo()
    with Workspace.open(file) as workspace:
        assert figures(workspace)["funnel"][0] > 0


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = unpacked(1, tmp_path)
    before = file.read_bytes()

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("touchpath.engine.versions.shutil.copyfile", full)
    with pytest.raises(StorageError, match="no room for a copy"):
        Workspace.open(file)
    assert file.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []


def test_files_of_other_programs_are_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.duckdb"
    rows(file, "CREATE TABLE events (a INTEGER)")
    before = file.read_bytes()
    with pytest.raises(DamagedWorkspaceError, match="of another program"):
        Workspace.open(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "statement, sentence",
    [
        ("ALTER TABLE responses DROP COLUMN comment", "table responses has no column comment"),
        ("DROP TABLE looks", "table looks is missing"),
        ("DROP TABLE looks; CREATE VIEW looks AS SELECT 'x' AS change_name", r"holds a view .* \(looks\)"),
        ("CREATE VIEW anything AS SELECT 1 AS a", r"holds a view that is not Touchpath's \(anything\)"),
        ("CREATE MACRO lower(x) AS 'changed'", r"holds a macro that is not Touchpath's \(lower\)"),
        ("CREATE OR REPLACE MACRO shortest_number(text) AS '7'", r"a macro .* \(shortest_number\)"),
        ("CREATE TYPE mood AS ENUM ('a')", r"holds a type that is not Touchpath's \(mood\)"),
        ("ALTER TABLE costs ALTER spend TYPE VARCHAR", r"has no column spend \(DOUBLE\)"),
    ],
)
def test_tables_that_are_not_as_they_should_be_are_named(tmp_path: Path, statement: str, sentence: str) -> None:
    file = tmp_path / "shop.duckdb"
    Workspace.open(file).close()
    rows(file, statement)
    with pytest.raises(DamagedWorkspaceError, match=sentence):
        Workspace.open(file)
