"""The command line imports, lists, undoes and looks, with the code the app uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.__main__ import main


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
    assert "3 rows, 2 accepted, 1 rejected, 0 duplicate" in said[1]
    assert said[2:] == ["Import 1 is undone."]


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
        (["import", "{w}", "{file}", "--set", "person=nobody"], 'no column "nobody"'),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], sentence: str
) -> None:
    known = {"w": str(tmp_path / "w.duckdb"), "file": written(tmp_path)}
    assert main([part.format(**known) for part in command]) == 1
    assert sentence in capsys.readouterr().err
