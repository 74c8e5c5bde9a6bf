"""Boards are kept for everybody of the workspace, carried as files without data, and written as reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.command import main
from touchpath.journey.board import Board, BoardBlock
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.boards import board_of_text, board_text

BOARD = Board("Monday meeting", (BoardBlock('{"question": "overview"}'),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        workspace.boards.keep(BOARD)
    return tmp_path / "shop.duckdb"


def test_a_board_is_kept_renamed_deleted_and_brought_back(file: Path) -> None:
    with Workspace.open(file) as workspace:
        assert workspace.boards() == (BOARD,)
        with pytest.raises(DefinitionError, match="already a board"):
            workspace.boards.keep(BOARD)
        assert workspace.boards.rename("Monday meeting", "Friday") == "Friday"
        with pytest.raises(DefinitionError, match=r'no board called "Monday meeting" here\. There are: "Friday"'):
            workspace.boards.named("Monday meeting")
        gone = workspace.boards.delete("Friday")
        assert workspace.boards() == ()
        workspace.boards.keep(gone)
        assert workspace.boards.named("Friday").blocks == BOARD.blocks


def test_a_board_travels_as_a_file() -> None:
    assert board_of_text(board_text(BOARD)) == BOARD
    for text in ("", "[]", "{}", '{"touchpath": "funnel"}', "[" * 100_000, '{"touchpath": "board", "name": 3}'):
        with pytest.raises(DefinitionError):
            board_of_text(text)


def test_the_command_writes_reports_and_tells_by_its_exit_code(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = file.parent / "out"
    assert main(["report", str(file), "Monday meeting", "--as", "html,xlsx", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["Monday-meeting.html", "Monday-meeting.xlsx"]
    assert main(["report", str(file), "Monday meeting", "--out", str(out), "--days", "3"]) == 3
    assert "There are no events yet" in capsys.readouterr().err
    assert main(["report", str(file), "No such"]) == 1
    assert main(["report", str(file), "Monday meeting", "--as", "docx"]) == 1
    assert "A report is written as html, pptx, xlsx, not as docx" in capsys.readouterr().err
