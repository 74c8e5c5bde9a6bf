"""A whole file imported as guessed: every table or none, and questions where a guess is not sure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from touchpath.ingest.mapping import Constant, EventMapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.treatment import SUGGESTED
from touchpath.workspace import Workspace

LOG = [("user_id", "event", "timestamp")] + [
    (f"u{n % 3}", "xy"[n % 2], f"2024-01-{n + 1:02} 10:00") for n in range(9)
]
PEOPLE = [("customer_id", "segment")] + [(f"u{n}", "ab"[n % 2]) for n in range(3)]
UNSURE = [("stamp", "thing")] + [(f"2024-01-{n + 1:02} 10:00", f"x{n % 5}") for n in range(9)]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.in_memory() as opened:
        yield opened


def csv(folder: Path, name: str, rows: list[tuple[str, ...]]) -> Path:
    path = folder / name
    path.write_text("".join(",".join(row) + "\n" for row in rows))
    return path


def book(folder: Path, **sheets: list[tuple[str, ...]]) -> Path:
    made, path = Workbook(), folder / "book.xlsx"
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_a_clear_file_comes_in_with_its_mapping_and_words(workspace: Workspace, tmp_path: Path) -> None:
    (report,) = workspace.import_file(csv(tmp_path, "log.csv", LOG))
    assert (report.kind, report.accepted, report.table) == ("events", 9, "log.csv")
    assert report.mapping == EventMapping(person="user_id", occurred_at="timestamp", touchpoint="event")
    assert report.comes_out == "3 people, 9 events, most common: x; first 1 Jan 2024, last 9 Jan 2024"
    assert report.warnings == ()


def test_every_table_of_a_file_comes_in(workspace: Workspace, tmp_path: Path) -> None:
    reports = workspace.import_file(book(tmp_path, log=LOG, customers=PEOPLE))
    assert [(report.kind, report.accepted) for report in reports] == [("events", 9), ("people", 3)]


def test_one_unsure_table_keeps_the_whole_file_out(workspace: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path, log=LOG, notes=UNSURE)
    with pytest.raises(ImportRefused) as refused:
        workspace.import_file(path, kind="events")
    assert workspace.imports() == ()
    question = refused.value.questions[0]
    assert question.role == "person"
    assert question.table.endswith("notes")
    assert [candidate.examples[:2] for candidate in question.candidates if candidate.answer == "thing"] == [
        ("x0", "x1")
    ]


def test_answers_settle_a_file(workspace: Workspace, tmp_path: Path) -> None:
    answers = {"person": "thing", "touchpoint": "=visit", "occurred_at": "stamp"}
    (report,) = workspace.import_file(csv(tmp_path, "notes.csv", UNSURE), kind="events", answers=answers)
    assert report.mapping == EventMapping(person="thing", occurred_at="stamp", touchpoint=Constant("visit"))
    assert (report.accepted, report.comes_to.people if report.comes_to else 0) == (9, 5)


def test_answers_under_the_name_of_a_table_hold_for_it_only(workspace: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path, log=LOG, notes=UNSURE)
    with pytest.raises(ImportRefused) as refused:
        workspace.import_file(path, kind="events")
    answers = {refused.value.questions[0].table: {"person": "thing", "touchpoint": "=visit", "occurred_at": "stamp"}}
    reports = workspace.import_file(path, kind="events", answers=answers)
    assert [report.mapping.person for report in reports if isinstance(report.mapping, EventMapping)] == [
        "user_id",
        "thing",
    ]


def test_a_table_refused_at_last_takes_those_before_it_back(workspace: Workspace, tmp_path: Path) -> None:
    bad = [("user_id", "event", "timestamp"), ("u1", "x", "13/2024"), ("u2", "x", "14/2024")]
    with pytest.raises(ImportRefused):
        workspace.import_file(book(tmp_path, log=LOG, other=bad), kind="events")
    assert workspace.imports() == ()


def test_people_are_protected_where_that_is_wanted(workspace: Workspace, tmp_path: Path) -> None:
    workspace.import_file(csv(tmp_path, "log.csv", LOG), protect=SUGGESTED)
    assert all(str(name).startswith("h:") for name in workspace.engine.frame("ask/load/list_events")["person_id"])


def test_a_table_without_rows_beside_another_is_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    assert len(workspace.import_file(book(tmp_path, log=LOG, empty=PEOPLE[:1]))) == 1
