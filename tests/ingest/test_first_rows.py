"""The first rows of a large file are a table of their own, cut at the end of a row; a small file has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from touchpath.ingest import first_rows as module
from touchpath.ingest.first_rows import first_rows
from touchpath.ingest.guess import guess
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace
from touchpath.workspace.looking import _SPARE, look, make_ready

ROWS = 2_000


def _table(workspace: Workspace, folder: Path, encoding: str = "utf-8") -> SourceTable:
    path = folder / "log.csv"
    text = "user_id,timestamp,event\n" + "".join(
        f"u{n % 50},2025-03-{1 + n % 28:02} 10:{n % 60:02}:07,{('view', 'büy')[n % 2]}\n" for n in range(ROWS)
    )
    path.write_text(text, encoding=encoding)
    (table,) = sniff(Spool(workspace.spool).take(path))
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_first_rows_come_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    monkeypatch.setattr(module, "LARGE", 1_000)
    monkeypatch.setattr(module, "_KEPT", 10_000)
    with Workspace.in_memory() as workspace:
        table = _table(workspace, tmp_path, encoding)
        first = first_rows(table)
        assert first is not None
        mapping = guess(table, workspace.engine).mapping
        shown = look(workspace.engine, workspace.spool, first, mapping, workspace.core.hashing)
        assert 200 < shown.rows_read < 400
        assert (shown.rejected, shown.comes_to.people) == (0, 50)
        assert look(workspace.engine, workspace.spool, table, mapping, workspace.core.hashing).rows_read == ROWS


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        assert first_rows(_table(workspace, tmp_path)) is None


def test_a_look_does_not_wait_for_a_transaction_of_the_workspace(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        table = _table(workspace, tmp_path)
        mapping = guess(table, workspace.engine).mapping
        with workspace.engine.transaction():
            assert look(workspace.engine, workspace.spool, table, mapping, workspace.core.hashing).rows_read == ROWS


def test_the_store_of_a_look_is_used_again_and_keeps_nothing(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        table = _table(workspace, tmp_path)
        mapping = guess(table, workspace.engine).mapping
        make_ready(workspace.spool)
        for _ in range(2):
            seen = look(workspace.engine, workspace.spool, table, mapping, workspace.core.hashing)
            assert seen.rows_read == ROWS
        spare = _SPARE.take(workspace.spool)
        assert spare is not None
        assert not spare.imports()
        _SPARE.put(spare)
        assert _SPARE.take(tmp_path) is None, "it may read that spool alone"


def test_a_refused_look_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        table = _table(workspace, tmp_path)
        mapping = guess(table, workspace.engine).mapping
        with pytest.raises(ImportRefused):
            look(
                workspace.engine,
                workspace.spool,
                table,
                replace(mapping, person="nowhere"),
                workspace.core.hashing,
            )
        seen = look(workspace.engine, workspace.spool, table, mapping, workspace.core.hashing)
        assert seen.rows_read == ROWS
