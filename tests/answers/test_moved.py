"""What an import moved: only what is new and beyond its usual range is called so; all else stands before and now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.answers.alert_company import company, later_week
from tests.workspace.small_log import workspace_with
from touchpath.answers import Viewer, ask
from touchpath.answers.boards import block_of
from touchpath.answers.freshness import freshness
from touchpath.answers.moved import WhatMoved, WorkspaceFigures, what_moved, workspace_figures
from touchpath.command import main
from touchpath.journey.board import Board
from touchpath.journey.calendar import Calendar
from touchpath.journey.measures import Measure
from touchpath.journey.words import NOTHING
from touchpath.workspace import Workspace

Brings = Callable[..., WhatMoved]


@pytest.fixture(scope="module")
def usual_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 weeks as always, and a board with one question."""
    folder = tmp_path_factory.mktemp("moved")
    with company(folder) as workspace:
        workspace.boards.keep(Board("Monday", (block_of(ask(workspace, Measure("people"))),)))
    return folder / "workspace.duckdb"


@pytest.fixture
def brings(usual_company: Path, tmp_path: Path) -> Brings:
    """What an import of more days moves, in a copy of the company, as somebody sees it from whom k hides."""
    shutil.copy(usual_company, tmp_path / "workspace.duckdb")

    def moved(k: int = 0, **days: float) -> WhatMoved:
        viewer = Viewer("owner", k)
        with Workspace.open(tmp_path / "workspace.duckdb") as workspace:
            before = _figures(workspace, viewer)
            workspace.import_file(later_week(tmp_path / "week.csv", **days))  # type: ignore[arg-type]
            return what_moved(before, _figures(workspace, viewer), "EUR")

    return moved


def _figures(workspace: Workspace, viewer: Viewer) -> WorkspaceFigures:
    asking = partial(ask, workspace, viewer=viewer)
    found = workspace_figures(workspace.boards(), workspace.engine.calendar, asking)
    assert found is not None
    return found


def test_a_usual_week_moves_nothing_and_its_figures_stand_before_and_now(brings: Brings) -> None:
    found = brings()
    assert found.sentence.startswith("Nothing moved beyond its usual range, of ")
    assert found.moved == ()
    people = found.figures.rows.set_index("measure").loc["people"]
    assert (people["before"], people["after"]) == (211 * 60, 218 * 60)
    assert [(part.board, part.before.split(";")[0], part.after.split(";")[0]) for part in found.boards] == [
        ("Monday", "People: 12,660", "People: 13,080")
    ]
    assert "  People: 12,660 -> 13,080" in found.lines()


def test_a_week_in_which_hardly_anybody_buys_is_named_with_the_way_to_it(brings: Brings) -> None:
    found = brings(chance=0.05)
    said = [part.sentence for part in found.moved]
    assert any(text.startswith("Conversion rate was ") and "below its usual" in text for text in said)
    assert not any(text.startswith("People") for text in said), "as many came as always"
    assert f"{len(said)} of " in found.sentence
    link = next(part.link for part in found.moved if part.sentence.startswith("Conversion rate"))
    assert link.startswith("overview?")
    assert all(day in link for day in ("2024-07-29", "2024-08-04"))


def test_days_that_complete_no_week_move_nothing(brings: Brings, usual_company: Path) -> None:
    found = brings(chance=0.05, days=5)
    assert (found.moved, found.sentence) == (
        (),
        "Nothing moved beyond its usual range, of 1 figure with a new complete week.",
    ), "only of those who came weeks ago more is known: who came back"
    with Workspace.open(usual_company) as workspace:
        same = _figures(workspace, Viewer())
    assert what_moved(same, same, "EUR").sentence.startswith("Nothing moved: no new week is complete yet")


def test_before_and_now_do_not_tell_of_few_people_by_subtraction(brings: Brings) -> None:
    shown = brings(k=70, days=1).figures.readable.set_index("Figure")
    assert shown.loc["People", "Before"] == NOTHING
    assert shown.loc["People", "Now"] == "12,720"


def test_exactly_as_many_as_may_be_shown_stand_before_and_now(brings: Brings) -> None:
    assert brings(k=60, days=1).figures.readable.set_index("Figure").loc["People", "Before"] == "12,660"


def test_a_short_history_says_so_and_an_empty_one_has_no_figures(tmp_path: Path) -> None:
    day = [("ada", "2025-01-01 10:00", "visit", "web")]
    with workspace_with(tmp_path, day) as workspace:
        figures = _figures(workspace, Viewer())
        assert "Too short a history" in what_moved(figures, figures, "EUR").sentence
    with Workspace.in_memory() as empty:
        assert workspace_figures((), empty.engine.calendar, partial(ask, empty)) is None


def test_boards_are_left_unread_when_somebody_stops_the_import(usual_company: Path) -> None:
    with Workspace.open(usual_company) as workspace:
        found = workspace_figures(
            workspace.boards(), workspace.engine.calendar, partial(ask, workspace), lambda: True
        )
    assert found is not None
    assert (found.unread, found.boards) == (1, (("Monday", ()),))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2025, 3, 2, 22, 59), "Newest event 2 Mar 2025, today"),
        (datetime(2025, 3, 2, 23, 1), "Newest event 2 Mar 2025, yesterday"),
        (datetime(2025, 3, 12, 10), "Newest event 2 Mar 2025, 10 days ago"),
        (datetime(2025, 2, 12, 10), "Newest event 2 Mar 2025, in the future"),
    ],
)
def test_freshness_counts_days_of_the_workspace_zone(now: datetime, said: str) -> None:
    assert freshness(Calendar("Europe/Berlin", data_end=datetime(2025, 3, 2, 12)), now) == said


def test_an_end_that_somebody_set_is_called_so() -> None:
    calendar = Calendar(data_end=datetime(2025, 3, 2, 12), later_events=True)
    assert freshness(calendar, datetime(2025, 3, 3)) == "Data end, as set, 2 Mar 2025, yesterday"
    assert freshness(Calendar(), datetime(2025, 3, 3)) == "No events yet"


def test_the_command_says_what_moved_after_its_imports(
    usual_company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "workspace.duckdb"
    shutil.copy(usual_company, file)
    assert main(["import", str(file), str(later_week(tmp_path / "week.csv", chance=0.05))]) == 0
    said = capsys.readouterr().out
    assert "- Conversion rate was " in said
    assert "Data or world? Can I trust these data? " in said
    assert '  On "Monday", People' in said
