"""The inbox folder: what is offered, what is passed over, and where files go."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.spool import Spool
from touchpath.ingest.wishes import NO_WISHES, Wishes
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.access import Access, AuditLog, NotAllowedError
from touchpath.workspace.inbox import Inbox


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    box = Inbox(tmp_path / "inbox")
    box.make()
    return box


def _old(path: Path, text: str = "a,b\n1,2\n") -> Path:
    path.write_text(text)
    os.utime(path, (time.time() - 100,) * 2)
    return path


def _names(inbox: Inbox) -> list[str]:
    return [file.name for file in inbox.files()]


@pytest.mark.parametrize(
    "workspace, folder", [("shop/workspace.duckdb", "shop/inbox"), ("data/shop.duckdb", "data/shop.inbox")]
)
def test_where_it_lies(workspace: str, folder: str) -> None:
    assert Inbox.of(Path(workspace)).folder == Path(folder)


def test_a_workspace_in_memory_has_none() -> None:
    with Workspace.in_memory() as workspace:
        assert workspace.inbox is None


def test_only_plain_files_of_known_formats_are_offered(inbox: Inbox, tmp_path: Path) -> None:
    secret = _old(tmp_path / "secret.csv")
    for name in ("b.CSV", "a.csv.gz", "notes.docx", ".hidden.csv", "part.csv.part"):
        _old(inbox.folder / name)
    (inbox.folder / "folder.csv").mkdir()
    (inbox.folder / "link.csv").symlink_to(secret)
    assert _names(inbox) == ["a.csv.gz", "b.CSV"]


def test_an_inbox_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Inbox(tmp_path / "nowhere").files() == ()
    assert Inbox(tmp_path / "nowhere").imported() == (0, 0)


def test_a_folder_that_is_a_link_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    _old(tmp_path / "elsewhere" / "a.csv")
    (tmp_path / "inbox").symlink_to(tmp_path / "elsewhere")
    assert Inbox(tmp_path / "inbox").files() == ()


def test_taking_leaves_the_file_and_copies_nothing(inbox: Inbox, tmp_path: Path) -> None:
    there = _old(inbox.folder / "may.csv")
    taken = inbox.take("may.csv", Spool(tmp_path / "spool"))
    assert (taken.name, taken.bytes, taken.path.samefile(there)) == ("may.csv", 8, True)
    assert _names(inbox) == ["may.csv"]


@pytest.mark.parametrize("name", ["gone.csv", "../secret.csv", "/etc/passwd", "link.csv"])
def test_nothing_else_is_taken(inbox: Inbox, tmp_path: Path, name: str) -> None:
    (inbox.folder / "link.csv").symlink_to(_old(tmp_path / "secret.csv"))
    with pytest.raises(ImportRefused, match="no longer in the inbox"):
        inbox.take(name, Spool(tmp_path / "spool"))


def test_a_growing_file_is_refused_and_leaves_nothing(inbox: Inbox, tmp_path: Path) -> None:
    (inbox.folder / "new.csv").write_text("a,b\n")
    assert inbox.files()[0].growing
    with pytest.raises(ImportRefused, match="still being written"):
        inbox.take("new.csv", Spool(tmp_path / "spool"))
    assert list((tmp_path / "spool").iterdir()) == []


def test_handing_in_keeps_the_source_and_what_was_said(inbox: Inbox, tmp_path: Path) -> None:
    source, wishes = _old(tmp_path / "calls.dat"), Wishes("events", ("touchpoint:=call",), protect=True)
    assert inbox.hand_in(source, wishes) == "calls.dat"
    assert (source.exists(), [(file.name, file.wishes) for file in inbox.files()]) == (True, [("calls.dat", wishes)])


def test_the_same_file_is_handed_in_once_and_others_get_a_number(inbox: Inbox, tmp_path: Path) -> None:
    source = _old(tmp_path / "may.csv.gz")
    (tmp_path / "other").mkdir()
    other = _old(tmp_path / "other" / "may.csv.gz", "c,d\n1,2\n")
    assert [inbox.hand_in(path) for path in (source, source, other)] == ["may.csv.gz", "may.csv.gz", "may (2).csv.gz"]
    assert (inbox.folder / "may (2).csv.gz").read_text() == "c,d\n1,2\n"


def test_a_note_that_is_damaged_says_nothing(inbox: Inbox) -> None:
    _old(inbox.folder / "may.csv")
    for text in ("{", "[]", '{"kind": "nonsense"}', '{"settings": 3}'):
        (inbox.folder / ".may.csv.touchpath").write_text(text)
        assert inbox.files()[0].wishes == NO_WISHES


def test_imported_files_are_moved_aside_under_free_names(inbox: Inbox) -> None:
    for text in ("1\n", "2\n"):
        _old(inbox.folder / "may.csv", text)
        inbox.set_aside("may.csv")
    aside = inbox.folder / "imported"
    assert {path.name: path.read_text() for path in aside.iterdir()} == {"may.csv": "1\n", "may (2).csv": "2\n"}
    assert (inbox.files(), inbox.imported()) == ((), (2, 4))
    inbox.set_aside("may.csv")
    log = AuditLog(inbox.folder / "audit.jsonl")
    with pytest.raises(NotAllowedError):
        inbox.delete_imported(Access(log, allowed=lambda actor, action: False))
    assert inbox.imported() == (2, 4)
    inbox.delete_imported(Access(log))
    assert inbox.imported() == (0, 0)
    assert [(line.action, line.outcome) for line in log.lines()] == [("delete", "refused"), ("delete", "done")]


@pytest.mark.parametrize("kind, settings", [("nonsense", ()), (None, ("person",)), (None, ("colour=x",))])
def test_wishes_that_can_never_be_met_are_refused_at_once(kind: str | None, settings: tuple[str, ...]) -> None:
    with pytest.raises(DefinitionError):
        Wishes(kind, settings)
