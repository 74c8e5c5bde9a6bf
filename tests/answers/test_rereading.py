"""Saved changes are read when their date comes: once, as a counted look; the verdict stays until one looks again."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.answers.alert_company import FIRST, company, later_week, usual
from touchpath.analysis.change.weeks import due_on, readable_from
from touchpath.answers import ask
from touchpath.answers.alerts.digest import digest
from touchpath.answers.change.rereading import ChangesRead, ChangeToRead, count_look, read_due
from touchpath.command import main
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.questions import ChangesToRead
from touchpath.workspace import Workspace
from touchpath.workspace.changes import add_changes

FUNNEL = Funnel((Step("view"), Step("buy")), window_seconds=86_400.0)
BOUGHT = Outcome("conversion", days=1, funnel=FUNNEL)
DAYS = 140
END = FIRST + timedelta(days=DAYS)
"""The last day of the data, a Monday."""


def change(name: str, day: date, planned: date | None = None) -> Change:
    return Change(name, day, BOUGHT, planned_end=planned)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """20 weeks; from the middle on more people buy."""
    half = DAYS // 2
    return company(tmp_path, lambda day, place: (True, 0.7) if day >= half else usual(day, place), DAYS)


def stands(workspace: Workspace, name: str) -> ChangeToRead:
    found: ChangesRead = ask(workspace, ChangesToRead()).result
    return next(part for part in found.changes if part.change.name == name)


def test_the_date_is_that_of_the_planned_end_else_as_soon_as_two_weeks_can_be_read() -> None:
    day = date(2025, 3, 3)
    assert due_on(change("Soon", day)) == readable_from(change("Soon", day)) == date(2025, 3, 18)
    assert due_on(change("Planned", day, date(2025, 4, 1))) == date(2025, 4, 2)


def test_a_change_is_read_once_when_its_date_comes_and_the_look_is_counted(workspace: Workspace) -> None:
    asking = partial(ask, workspace)
    long_ago, today = change("Long ago", FIRST + timedelta(days=70)), change("On the day", END - timedelta(days=15))
    tomorrow = change("A day early", END - timedelta(days=14))
    for one in (long_ago, today, tomorrow):
        workspace.changes.save(one)
    add_changes(workspace.engine, [{"name": "Only noted", "day": "2024-02-01"}])
    assert [stands(workspace, one.name).state for one in (long_ago, today, tomorrow)] == ["due", "due", "waiting"]
    read_due(workspace, asking)
    read_due(workspace, asking)
    first = stands(workspace, "Long ago")
    assert (first.state, first.looks, first.read_to) == ("read", 1, END)
    assert first.verdict == ask(workspace, long_ago).result.verdict.value
    assert first.verdict != "cannot_tell_yet"
    waiting = stands(workspace, "A day early")
    assert (waiting.state, waiting.looks, waiting.due) == ("waiting", 0, END + timedelta(days=1))
    answer = ask(workspace, ChangesToRead())
    assert "A day early: readable from 21 May 2024 on." in answer.sentence
    assert "Only noted" not in answer.sentence
    assert len(answer.table().rows) == 3


def test_later_data_leave_the_verdict_and_its_one_look_until_somebody_looks_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    asking, asked = partial(ask, workspace), change("New form", FIRST + timedelta(days=70))
    workspace.changes.save(asked)
    read_due(workspace, asking)
    workspace.import_file(later_week(tmp_path / "week.csv", first=DAYS + 1))
    read_due(workspace, asking)
    assert (stands(workspace, "New form").looks, stands(workspace, "New form").read_to) == (1, END)
    count_look(workspace, ask(workspace, asked, Filters(date_from=FIRST)))
    assert stands(workspace, "New form").looks == 1, "the look of a part of the data is none at the whole"
    count_look(workspace, ask(workspace, asked))
    assert stands(workspace, "New form").looks == 2
    assert ask(workspace, asked).result.looks.number == 2


def test_the_alert_list_and_the_command_say_the_verdict(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.changes.save(change("New form", FIRST + timedelta(days=70)))
    workspace.changes.save(change("Next", END))
    before = digest((), partial(ask, workspace))
    assert before.sentence.startswith("Nothing is watched yet")
    workspace.close()
    assert main(["alerts", str(tmp_path / "workspace.duckdb")]) == 0
    said = capsys.readouterr().out
    assert "A change could be read: New form: " in said
    assert "- [change read] New form: " in said
    assert "- [change waiting] Next: readable from " in said


def test_nothing_saved_says_where_to_begin(workspace: Workspace) -> None:
    assert "ask one in the change lab" in ask(workspace, ChangesToRead(), NO_FILTERS).sentence
