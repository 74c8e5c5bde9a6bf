"""An import is all or nothing: cancelled, refused or broken off, it leaves no trace."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from touchpath.ingest.guess import guess
from touchpath.ingest.load import table as load
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.preview import preview
from touchpath.ingest.refusal import ImportCancelled, ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

ROWS = "".join(f"p{number % 50},2024-01-{number % 28 + 1:02d} 10:00:00,x,web\n" for number in range(500))
MAPPING = EventMapping("who", "when", "what", channel="where")
NAMES = (
    "ask/load/list_events",
    "ask/load/list_imports",
    "ask/load/list_people",
    "ask/touchpoints/names",
    "ask/touchpoints/channel_names",
)


def table_in(workspace: Workspace, rows: str = ROWS) -> SourceTable:
    content = io.BytesIO(("who,when,what,where\n" + rows).encode())
    return sniff(Spool(workspace.spool).save("events.csv", content))[0]


def is_empty(workspace: Workspace) -> bool:
    return all(workspace.engine.frame(name).empty for name in NAMES)


def test_a_cancelled_import_leaves_nothing() -> None:
    with Workspace.in_memory() as workspace:
        told: list[str] = []
        with pytest.raises(ImportCancelled, match="stopped"):
            workspace.import_table(table_in(workspace), MAPPING, lambda step, rows: told.append(step), lambda: True)
        assert is_empty(workspace)
        assert workspace.import_table(table_in(workspace), MAPPING).accepted == 500


def test_an_import_that_breaks_late_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Workspace.in_memory() as workspace:
        monkeypatch.setattr(load, "_record", broken)
        with pytest.raises(ImportRefused, match="nothing of it was kept"):
            workspace.import_table(table_in(workspace), MAPPING)
        assert is_empty(workspace)


def test_progress_counts_rows() -> None:
    with Workspace.in_memory() as workspace:
        told: list[tuple[str, int]] = []
        workspace.import_table(table_in(workspace), MAPPING, lambda step, rows: told.append((step, rows)))
        assert told[-1] == ("Done", 500)


def test_a_preview_tells_what_would_happen_and_keeps_nothing() -> None:
    with Workspace.in_memory() as workspace:
        table = table_in(workspace, "a,2024-01-01,x,web\nb,,y,\n,2024-01-01,x,web\n")
        seen = preview(workspace.engine, table, MAPPING)
        assert seen.sentence == "3 rows: 1 will be imported, 2 rejected: no person (1); no time (1)"
        assert seen.rows["occurred_at"].notna().tolist() == [True, False, True]
        assert is_empty(workspace)


def test_a_mapping_is_remembered_for_the_same_header() -> None:
    with Workspace.in_memory() as workspace:
        mapping = EventMapping("where", "when", "what", channel="who")
        workspace.import_table(table_in(workspace), mapping)
        again = guess(table_in(workspace, "a,2024-02-01,z,shop\n"), workspace.engine)
        assert (again.mapping, again.remembered) == (mapping, True)


def test_a_workspace_opened_again_holds_what_was_imported(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "w.duckdb") as workspace:
        workspace.import_table(table_in(workspace), MAPPING)
    with Workspace.open(tmp_path / "w.duckdb") as workspace:
        assert len(workspace.engine.frame("ask/load/list_events")) == 500
        order = workspace.engine.frame("ask/load/stored_order")
        keys = list(order[["touchpoint", "person", "occurred_at"]].itertuples(index=False, name=None))
        assert keys == sorted(keys)
