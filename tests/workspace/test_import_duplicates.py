"""Duplicates across files, inside files and with event ids; and undoing imports in any order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace

A, B, C = "a,2024-01-01,x", "b,2024-01-02,y", "c,2024-01-01 12:00:00,x"
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
FILES = st.lists(st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=5), min_size=1, max_size=4)


def add(workspace: Workspace, rows: list[str], header: str = "who,when,what", **columns: str):
    path = workspace.spool / "rows.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return workspace.import_events(path, **{**COLUMNS, **columns})


def held(workspace: Workspace) -> Counter[str]:
    frame = workspace.engine.frame("ask/load/list_events")
    return Counter(frame["person_id"])


def as_often_as_anywhere(files: list[list[str]]) -> Counter[str]:
    most: Counter[str] = Counter()
    for rows in files:
        most |= Counter(row.split(",")[0] for row in rows)
    return most


def test_identical_rows_inside_one_file_are_kept() -> None:
    with Workspace.in_memory() as workspace:
        report = add(workspace, [A, A, B])
        assert (report.accepted, report.duplicate) == (3, 0)


def test_the_same_file_again_changes_nothing() -> None:
    with Workspace.in_memory() as workspace:
        add(workspace, [A, A, ",2024-01-01,x"])
        again = add(workspace, [A, A, ",2024-01-01,x"])
        assert (again.import_id, again.rows_read, again.accepted, again.rejected, again.duplicate) == (
            None,
            3,
            0,
            1,
            2,
        )
        assert len(workspace.imports()) == 1


def test_a_row_is_kept_as_often_as_in_the_file_that_has_it_most() -> None:
    with Workspace.in_memory() as workspace:
        counts = [add(workspace, rows).duplicate for rows in ([A, A, B], [A, A, A, C], [A, A, A, A, B, B])]
        assert counts == [0, 2, 4]
        assert held(workspace) == Counter(a=4, b=2, c=1)


def test_an_event_id_counts_once_in_a_file_and_across() -> None:
    with Workspace.in_memory() as workspace:
        first = add(workspace, [f"{A},1", f"{A},1", f"{B},2"], "who,when,what,id", event_id="id")
        second = add(workspace, [f"{A},1", f"{C},3"], "who,when,what,id", event_id="id")
        assert (first.duplicate, second.duplicate) == (1, 1)
        assert held(workspace) == Counter(a=1, b=1, c=1)
        workspace.imports.undo(first.import_id)
        assert held(workspace) == Counter(a=1, c=1)


def test_rows_that_differ_in_a_property_are_no_duplicates() -> None:
    with Workspace.in_memory() as workspace:
        add(workspace, [f"{A},red"], "who,when,what,colour")
        assert add(workspace, [f"{A},blue", f"{A},red"], "who,when,what,colour").duplicate == 1


@settings(max_examples=15)
@given(files=FILES, order=st.randoms(use_true_random=False))
def test_any_imports_and_undos_hold_what_the_files_left_hold(files: list[list[str]], order) -> None:
    with Workspace.in_memory() as workspace:
        left = {}
        for rows in files:
            report = add(workspace, rows)
            assert report.rows_read == report.accepted + report.rejected + report.duplicate + report.set_aside
            if report.import_id is not None:
                left[report.import_id] = rows
        for import_id in order.sample(sorted(left), len(left)):
            assert held(workspace) == as_often_as_anywhere(list(left.values()))
            assert sum(record.accepted for record in workspace.imports()) == sum(held(workspace).values())
            workspace.imports.undo(import_id)
            del left[import_id]
        assert not held(workspace)


def test_undoing_everything_leaves_nothing(tmp_path: Path) -> None:
    with Workspace.in_memory() as workspace:
        report = add(workspace, [f"{A},web", ",,,"], "who,when,what,where", channel="where")
        workspace.imports.undo(report.import_id)
        for question in (
            "ask/load/list_events",
            "ask/load/list_imports",
            "ask/personas/current",
            "ask/touchpoints/names",
        ):
            assert workspace.engine.frame(question).empty
        assert workspace.imports.rejected_rows(report.import_id).empty
        with pytest.raises(ImportRefused, match="no such import"):
            workspace.imports.undo(report.import_id)


def test_repeated_ids_are_found_however_many_pieces_they_are_looked_for_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("touchpath.ingest.load.events._IDS_AT_A_TIME", 3)
    with Workspace.in_memory() as workspace:
        rows = [f"p{number},2024-01-01,x,{number % 19}" for number in range(20)]
        assert add(workspace, rows, "who,when,what,id", event_id="id").duplicate == 1
        other = [f"p{number},2025-01-01,x,{number + 100}" for number in range(20)]
        assert add(workspace, other, "who,when,what,id", event_id="id").duplicate == 0
