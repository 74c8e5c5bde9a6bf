"""Damaged workspaces: each says in a sentence what is wrong, changes nothing, and leaves the others alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from touchpath.engine.base import CannotOpenError, DamagedWorkspaceError, MissingWorkspaceError
from touchpath.home import HOME
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace, find_workspace, list_workspaces, rename_workspace

COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
EVENTS = "who,when,what\nann,2025-01-01 10:00,visit\nbob,2025-01-02 10:00,order\n"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a workspace that has an import, and a second one."""
    place = tmp_path_factory.mktemp("sound")
    (place / "events.csv").write_text(EVENTS)
    create_workspace(place / "data", "Other")
    with Workspace.open(create_workspace(place / "data", "Shop").file) as workspace:
        workspace.import_events(place / "events.csv", **COLUMNS)
    return place / "data"


@pytest.fixture
def shop(sound: Path, tmp_path: Path) -> Path:
    """The file of the workspace with an import, in a copy of the data folder."""
    shutil.copytree(sound, tmp_path / "data")
    return tmp_path / "data" / "shop" / "workspace.duckdb"


def _run(file: Path, sql: str) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(sql)


def _cut(file: Path, keep: float) -> None:
    with file.open("r+b") as stream:
        stream.truncate(int(file.stat().st_size * keep))


def _turned(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(4096)
    file.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "a tenth of it": lambda file: _cut(file, 0.1),
    "half of it": lambda file: _cut(file, 0.5),
    "zeros in its head": _turned,
    "a text": lambda file: file.write_text("hello " * 5_000),
    "SQLite": lambda file: file.write_bytes(b"SQLite format 3\x00" + bytes(8_000)),
    "another program's": lambda file: (file.unlink(), _run(file, "CREATE TABLE events (a INTEGER)")),
    "a missing column": lambda file: _run(file, "ALTER TABLE responses DROP COLUMN comment"),
    "a missing table": lambda file: _run(file, "DROP TABLE saved"),
    "a view for a table": lambda file: _run(file, "DROP TABLE looks; CREATE VIEW looks AS SELECT 1 AS a"),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a setting that protects people": lambda file: _run(
        file, "INSERT INTO settings (name, value, confirmed) VALUES ('small_cell', '{{', true)"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_in_a_sentence_and_left_as_it_is(shop: Path, damage: str, tmp_path: Path) -> None:
    DAMAGES[damage](shop)
    before = shop.read_bytes() if shop.is_file() else b""
    for _ in range(2):  # a first try must not leave it open
        with pytest.raises((DamagedWorkspaceError, CannotOpenError)) as refusal:
            Workspace.open(shop, create=False)
        assert str(refusal.value)[0].isupper() or str(refusal.value).startswith("workspace.duckdb")
        assert "Error" not in str(refusal.value)
    assert (shop.read_bytes() if shop.is_file() else b"") == before
    assert [entry.name for entry in list_workspaces(tmp_path / "data")] == ["Other", "Shop"]
    Workspace.open(find_workspace(tmp_path / "data", "other").file, create=False).close()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"name": 5}', b'{"name": "  "}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_workspace_whose_name_is_lost_is_called_by_its_folder(shop: Path, tmp_path: Path, content: bytes) -> None:
    (shop.parent / "name.json").write_bytes(content)
    names = {entry.name: entry.named for entry in list_workspaces(tmp_path / "data")}
    assert names == {"Other": True, "shop": False}
    rename_workspace(tmp_path / "data", "shop", "Shop again")
    assert [entry.name for entry in list_workspaces(tmp_path / "data")] == ["Other", "Shop again"]
    (shop.parent / "name.json").unlink()
    assert [entry.name for entry in list_workspaces(tmp_path / "data")] == ["Other", "shop"]
    with Workspace.open(shop, create=False) as workspace:
        assert len(workspace.imports()) == 1


