"""Settings: defaults, guesses that give way, confirmations that stay."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.settings import DEFAULTS, Setting, save_settings


def test_every_setting_has_a_default_and_is_not_confirmed() -> None:
    with Workspace.in_memory() as workspace:
        assert {name: setting.value for name, setting in workspace.settings.items()} == dict(DEFAULTS)
        assert not any(setting.confirmed for setting in workspace.settings.values())


def test_a_guess_never_overwrites_what_a_person_confirmed() -> None:
    with Workspace.in_memory() as workspace:
        with workspace.engine.transaction() as writer:
            save_settings(writer, {"purchase": ("order",), "currency": "USD"}, confirmed=False)
        assert workspace.settings["purchase"] == Setting("purchase", ("order",), confirmed=False)
        workspace.settings.save(purchase=("buy", "pay"))
        with workspace.engine.transaction() as writer:
            save_settings(writer, {"purchase": ("order",), "currency": "GBP"}, confirmed=False)
        assert workspace.settings["purchase"] == Setting("purchase", ("buy", "pay"), confirmed=True)
        assert workspace.settings["currency"].value == "GBP"


@pytest.mark.parametrize(
    "values, sentence",
    [
        ({"time_zone": "Mars/Olympus"}, "is not a time zone"),
        ({"week_start": "friday"}, "monday or sunday"),
        ({"colour": "red"}, 'no setting called "colour"'),
    ],
)
def test_a_wrong_setting_is_refused(values: dict[str, str], sentence: str) -> None:
    with Workspace.in_memory() as workspace, pytest.raises(DefinitionError, match=sentence):
        workspace.settings.save(**values)


def test_the_calendar_follows_the_settings() -> None:
    with Workspace.in_memory() as workspace:
        workspace.settings.save(time_zone="America/New_York", week_start="sunday")
        calendar = workspace.engine.calendar
        assert (calendar.zone, calendar.week_start, calendar.data_end) == ("America/New_York", "sunday", None)


def test_a_last_day_of_the_data_counts_whole_and_what_lies_after_it_is_not_looked_at() -> None:
    with Workspace.in_memory() as workspace:
        with workspace.engine.transaction() as writer:
            hours = pd.date_range("2024-03-30 12:00", periods=4, freq="12h")
            writer.put("given", pd.DataFrame({"moment": hours, "row": range(4)}))
            writer._own.execute(
                "INSERT INTO events (person, occurred_at, touchpoint, identity, import_id, source_row)"
                " SELECT row, moment, 1, row, 1, row FROM given"
            )
        workspace.settings.save(time_zone="Europe/Berlin", data_end="2024-03-31")
        calendar = workspace.engine.calendar
        assert calendar.data_end == datetime(2024, 3, 31, 21, 59, 59, 999999)
        assert calendar.last_day == date(2024, 3, 31)
        assert workspace.engine.frame("ask/people_in_view")["person"].tolist() == [0, 1, 2]
        workspace.settings.save(data_end="2025-01-01")
        assert workspace.engine.calendar.data_end == datetime(2024, 4, 1)
        assert len(workspace.engine.frame("ask/people_in_view")) == 4
