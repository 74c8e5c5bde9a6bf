"""The command line imports, lists, undoes and looks, with the code the app uses."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from touchpath.command import main
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import Inbox


def written(folder: Path, name: str = "events.csv") -> str:
    path = folder / name
    path.write_text("user_id,event,timestamp\na,x,2024-01-01 10:00\nb,y,2024-01-02 10:00\n,y,2024-01-02 10:00\n")
    return str(path)


def test_import_list_undo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(tmp_path / "w.duckdb")
    assert main(["import", workspace, written(tmp_path)]) == 0
    assert main(["list", workspace]) == 0
    assert main(["undo", workspace, "1"]) == 0
    assert main(["list", workspace]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "events.csv, events: 3 rows: 2 imported, 1 rejected: no person."
    assert said[1] == "  2 people, 2 events, most common: x; first 1 Jan 2024, last 2 Jan 2024."
    assert "3 rows, 2 accepted, 1 rejected, 0 duplicate" in said[2]
    assert said[3:] == ["Import 1 is undone."]


UNCLEAR = "stamp,thing,amount\n" + "".join(f"2024-0{1 + n % 3}-1{n % 5} 10:00,x{n},{n}\n" for n in range(12))


def unclear(folder: Path) -> str:
    """A file without a person, times that are clear, and no column that says what happened."""
    path = folder / "unclear.csv"
    path.write_text(UNCLEAR)
    return str(path)


def test_a_question_stops_an_import_and_says_how_it_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, given = str(tmp_path / "w.duckdb"), unclear(tmp_path)
    answers = ["--kind", "events"]
    assert main(["import", workspace, given, *answers]) == 1
    said = capsys.readouterr().err
    assert said.startswith("unclear.csv: nothing was imported, because something is not clear.")
    assert "--answer person=thing" in said
    assert "(such as x0, x1, x2)" in said
    with Workspace.open(workspace) as opened:
        assert opened.imports() == ()
    answers += ["--answer", "person=thing", "--answer", "touchpoint==visit"]
    assert main(["import", workspace, given, *answers]) == 0
    assert "12 people, 12 events, all of them: visit" in capsys.readouterr().out


def test_explain_imports_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = tmp_path / "w.duckdb"
    assert main(["import", str(workspace), written(tmp_path), "--explain"]) == 0
    said = capsys.readouterr().out
    assert "events.csv: events\n" in said
    assert "  person: user_id" in said
    assert "  touchpoint: event" in said
    assert "2 people, 2 events, most common: x; first 1 Jan 2024, last 2 Jan 2024." in said
    assert not workspace.exists()


def test_explain_prints_the_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "w.duckdb"), unclear(tmp_path), "--kind", "events", "--explain"]) == 0
    assert "--answer person=thing" in capsys.readouterr().out


def test_fields_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(tmp_path / "w.duckdb")
    given = ["--kind", "events", "--set", "touchpoint:=lead", "--set", "channel=event"]
    assert main(["import", workspace, written(tmp_path), *given]) == 0
    assert "2 imported" in capsys.readouterr().out


def test_sniff_describes_without_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sniff", written(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "events.csv: events, 3 rows" in said
    assert "person <- user_id" in said


@pytest.mark.parametrize(
    "command, sentence",
    [
        (["list", "nowhere.duckdb"], "no such workspace"),
        (["import", "{w}", "nowhere.csv"], "no such file"),
        (["import", "{w}", "{file}", "--set", "colour"], "is not FIELD=COLUMN"),
        (["import", "{w}", "{file}", "--answer", "who"], "is not ROLE=ANSWER"),
        (["import", "{w}"], "Name a file to import"),
        (["import", "{w}", "{file}", "--set", "person=nobody"], 'no column "nobody"'),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], sentence: str
) -> None:
    known = {"w": str(tmp_path / "w.duckdb"), "file": written(tmp_path)}
    assert main([part.format(**known) for part in command]) == 1
    assert sentence in capsys.readouterr().err


def test_one_file_that_is_refused_does_not_keep_the_others_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, empty = str(tmp_path / "w.duckdb"), tmp_path / "empty.csv"
    empty.touch()
    assert main(["import", workspace, str(empty), written(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "2 imported" in said.out
    assert "empty.csv: The file is empty" in said.err


def test_the_inbox_is_imported_and_moved_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace, inbox = str(tmp_path / "w.duckdb"), Inbox.of(tmp_path / "w.duckdb")
    inbox.make()
    os.utime(written(inbox.folder, "may.csv"), (time.time() - 100,) * 2)
    assert main(["import", workspace, "--inbox"]) == 0
    assert "2 imported" in capsys.readouterr().out
    assert (inbox.files(), inbox.imported()[0]) == ((), 1)


def test_a_refused_file_of_the_inbox_keeps_its_reason_until_it_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, inbox = str(tmp_path / "w.duckdb"), Inbox.of(tmp_path / "w.duckdb")
    inbox.make()
    for name in ("broken.csv", "other.csv"):
        (inbox.folder / name).touch()
        os.utime(inbox.folder / name, (time.time() - 100,) * 2)
    assert main(["import", workspace, "--inbox"]) == 1
    assert "broken.csv: The file is empty" in capsys.readouterr().err
    os.utime(written(inbox.folder, "broken.csv"), (time.time() - 50,) * 2)
    assert main(["import", workspace, "--inbox"]) == 1
    said = capsys.readouterr()
    assert "2 imported" in said.out
    assert said.err == (
        "other.csv: It was refused before: The file is empty. Export it again. It is tried again once it changes.\n"
    )


def test_while_another_process_has_the_workspace_the_file_waits_in_its_inbox(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace, inbox = str(tmp_path / "w.duckdb"), Inbox.of(tmp_path / "w.duckdb")
    with held_elsewhere(workspace):
        file = written(tmp_path)
        os.utime(file, (time.time() - 100,) * 2)
        assert main(["import", workspace, file, "--set", "touchpoint:=lead"]) == 0
        said = capsys.readouterr()
        assert said.out == (
            "The workspace is open in another window; events.csv waits in its inbox: open Add data to import it.\n"
        )
        assert said.err == ""
        assert [file.name for file in inbox.files()] == ["events.csv"]
        assert main(["import", workspace, "--inbox"]) == 1
        assert "its inbox holds 1 file. Open Add data there." in capsys.readouterr().err
        assert main(["import", workspace, "nowhere.csv"]) == 1
        assert "no such file" in capsys.readouterr().err
    assert main(["import", workspace, "--inbox"]) == 0
    with Workspace.open(workspace) as opened:
        assert set(opened.engine.frame("ask/load/list_events")["touchpoint"]) == {"lead"}


@contextmanager
def held_elsewhere(workspace: str) -> Iterator[None]:
    """Another process that has the workspace open."""
    code = (
        "import sys; from touchpath.workspace import Workspace; opened = Workspace.open(sys.argv[1]); "
        "print(1, flush=True); input(); opened.close()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, workspace], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "1\n"
        yield
    finally:
        holder.communicate("\n", timeout=60)
