"""The workspace looked at last is remembered; what cannot be read or written is as if none had been."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.workspace.folder import list_workspaces
from touchpath.workspace.last_used import last_used, remember_used


def test_the_last_one_is_remembered(tmp_path: Path) -> None:
    assert last_used(tmp_path) == ""
    remember_used(tmp_path, "corner-shop")
    remember_used(tmp_path, "spring")
    assert last_used(tmp_path) == "spring"
    assert not list_workspaces(tmp_path)


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"", b"\n", b"a" * 10_000])
def test_a_damaged_note_is_read_as_something_that_is_no_workspace(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / ".last-used").write_bytes(damage)
    assert len(last_used(tmp_path)) <= 255


def test_a_folder_that_cannot_be_written_to_stops_nobody(tmp_path: Path) -> None:
    remember_used(tmp_path / "not there", "corner-shop")
    assert last_used(tmp_path / "not there") == ""
