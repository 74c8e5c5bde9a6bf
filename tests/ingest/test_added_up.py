"""What never adds up stays as it is, rows of weeks and months are seen or asked about, an answer counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath import Workspace
from touchpath.ingest.guess.periods_seen import period_seen
from touchpath.ingest.reading.column_types import describe_column
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.definition import DefinitionError

MONDAYS = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"]
FIRSTS = ["2024-01-01", "2024-02-01", "2024-03-01"]


@pytest.mark.parametrize(
    ("days", "seen"),
    [
        (MONDAYS, "week"),
        (MONDAYS[:3], None),
        ([*MONDAYS[:3], "2024-01-23"], None),
        ([f"{day}T00:00:00Z" for day in MONDAYS], "week"),
        ([*MONDAYS, "2024-01-29", "2024-02-12"], "week"),
        (["2024-01-01", "2024-01-15", "2024-01-29", "2024-02-12"], None),
        (FIRSTS, "month"),
        (FIRSTS[:2], None),
        ([*FIRSTS, "2024-03-02"], None),
        (["2024-01-31", "2024-02-29", "2024-03-31"], "month"),
        (["31.01.2024", "29.02.2024", "31.03.2024"], "month"),
        (["Jan 1, 2024", "Feb 1, 2024", "Mar 1, 2024"], "month"),
        (["2023-01-01", "2023-04-01", "2023-07-01"], "quarter"),
        (["2021-12-31", "2022-12-31", "2023-12-31"], "year"),
    ],
)
def test_longer_times_are_seen_in_days(days: list[str], seen: str | None) -> None:
    assert period_seen(describe_column(0, "date", days)) == seen


@pytest.mark.parametrize(
    ("period", "first", "last", "days"),
    [
        ("week", "2024-01-01", "2024-01-28", 28),
        ("week_end", "2023-12-26", "2024-01-22", 28),
        ("day", "2024-01-01", "2024-01-22", 4),
        ("month", "2024-01-01", "2024-01-22", 4),
    ],
)
def test_a_row_speaks_of_the_time_that_was_answered(
    tmp_path: Path, period: str, first: str, last: str, days: int
) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("date,spend\n" + "".join(f"{day},70\n" for day in MONDAYS))
    with Workspace.in_memory() as workspace:
        with pytest.raises(ImportRefused) as refusal:
            workspace.import_file(path)
        assert [question.role for question in refusal.value.questions] == ["period"]
        workspace.import_file(path, answers={"period": period})
        rows = workspace.engine.frame("ask/load/list_costs")
    assert (len(rows), str(rows["day"].min())[:10], str(rows["day"].max())[:10]) == (days, first, last)
    assert rows["spend"].sum() == pytest.approx(280)


def test_no_other_time_can_be_answered(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("date,spend\n" + "".join(f"{day},70\n" for day in MONDAYS))
    with Workspace.in_memory() as workspace, pytest.raises(DefinitionError, match="no period"):
        workspace.import_file(path, answers={"period": "fortnight"})


def test_a_rate_of_a_week_is_neither_spread_nor_added(tmp_path: Path) -> None:
    path = tmp_path / "weeks.csv"
    path.write_text("week,visits,bounce rate\n" + "".join(f"{day},70,{40 + at}\n" for at, day in enumerate(MONDAYS)))
    with Workspace.in_memory() as workspace:
        report = workspace.import_daily_counts(path, day="week", measures=("visits", "bounce rate"))
        rows = workspace.engine.frame("ask/load/list_daily_counts")
    assert report.comes_out.startswith("28 days: visits 280 and bounce rate from 40 to 43")
    rates = rows[rows["measure"] == "bounce rate"]
    assert (rates["amount"].tolist(), rates["whole_days"].tolist()) == ([40, 41, 42, 43], [7, 7, 7, 7])
    assert rows.loc[rows["measure"] == "visits", "amount"].tolist() == [10.0] * 28


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    lines = [f"2024-01-{at + 1:02},{8000 + 3 * at},{5 + at * 7 % 11},{at / 100:.2f}%\n" for at in range(20)]
    path.write_text("date,followers,clicks,CTR\n" + "".join(lines))
    with Workspace.in_memory() as workspace:
        report = workspace.import_file(path)[0]
    said = [finding.sentence for finding in report.findings if finding.code == "not_added_up"]
    assert said == [
        '"CTR" is a rate or an average and "followers" is a level: left out of the counts, because days of them do '
        "not add up."
    ]


ANSWERS = "response_id,answered_at,nps\nA,2024-01-01,9\nA,2024-01-01,9\nA,2024-01-02,9\nB,2024-01-01,3\n"


def test_an_answer_that_stands_twice_counts_once_and_stays_once(tmp_path: Path) -> None:
    first, second = tmp_path / "nps.csv", tmp_path / "nps again.csv"
    first.write_text(ANSWERS)
    second.write_text(ANSWERS + "C,2024-01-03,10\n")

    def held(workspace: Workspace) -> int:
        return int(workspace.engine.frame("ask/load/list_responses")["score"].notna().sum())

    with Workspace.in_memory() as workspace:
        one = workspace.import_file(first)[0]
        assert (one.rows_read, one.accepted, one.duplicate, held(workspace)) == (4, 3, 1, 3)
        two = workspace.import_file(second)[0]
        assert (two.rows_read, two.accepted, two.duplicate, held(workspace)) == (5, 1, 4, 4)
        workspace.imports.undo(one.import_id)
        assert held(workspace) == 4
        (record,) = workspace.imports()
        assert (record.rows_read, record.accepted, record.duplicate) == (5, 4, 1)
