"""Kept originals: mapping again without an upload, fixing rejected rows, and what is left when things go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpath.ingest.mapping import Constant, EventMapping, ResponseMapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace
from touchpath.workspace.corrections import ROW, WHY

EVENTS = "who;when;what;where\nann;2025-01-01 10:00;visit;web\nbob;yesterday;visit;web\n;2025-01-02 10:00;order;app\n"
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "shop.duckdb") as opened:
        yield opened


def written(tmp_path: Path, text: str = EVENTS, name: str = "events.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def kept(workspace: Workspace) -> list[str]:
    folder = workspace.path.with_name("shop.originals")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_wrong_mapping_is_run_again_from_the_kept_original(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path)
    wrong = workspace.import_events(path, **{**COLUMNS, "touchpoint": "where"})
    path.unlink()
    again = workspace.import_again(wrong.import_id, EventMapping(**COLUMNS, channel="where"))
    assert (again.rows_read, again.accepted, again.rejected) == (3, 1, 2)
    assert [record.import_id for record in workspace.imports()] == [again.import_id]
    events = workspace.engine.frame("ask/load/list_events")
    assert list(events["touchpoint"]) == ["visit"]
    assert list(events["channel"]) == ["web"]
    assert not list(workspace.spool.iterdir())


def test_a_mapping_that_does_not_fit_leaves_the_import_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    report = workspace.import_events(written(tmp_path), **COLUMNS)
    with pytest.raises(ImportRefused, match="no column"):
        workspace.import_again(report.import_id, EventMapping(**{**COLUMNS, "person": "nobody"}))
    with pytest.raises(ImportRefused):
        workspace.import_again(report.import_id, ResponseMapping(person="who"))
    assert [record.import_id for record in workspace.imports()] == [report.import_id]
    assert len(workspace.engine.frame("ask/load/list_events")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_originals_are_read_as_they_were(workspace: Workspace, tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, EVENTS.replace("ann", "Änne Müller"), encoding=encoding)
    report = workspace.import_events(path, **COLUMNS)
    again = workspace.import_again(report.import_id, EventMapping(**COLUMNS, channel=Constant("store")))
    assert again.accepted == 1
    assert list(workspace.engine.frame("ask/load/list_events")["person_id"]) == ["Änne Müller"]


def test_nothing_is_kept_where_it_is_not_wanted(workspace: Workspace, tmp_path: Path) -> None:
    workspace.settings.save(keep_originals=False)
    report = workspace.import_events(written(tmp_path), **COLUMNS)
    assert not kept(workspace)
    assert not workspace.corrections.original_kept(report.import_id)
    with pytest.raises(ImportRefused, match="not kept"):
        workspace.import_again(report.import_id, EventMapping(**COLUMNS))


def test_undoing_lets_go_of_the_original_once_no_import_is_made_of_it(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path)
    first = workspace.import_events(path, **COLUMNS)
    second = workspace.import_people(path, person="who")
    assert len(kept(workspace)) == 2
    workspace.imports.undo(first.import_id)
    assert workspace.corrections.original_kept(second.import_id)
    workspace.imports.undo(second.import_id)
    assert not kept(workspace)


def test_leftovers_are_swept_when_the_workspace_opens(workspace: Workspace, tmp_path: Path) -> None:
    report = workspace.import_events(written(tmp_path), **COLUMNS)
    workspace.close()
    (workspace.spool / "1234").mkdir()
    (workspace.spool / "1234" / "original.csv").write_text("half a file")
    workspace.path.with_name("shop.originals").joinpath(f"{'0' * 64}.zst").write_bytes(b"of no import")
    with Workspace.open(workspace.path) as opened:
        assert not list(opened.spool.iterdir())
        assert len(kept(opened)) == 2
        assert opened.corrections.original_kept(report.import_id)


def test_rejected_rows_are_fixed_into_the_same_import(workspace: Workspace, tmp_path: Path) -> None:
    report = workspace.import_events(written(tmp_path), **COLUMNS)
    rows = workspace.corrections.rows_to_fix(report.import_id)
    assert list(rows.columns) == [ROW, WHY, "who", "when", "what", "where"]
    assert rows.values.tolist() == [
        [3, "time not readable", "bob", "yesterday", "visit", "web"],
        [4, "no person", "", "2025-01-02 10:00", "order", "app"],
    ]
    rows["when"] = rows["when"].replace("yesterday", "2025-01-05 10:00")
    rows.to_csv(tmp_path / "fixed.csv", index=False)
    fixed = workspace.import_fixed(report.import_id, tmp_path / "fixed.csv")
    assert (fixed.rows_read, fixed.accepted, fixed.rejected) == (2, 1, 1)
    record = workspace.imports()[0]
    assert (record.import_id, record.rows_read, record.accepted, record.rejected) == (report.import_id, 3, 2, 1)
    assert list(workspace.imports.rejected_rows(report.import_id)["source_row"]) == [4]
    events = workspace.engine.frame("ask/load/list_events")
    assert list(zip(events["person_id"], events["source_row"], strict=True)) == [("ann", 2), ("bob", 3)]
    assert not list(workspace.spool.iterdir())
    workspace.imports.undo(report.import_id)
    assert workspace.engine.frame("ask/load/list_events").empty


def test_a_file_that_is_not_of_the_rejected_rows_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    report = workspace.import_events(written(tmp_path), **COLUMNS)
    rows = workspace.corrections.rows_to_fix(report.import_id)
    rows.assign(**{ROW: [2, 3]}).to_csv(tmp_path / "fixed.csv", index=False)
    with pytest.raises(ImportRefused, match='"2" is not the number of a rejected row'):
        workspace.import_fixed(report.import_id, tmp_path / "fixed.csv")
    with pytest.raises(ImportRefused, match="no column"):
        workspace.import_fixed(report.import_id, written(tmp_path, name="other.csv"))
    assert workspace.imports()[0].rejected == 2
    assert not list(workspace.spool.iterdir())


def test_a_row_with_too_many_cells_can_be_fixed(workspace: Workspace, tmp_path: Path) -> None:
    text = EVENTS + "eve;2025-01-03 10:00;visit;web;one;more\n"
    report = workspace.import_events(written(tmp_path, text), **COLUMNS)
    rows = workspace.corrections.rows_to_fix(report.import_id)
    wide = rows[rows[ROW] == 5]
    assert wide["where"].tolist() == ["web;one;more"]
    wide.assign(where="web").to_csv(tmp_path / "fixed.csv", index=False)
    assert workspace.import_fixed(report.import_id, tmp_path / "fixed.csv").accepted == 1
    assert workspace.imports()[0].rejected == 2
