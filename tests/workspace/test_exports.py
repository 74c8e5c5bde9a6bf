"""Filtered events and answers as files other tools read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.workspace import Workspace
from touchpath.workspace.exports import export

EVENTS = (
    "who,when,what,where,worth,note\nann,2025-01-01 10:00,visit,web,,=1+1\nann,2025-01-02 10:00,order,app,-12.5,\n"
    "bob,2025-02-01 10:00,@home,web,3,plain\n"
)
ANSWERS = "who,when,score,why\nann,2025-01-03,9,=SUM(A1)\nbob,2025-02-03,2,\nstranger,2025-02-03,5,-\n"


@pytest.fixture
def workspace(tmp_path: Path):
    (tmp_path / "events.csv").write_text(EVENTS)
    (tmp_path / "answers.csv").write_text(ANSWERS)
    with Workspace.in_memory() as opened:
        opened.import_events(
            tmp_path / "events.csv",
            person="who",
            occurred_at="when",
            touchpoint="what",
            channel="where",
            value="worth",
        )
        opened.import_responses(
            tmp_path / "answers.csv", person="who", answered_at="when", score="score", comment="why"
        )
        yield opened


def test_csv_holds_the_filtered_rows_and_no_formulas(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "events-out.csv"
    assert export(workspace, "events", "csv", NO_FILTERS, file) == 3
    rows = pd.read_csv(file)
    assert list(rows["touchpoint"]) == ["visit", "order", "'@home"]
    assert list(rows["value"].fillna(0)) == [0, -12.5, 3]
    assert '"note":"=1+1"' in rows["properties"][0]
    assert export(workspace, "events", "csv", Filters(channels=("app",)), file) == 1
    assert len(pd.read_csv(file)) == 1


def test_parquet_keeps_types(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "events.parquet"
    filters = Filters(date_from=date(2025, 1, 2), date_to=date(2025, 1, 31))
    assert export(workspace, "events", "parquet", filters, file) == 1
    table = pq.read_table(file)
    assert table.column("occurred_at").type.equals("timestamp[us]")
    assert table.column("session").to_pylist() == [None]
    assert table.column("value").to_pylist() == [-12.5]
    assert table.column("person").to_pylist() == ["ann"]


def test_answers_follow_the_people_of_the_filters(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "answers-out.csv"
    assert export(workspace, "answers", "csv", NO_FILTERS, file) == 3
    assert list(pd.read_csv(file, keep_default_na=False)["comment"]) == ["'=SUM(A1)", "", "'-"]
    assert export(workspace, "answers", "parquet", Filters(channels=("app",)), tmp_path / "a.parquet") == 2
    assert pq.read_table(tmp_path / "a.parquet").column("respondent").to_pylist() == ["ann", "stranger"]


def test_nothing_gives_an_empty_table(workspace: Workspace, tmp_path: Path) -> None:
    none = Filters(date_from=date(2030, 1, 1))
    for form in ("csv", "parquet"):
        assert export(workspace, "events", form, none, tmp_path / form) == 0
        assert (tmp_path / form).exists()
