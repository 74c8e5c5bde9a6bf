"""`touchpath alerts`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.answers.alert_company import DAYS, FIRST, company, usual
from touchpath.command import main
from touchpath.journey.alerts import Alert
from touchpath.workspace import Workspace


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company where people come as always and hardly buy at the end; what is watched is chosen by each test."""
    folder = tmp_path_factory.mktemp("alerts")
    with company(folder, lambda day, person: (True, 0.05) if day >= DAYS - 2 else usual(day, person)) as workspace:
        workspace.alerts.watch("People", Alert("people"))
    return folder / "workspace.duckdb"


def test_exit_codes_say_whether_an_alarm_is_open(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alerts", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("What changed that should not?\nNo alarm is open: 1 of 1 watched figure as usual")
    assert "- [quiet] People: As expected: People 60 on " in said
    with Workspace.open(file) as workspace:
        workspace.alerts.watch("Conversion rate", Alert("conversion"))
    assert main(["alerts", str(file), "--as", "json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert plain["open"] == 1
    assert [part["state"] for part in plain["figures"]] == ["open", "quiet"]
    assert plain["figures"][0]["sentence"].startswith("Conversion rate fell to ")
    assert plain["data_or_world"]


def test_old_data_and_refusals_are_two(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    age = (datetime.now(UTC).date() - FIRST).days - DAYS
    assert main(["alerts", str(file), "--older-than", str(age - 10)]) == 2
    assert "import newer data" in capsys.readouterr().err
    assert main(["alerts", str(file), "--older-than", str(age + 10)]) in (0, 1)
    assert main(["alerts", str(tmp_path / "none.duckdb")]) == 2
    assert "There is no such workspace" in capsys.readouterr().err
