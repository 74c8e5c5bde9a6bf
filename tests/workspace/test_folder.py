"""Workspaces on disk: create, rename, delete."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.workspace.folder import (
    create_workspace,
    data_folder,
    delete_workspace,
    find_workspace,
    list_workspaces,
    rename_workspace,
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


def test_the_data_folder_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("TOUCHPATH_DATA")
    assert data_folder().name == "touchpath"
