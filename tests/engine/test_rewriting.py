"""Rewriting and copying the file of an open workspace, with readers about."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest

from tests.workspace.small_log import workspace_with
from touchpath.engine.gate import ThreadGate
from touchpath.engine.rewriting import part_of
from touchpath.workspace import Workspace

EVENTS = [("Wilhelmina Quackenbush", datetime(2025, 1, day), "visit") for day in range(1, 9)]


def test_the_rows_sequences_and_names_survive(tmp_path: Path) -> None:
    with workspace_with(tmp_path, EVENTS) as workspace:
        before = workspace.engine.frame("ask/load/list_events")
        next_import = int(workspace.engine.frame("keep/load/next_import")["import_id"][0])
        workspace.engine.rewrite()
        assert workspace.engine.frame("ask/load/list_events").equals(before)
        assert int(workspace.engine.frame("keep/load/next_import")["import_id"][0]) == next_import + 1
        assert not part_of(tmp_path / "workspace.duckdb").exists()


def test_readers_go_on_around_a_rewrite(tmp_path: Path) -> None:
    with workspace_with(tmp_path, EVENTS) as workspace:
        over, failures = threading.Event(), []

        def read() -> None:
            while not over.is_set():
                try:
                    assert len(workspace.engine.frame("ask/load/list_events")) == len(EVENTS)
                except Exception as error:
                    failures.append(error)
                    return

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(3):
            workspace.engine.rewrite()
        over.set()
        for reader in readers:
            reader.join()
        assert not failures


def test_a_copy_is_a_whole_workspace(tmp_path: Path) -> None:
    with workspace_with(tmp_path, EVENTS) as workspace:
        workspace.engine.copy_to(tmp_path / "copy.duckdb")
    with Workspace.open(tmp_path / "copy.duckdb") as copy:
        assert len(copy.engine.frame("ask/load/list_events")) == len(EVENTS)


def test_memory_has_no_file_to_copy(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace, pytest.raises(ValueError, match="memory"):
        workspace.engine.copy_to(tmp_path / "copy.duckdb")


def test_who_passes_may_pass_again_while_another_waits_to_be_alone() -> None:
    gate, alone = ThreadGate(), threading.Event()

    def wait() -> None:
        with gate.alone():
            alone.set()

    with gate.passing():
        other = threading.Thread(target=wait)
        other.start()
        while not gate._closed:
            pass
        with gate.passing():
            assert not alone.is_set()
    other.join()
    assert alone.is_set()
