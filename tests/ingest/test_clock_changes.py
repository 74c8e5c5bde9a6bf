"""Local times that the clocks skipped or showed twice are said; those with their own offset leave nothing open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from touchpath.ingest.report import ImportReport
from touchpath.journey.calendar import clock_changes
from touchpath.workspace import Workspace


def _imported(folder: Path, zone: str, *times: str) -> tuple[ImportReport, list[str]]:
    path = folder / "log.csv"
    path.write_text("user_id,timestamp,event\n" + "".join(f"u{n},{time},view\n" for n, time in enumerate(times)))
    with Workspace.in_memory() as workspace:
        report = workspace.import_events(
            path, person="user_id", occurred_at="timestamp", touchpoint="event", timezone=zone
        )
        return report, workspace.engine.frame("ask/load/list_events")["occurred_at"].astype(str).tolist()


def _said(report: ImportReport) -> list[str]:
    return [finding.sentence for finding in report.findings if finding.code == "clock_changes"]


def test_a_skipped_time_and_one_shown_twice_are_said(tmp_path: Path) -> None:
    report, stored = _imported(
        tmp_path, "Europe/Berlin", "2025-03-30 01:30:07", "2025-03-30 02:30:07", "2025-10-26 02:30:07"
    )
    assert stored == ["2025-03-30 00:30:07", "2025-03-30 01:30:07", "2025-10-26 01:30:07"]
    (sentence,) = _said(report)
    assert sentence.startswith(
        "In Europe/Berlin the file has 1 time that the clocks skipped, read an hour later and "
        "1 time that they showed twice, read as the second."
    )


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("Europe/Berlin", "2025-03-30 01:59:59"),
        ("Europe/Berlin", "2025-03-30 03:00:00"),
        ("Europe/Berlin", "2025-10-26 01:59:59"),
        ("Europe/Berlin", "2025-10-26 03:00:00"),
        ("Europe/Berlin", "2025-10-26T02:30:07+01:00"),
        ("Europe/Berlin", "2025-10-26T00:30:07Z"),
        ("Europe/Berlin", "26 Oct 2025 01:30:07 UTC"),
        ("UTC", "2025-10-26 02:30:07"),
        ("America/Sao_Paulo", "2018-11-04"),
    ],
)
def test_other_times_are_not(tmp_path: Path, zone: str, time: str) -> None:
    assert _said(_imported(tmp_path, zone, time, "2025-01-05 10:00:00")[0]) == []


@pytest.mark.parametrize(
    ("zone", "time"),
    [("Europe/London", "2025-10-26 01:30:00"), ("America/New_York", "2025-03-09 02:30:00"),
     ("America/New_York", "2025-11-02 01:00:00"), ("Australia/Sydney", "2025-04-06 02:59:59")],
)  # fmt: skip
def test_in_other_zones_too(tmp_path: Path, zone: str, time: str) -> None:
    assert len(_said(_imported(tmp_path, zone, time, "2025-01-05 10:00:00")[0])) == 1


def test_the_days_of_changes_are_those_of_the_zone() -> None:
    days = clock_changes("Europe/Berlin")
    assert date(2025, 3, 30) in days
    assert date(2025, 10, 26) in days
    assert date(2025, 7, 1) not in days
    assert clock_changes("UTC") == ()
