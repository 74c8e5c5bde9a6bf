"""Workspaces on disk: create, rename, delete."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspace.small_log import besides_audit
from touchpath.engine.base import StorageError, WorkspaceBusyError
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.folder import (
    create_workspace,
    data_folder,
    delete_workspace,
    find_workspace,
    list_workspaces,
    rename_workspace,
    sweep,
)


def test_workspaces_are_listed_by_name_and_get_their_own_folder(tmp_path: Path) -> None:
    shop = create_workspace(tmp_path, "  Shop   Süd ")
    create_workspace(tmp_path, "alpha")
    assert (shop.name, shop.slug) == ("Shop Süd", "shop-sud")
    assert [entry.name for entry in list_workspaces(tmp_path)] == ["alpha", "Shop Süd"]
    assert shop.file.parent == tmp_path / "shop-sud"


@pytest.mark.parametrize("name", ["../../etc", "a/b\\c", "日本", "..", "CON:|?*"])
def test_no_name_leaves_the_data_folder(tmp_path: Path, name: str) -> None:
    entry = create_workspace(tmp_path, name)
    assert entry.folder.parent == tmp_path
    assert find_workspace(tmp_path, entry.slug).name == name


def test_a_name_is_used_once(tmp_path: Path) -> None:
    create_workspace(tmp_path, "Shop")
    with pytest.raises(DefinitionError, match='already a workspace called "shop"'):
        create_workspace(tmp_path, "shop")
    with pytest.raises(DefinitionError, match="needs a name"):
        create_workspace(tmp_path, "  ")


def test_a_rename_keeps_the_link(tmp_path: Path) -> None:
    entry = create_workspace(tmp_path, "Shop")
    renamed = rename_workspace(tmp_path, entry.slug, "Store")
    assert (renamed.slug, renamed.name) == ("shop", "Store")
    assert rename_workspace(tmp_path, entry.slug, "STORE").name == "STORE"


def test_deleting_needs_the_exact_name(tmp_path: Path) -> None:
    entry = create_workspace(tmp_path, "Shop")
    with pytest.raises(DefinitionError, match='Type the name "Shop"'):
        delete_workspace(tmp_path, entry.slug, "shop")
    delete_workspace(tmp_path, entry.slug, "Shop")
    assert list_workspaces(tmp_path) == ()
    with pytest.raises(DefinitionError, match="There is no workspace"):
        find_workspace(tmp_path, "shop")


HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_workspace_open_elsewhere_cannot_be_deleted(tmp_path: Path) -> None:
    entry = create_workspace(tmp_path, "Shop")
    with Workspace.open(entry.file), pytest.raises(WorkspaceBusyError, match='"Shop" is open'):
        delete_workspace(tmp_path, entry.slug, "Shop")
    command = [sys.executable, "-c", HOLD, str(entry.file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == b"held\n"
        with pytest.raises(WorkspaceBusyError, match='"Shop" is open'):
            delete_workspace(tmp_path, entry.slug, "Shop")
        assert entry.file.exists()
        holding.communicate()
    delete_workspace(tmp_path, entry.slug, "Shop")
    assert besides_audit(tmp_path) == []


def test_a_deletion_that_is_broken_off_leaves_no_half_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = create_workspace(tmp_path, "Shop")
    monkeypatch.setattr("touchpath.workspace.folder.shutil.rmtree", lambda *given, **also: None)
    with pytest.raises(StorageError, match="could not be removed"):
        delete_workspace(tmp_path, entry.slug, "Shop")
    monkeypatch.undo()
    assert list_workspaces(tmp_path) == ()
    assert len(besides_audit(tmp_path)) == 1
    sweep(tmp_path)  # it may still be at work: this process runs
    assert len(besides_audit(tmp_path)) == 1


@pytest.mark.parametrize("prefix", [".making-", ".deleting-", ".restoring-"])
def test_what_ended_processes_left_is_swept(tmp_path: Path, prefix: str) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f"{prefix}{ended.pid}-0a1b" / "originals").mkdir(parents=True)
    (tmp_path / f"{prefix}{os.getpid()}-0a1b").mkdir()
    (tmp_path / "shop").mkdir()
    sweep(tmp_path)
    assert sorted(path.name for path in besides_audit(tmp_path)) == [f"{prefix}{os.getpid()}-0a1b", "shop"]


def test_a_workspace_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("touchpath.workspace.folder._write_label", full)
    with pytest.raises(StorageError, match="cannot be written to"):
        create_workspace(tmp_path, "Shop")
    assert besides_audit(tmp_path) == []


def test_the_data_folder_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("TOUCHPATH_DATA")
    assert data_folder().name == "touchpath"
