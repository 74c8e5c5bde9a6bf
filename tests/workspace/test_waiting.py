"""What waits in the inbox is imported the same way by everybody; by itself only what is known, and nothing twice."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpath.ingest.refusal import ImportCancelled, ImportRefused
from touchpath.ingest.wishes import Wishes
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import InboxFile
from touchpath.workspace.waiting import LookNeeded

HEADER = "customer,time,action,channel\n"
ROWS = "1,2025-01-01 10:00,visit,web\n2,2025-01-02 10:00,order,web\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that a file with these columns was imported into before."""
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        (tmp_path / "first.csv").write_text(HEADER + "9,2024-12-31 10:00,visit,web\n")
        workspace.import_file(tmp_path / "first.csv")
        assert workspace.inbox
        workspace.inbox.make()
        yield workspace


def put(shop: Workspace, name: str, text: str, age: float = 100) -> InboxFile:
    assert shop.inbox
    path = shop.inbox.folder / name
    path.write_text(text)
    os.utime(path, (time.time() - age,) * 2)
    return next(file for file in shop.waiting.files() if file.name == name)


def alone(shop: Workspace, file: InboxFile) -> int:
    """Import it by itself; how many rows were new."""
    return sum(report.accepted for report in shop.waiting.take_known(file, lambda: None))


def test_a_file_with_known_columns_is_imported_by_itself_and_moved_aside(shop: Workspace) -> None:
    begun: list[int] = []
    file = put(shop, "may.csv", HEADER + ROWS)
    reports = shop.waiting.take_known(file, lambda: begun.append(len(shop.imports())))
    assert [report.accepted for report in reports] == [2]
    assert begun == [1], "told before anything is imported"
    assert (shop.waiting.files(), shop.inbox and shop.inbox.imported()[0]) == ((), 1)


@pytest.mark.parametrize("header", ["customer,time,action,place\n", "client,time,action,channel\n"])
def test_a_file_with_a_new_header_waits_for_a_look_however_sure_a_guess_would_be(
    shop: Workspace, header: str
) -> None:
    with pytest.raises(LookNeeded, match="No file with these columns was imported before"):
        alone(shop, put(shop, "may.csv", header + ROWS))
    (left,) = shop.waiting.files()
    assert left.refused == "", "nothing is wrong with it"
    assert len(shop.imports()) == 1


def test_a_known_file_that_raises_a_question_is_not_guessed(shop: Workspace, tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("caller,at\n1,2025-01-25 10:00\n")
    shop.import_file(tmp_path / "calls.csv", kind="events", answers={"touchpoint": "=call"})
    with pytest.raises(ImportRefused) as refusal:
        alone(shop, put(shop, "more.csv", "caller,at\n1,03/04/2025 10:00\n2,05/06/2025 11:00\n"))
    assert refusal.value.questions or "could be imported" in str(refusal.value)
    assert len(shop.imports()) == 2, "nothing of it was kept"


def test_a_refusal_is_kept_with_its_reason_until_the_file_changes(shop: Workspace) -> None:
    with pytest.raises(ImportRefused, match="empty"):
        shop.waiting.take(put(shop, "may.csv", ""))
    (left,) = shop.waiting.files()
    assert left.refused.startswith("The file is empty")
    with pytest.raises(ImportRefused, match=r"^may.csv: It was refused before: The file is empty"):
        shop.waiting.take(left)
    changed = put(shop, "may.csv", HEADER + ROWS, age=50)
    assert changed.refused == ""
    assert [report.accepted for report in shop.waiting.take(changed)] == [2]
    assert shop.inbox
    assert not list(shop.inbox.folder.glob(".*")), "the note went with the file"


def test_a_refused_file_is_tried_again_with_other_wishes(shop: Workspace) -> None:
    file = put(shop, "odd.csv", "a,b\n1,2025-01-01 10:00\n")
    assert shop.inbox
    shop.inbox.keep_refusal(file, "Nobody is named in it.")
    (kept,) = shop.waiting.files()
    said = Wishes("events", ("person=a", "occurred_at=b", "touchpoint:=call"))
    assert [report.accepted for report in shop.waiting.take(kept, said)] == [1]


def test_a_file_of_which_no_row_can_be_used_is_taken_back(shop: Workspace) -> None:
    with pytest.raises(ImportRefused, match="None of its rows could be imported"):
        alone(shop, put(shop, "may.csv", HEADER + ",2025-01-01 10:00,visit,web\n,2025-01-02 10:00,order,web\n"))
    assert len(shop.imports()) == 1
    assert "None of its rows" in shop.waiting.files()[0].refused
    repeated = put(shop, "again.csv", HEADER + "9,2024-12-31 10:00,visit,web\n")
    assert alone(shop, repeated) == 0, "rows that are there already are no reason to refuse"


def test_a_copy_under_way_and_a_full_disk_are_no_faults_of_the_file(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImportRefused, match="still being written"):
        alone(shop, put(shop, "may.csv", HEADER + ROWS, age=0))
    assert shop.waiting.files()[0].refused == ""

    def full(*given: object) -> None:
        raise ImportRefused("The disk is full.") from OSError(28, "No space left")

    monkeypatch.setattr(type(shop.imports), "import_tables", full)
    with pytest.raises(ImportRefused, match="disk is full"):
        alone(shop, put(shop, "may.csv", HEADER + ROWS))
    assert shop.waiting.files()[0].refused == ""


def test_a_cancelled_import_keeps_nothing_and_is_not_begun_again(shop: Workspace) -> None:
    file = put(shop, "may.csv", HEADER + ROWS)
    with pytest.raises(ImportCancelled):
        shop.waiting.take_known(file, lambda: None, cancelled=lambda: True)
    assert len(shop.imports()) == 1
    assert shop.waiting.files()[0].refused


def test_a_damaged_note_is_no_refusal(shop: Workspace) -> None:
    put(shop, "may.csv", HEADER + ROWS)
    assert shop.inbox
    for text in ("{", '{"refused": 1}', '{"refused": {"bytes": 1}}', "[]"):
        (shop.inbox.folder / ".may.csv.touchpath").write_text(text)
        assert shop.waiting.files()[0].refused == "", text


def test_a_workspace_in_memory_has_nothing_that_waits() -> None:
    with Workspace.in_memory() as workspace:
        assert workspace.waiting.files() == ()