@pytest.mark.parametrize("name", ["time_zone", "week_start", "currency", "goal", "data_end", "retention_days"])
@pytest.mark.parametrize("text", ["{", '"Mars"', "[[]]", '{"a": 1}', "[" * 50_000], ids=range(5))
def test_a_broken_setting_is_as_in_a_new_workspace_and_said(shop: Path, name: str, text: str) -> None:
    if text == '"Mars"' and name in ("currency", "goal"):
        pytest.skip("a currency and a touchpoint may be called so")
    with duckdb.connect(str(shop)) as connection:
        given = "INSERT OR REPLACE INTO settings (name, value, confirmed) VALUES (?, ?, true)"
        connection.execute(given, [name, text])
    with Workspace.open(shop, create=False) as workspace:
        assert not workspace.settings[name].confirmed
        assert [name.replace("_", " ") in said for said in workspace.remarks] == [True]
        assert workspace.engine.calendar.zone == "UTC"
        workspace.settings.save(**{name: workspace.settings[name].value})
        assert workspace.remarks == ()


def test_a_file_that_vanished_is_not_made_anew(shop: Path, tmp_path: Path) -> None:
    shop.unlink()
    for create in (True, False):  # its kept originals tell that it was there
        with pytest.raises(MissingWorkspaceError, match=r"not there \(any more\).*nothing was made"):
            Workspace.open(shop, create=create)
    assert not shop.exists()
    other = find_workspace(tmp_path / "data", "other").file
    other.unlink()
    with pytest.raises(MissingWorkspaceError):
        Workspace.open(other, create=False)
    assert not other.exists()
    assert "Shop" in [entry.name for entry in list_workspaces(tmp_path / "data")]


def test_a_file_that_vanishes_while_it_is_open_is_not_written_to(shop: Path) -> None:
    with Workspace.open(shop) as workspace:
        shutil.move(shop, shop.with_name("elsewhere"))
        with pytest.raises(MissingWorkspaceError, match="not there any more"):
            workspace.settings.save(currency="CHF")
        assert len(workspace.engine.frame("ask/load/list_events")) == 2
    assert not shop.exists()


@pytest.fixture
def reachable(sound: Path) -> Iterator[Path]:
    """A copy of the data folder that others may look into.

    Not among the folders of pytest: every pytest that starts meanwhile shuts those to others.
    """
    with tempfile.TemporaryDirectory() as place:
        root = Path(shutil.copytree(sound, Path(place) / "data"))
        for folder in (root, *root.parents):
            if folder != Path("/"):
                folder.chmod(folder.stat().st_mode | 0o055)
        yield root


TRYING = """
import os, sys
from pathlib import Path
from touchpath.engine.base import CannotOpenError, StorageError
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace, delete_workspace, list_workspaces, rename_workspace
root = Path(sys.argv[1])
os.setgid(65534), os.setuid(65534)
for what in (
    lambda: Workspace.open(root / "shop" / "workspace.duckdb", create=False),
    lambda: create_workspace(root, "New"),
    lambda: rename_workspace(root, "shop", "Store"),
    lambda: delete_workspace(root, "shop", list_workspaces(root)[-1].name),
):
    try:
        what()
        print("done")
    except (CannotOpenError, StorageError, DefinitionError) as error:
        print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_may_not_be_written_to_is_said(reachable: Path, mode: int) -> None:
    shop = reachable / "shop" / "workspace.duckdb"
    shop.chmod(0o444)
    shop.parent.chmod(mode)
    command = [sys.executable, "-c", TRYING, str(reachable)]
    environment = {**os.environ, "PYTHONPATH": str(HOME / "lib"), "HOME": "/nonexistent"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    said = ended.stdout.splitlines()
    assert len(said) == 4, ended.stderr
    assert "CannotOpenError workspace.duckdb cannot be opened: it, or its folder shop, may not be written" in said[0]
    assert [line.split()[0] for line in said[1:]] == ["StorageError"] * 3
    assert "data folder" in said[1]
    assert list(json.loads((shop.parent / "name.json").read_text()).values()) == ["Shop"]
