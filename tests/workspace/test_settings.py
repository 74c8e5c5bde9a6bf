"""Settings: defaults, guesses that give way, confirmations that stay."""

from __future__ import annotations

import pytest

from lib.journey.definition import DefinitionError
from lib.workspace import Workspace
from lib.workspace.settings import DEFAULTS, Setting, save_settings


def test_every_setting_has_a_default_and_is_not_confirmed() -> None:
    with Workspace.in_memory() as workspace:
        assert {name: setting.value for name, setting in workspace.settings.items()} == dict(DEFAULTS)
        assert not any(setting.confirmed for setting in workspace.settings.values())


def test_a_guess_never_overwrites_what_a_person_confirmed() -> None:
    with Workspace.in_memory() as workspace:
        with workspace.engine.transaction() as writer:
            save_settings(writer, {"purchase": ("order",), "currency": "USD"}, confirmed=False)
        assert workspace.settings["purchase"] == Setting("purchase", ("order",), confirmed=False)
        workspace.save_settings(purchase=("buy", "pay"))
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
        workspace.save_settings(**values)


def test_the_calendar_follows_the_settings() -> None:
    with Workspace.in_memory() as workspace:
        workspace.save_settings(time_zone="America/New_York", week_start="sunday")
        calendar = workspace.engine.calendar
        assert (calendar.zone, calendar.week_start, calendar.data_end) == ("America/New_York", "sunday", None)
