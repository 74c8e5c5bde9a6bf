"""What lies in the folder of a workspace is readable by its owner only, however generous the process is."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.test_versions import unpacked
from touchpath.engine.base import DamagedWorkspaceError, StorageError
from touchpath.engine.owner_only import write_whole
from touchpath.ingest.privacy import workspace_key
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up, restore
from touchpath.workspace.folder import create_workspace, rename_workspace

COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
EVENTS = "who,when,what\nann,2025-01-01 10:00,visit\nbob,2025-01-02 10:00,order\n"


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def _open_to_others(root: Path) -> list[str]:
    found = []
    for path in (root, *root.rglob("*")):
        status = path.stat()
        handed_in = path.is_file() and status.st_nlink > 1  # a second name of somebody's own file
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not handed_in:
            found.append(path.relative_to(root.parent).as_posix())
    return found


def test_everything_a_workspace_writes_is_its_owners(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(EVENTS)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as packed:
        packed.writestr("more.csv", EVENTS.replace("ann", "eve"))
    root = tmp_path / "data"
    entry = create_workspace(root, "Shop")
    with Workspace.open(entry.file) as workspace:
        workspace.settings.save(protect_people=True)
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        workspace.import_events(tmp_path / "more.zip", **COLUMNS)
        assert workspace.inbox is not None
        workspace.inbox.hand_in(tmp_path / "events.csv")
        workspace.inbox.set_aside("events.csv")
        workspace.people.erase("eve")
        back_up(workspace, "Shop", tmp_path / "backup.zip")
        assert _open_to_others(root) == []
    rename_workspace(root, entry.slug, "Store")
    with (tmp_path / "backup.zip").open("rb") as stream:
        restore(root, stream)
    assert _open_to_others(root) == []
    assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600


def test_a_file_of_somebody_elses_folder_keeps_what_belongs_to_it_to_its_owner(tmp_path: Path) -> None:
    file = unpacked(1, tmp_path)
    (tmp_path / "events.csv").write_text(EVENTS)
    with Workspace.open(file) as workspace:
        workspace.settings.save(protect_people=True)
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
    own = [path for path in tmp_path.iterdir() if path.name.startswith("shop.")]
    assert len(own) >= 5
    assert [name for path in own for name in _open_to_others(path)] == []


def test_files_of_earlier_days_become_their_owners_when_the_workspace_opens(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(EVENTS)
    entry = create_workspace(tmp_path / "data", "Shop")
    with Workspace.open(entry.file) as workspace:
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
    for path in (entry.folder, *entry.folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    Workspace.open(entry.file).close()
    assert _open_to_others(entry.folder) == []


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "name.json"
    write_whole(file, "before")

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("touchpath.engine.owner_only.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "after")
    assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["name.json"]
    with pytest.raises(StorageError, match="key"):
        workspace_key(tmp_path / "shop.key")
    assert not (tmp_path / "shop.key").exists()


@pytest.mark.parametrize("content", ["", "00", "not a key", "00" * 31])
def test_a_damaged_key_replaces_no_ids(tmp_path: Path, content: str) -> None:
    (tmp_path / "shop.key").write_text(content)
    with pytest.raises(DamagedWorkspaceError, match=r"shop\.key\) is damaged"):
        workspace_key(tmp_path / "shop.key")
