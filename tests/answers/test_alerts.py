"""Watched figures, asked through the front door: an incident is raised, missing data are said, nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.answers.alert_company import DAYS, LAST, company, usual
from touchpath.answers import Viewer, ask
from touchpath.answers.alerts.digest import digest
from touchpath.journey.alerts import Alert, AlertReplay, alert_from, holidays_from
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.workspace import Workspace
from touchpath.workspace.alerts import saved_alerts
from touchpath.workspace.changes import add_changes

CONVERSION = Alert("conversion")
FUNNEL = Funnel((Step("view"), Step("buy")), window_seconds=86_400.0)
INCIDENT = DAYS - 3


def broken(day: int, person: int) -> tuple[bool, float]:
    """For the last 3 complete days a tenth buy."""
    return (True, 0.1) if day >= INCIDENT else usual(day, person)


def half_missing(day: int, person: int) -> tuple[bool, float]:
    """The last complete day lacks its second half."""
    return (person < 30 or day != DAYS - 1), 0.4


@pytest.fixture(scope="module")
def incident(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with company(tmp_path_factory.mktemp("incident"), broken) as workspace:
        workspace.alerts.watch("Conversion rate", CONVERSION)
        workspace.alerts.watch("People", Alert("people"), Filters(date_from=date(2024, 2, 1)))
        yield workspace


def test_an_incident_is_raised_with_its_day_value_and_band(incident: Workspace) -> None:
    answer = ask(incident, CONVERSION)
    found = answer.result
    assert found.current is not None
    assert found.current.first >= LAST - timedelta(days=2)
    assert found.budget == 2.0, "4 a year over two figures"
    day = found.at(found.current.worst)
    assert day.value == day.hits / day.n
    assert day.value < day.low
    assert answer.sentence.startswith("Conversion rate fell to ")
    assert "(n = 60 people that day)" in answer.sentence
    assert answer.table("watched-days").rows["day"].iloc[-1] == LAST, (
        "the day that the data cut short is not looked at"
    )


def test_the_funnel_reads_the_same_incident(incident: Workspace) -> None:
    found = ask(incident, Alert(funnel=FUNNEL)).result
    assert found.waits_days == 1
    assert found.current is not None
    plain = ask(incident, CONVERSION).result
    assert [part.value for part in found.days[-30:]] == [
        part.value for part in plain.days if part.day <= found.days[-1].day
    ][-30:]


def test_people_came_as_always(incident: Workspace) -> None:
    assert ask(incident, Alert("people")).sentence.startswith("As expected: People 60 on ")


def test_the_digest_puts_the_alarm_first_and_follows_what_was_done(incident: Workspace) -> None:
    def now() -> tuple[str, list[str]]:
        found = digest(saved_alerts(incident.engine), partial(ask, incident))
        return found.sentence, [part.state for part in found.watched]

    assert now()[0].startswith("1 of 2 watched figures left what is usual. Conversion rate fell to ")
    assert now()[1] == ["open", "quiet"]
    first = ask(incident, CONVERSION).result.current.first
    incident.alerts.handle("Conversion rate", first, "seen")
    assert now()[1] == ["seen", "quiet"]
    assert now()[0].startswith("No alarm is open: 1 of 2 watched figures as usual")
    incident.alerts.handle("Conversion rate", first, "closed")
    assert now()[1] == ["closed", "quiet"]
    incident.alerts.handle("Conversion rate", first, "open")
    assert now()[1] == ["open", "quiet"]
    with pytest.raises(DefinitionError, match='Nothing is watched here as "Nps"'):
        incident.alerts.handle("Nps", first, "seen")


def test_dates_are_no_part_of_what_is_watched(incident: Workspace) -> None:
    assert {part.filters for part in saved_alerts(incident.engine)} == {Filters()}
    dated = ask(incident, CONVERSION, Filters(date_to=date(2024, 2, 1)))
    assert repr(dated.result) == repr(ask(incident, CONVERSION).result)


def test_a_replay_says_when_it_would_have_fired(incident: Workspace) -> None:
    answer = ask(incident, AlertReplay(CONVERSION))
    assert answer.result.watched == 3
    assert answer.sentence.startswith("On your last 90 days that can be judged Conversion rate would have fired ")
    assert " for 3 days would be found 4 times in 5." in answer.sentence


def test_the_week_after_an_annotated_change_is_said_and_not_raised(incident: Workspace) -> None:
    add_changes(incident.engine, [{"name": "New checkout", "day": (LAST - timedelta(days=4)).isoformat()}])
    try:
        answer = ask(incident, CONVERSION)
        assert answer.result.current is None
        assert answer.sentence.startswith('Not raised, in the week after "New checkout": Conversion rate fell to ')
        assert any('in the week after "New checkout"' in note for note in answer.notes)
    finally:
        incident.changes.delete("New checkout")
    assert ask(incident, CONVERSION).result.current is not None


def test_a_holiday_is_left_out(incident: Workspace) -> None:
    incident.settings.save(holidays=(f"{LAST - timedelta(days=2)} to {LAST}",))
    try:
        answer = ask(incident, CONVERSION)
        assert answer.result.current is None
        assert "a holiday, is not judged" in answer.sentence
        assert "3 holidays left out." in answer.notes
    finally:
        incident.settings.save(holidays=())


def test_a_small_group_is_hidden_in_every_part(incident: Workspace) -> None:
    answer = ask(incident, CONVERSION, viewer=Viewer("viewer", 100))
    assert answer.table("watched-days").rows["value"].isna().all()
    assert "its value is hidden" in answer.sentence
    assert not any(character.isdigit() for character in answer.sentence.split(" on ")[0].split(" over ")[0])


def test_a_missing_half_day_is_said_and_nothing_is_raised(tmp_path: Path) -> None:
    with company(tmp_path, half_missing) as workspace:
        for name in ("events", "people", "purchases", "conversion", "sessions"):
            answer = ask(workspace, Alert(name))
            assert answer.sentence.startswith("Data missing? "), name
            assert answer.result.missing == (LAST,)
            assert answer.result.current is None
            workspace.alerts.watch(name, Alert(name))
        found = digest(saved_alerts(workspace.engine), partial(ask, workspace))
        assert {part.state for part in found.watched} == {"data missing?"}
        assert found.sentence.startswith("No alarm is open. ")


def test_a_short_history_is_learning_with_a_fixed_rule(tmp_path: Path) -> None:
    with company(tmp_path, lambda day, person: (True, 0.05 if day == 39 else 0.4), days=40) as workspace:
        answer = ask(workspace, CONVERSION)
        assert answer.result.learning
        assert "half or double the 28 days before" in answer.sentence
        assert ask(workspace, Alert("people")).sentence.startswith("Still learning: People has 40 days of the 121 ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda: Alert(), "An alert watches one figure"),
        (lambda: Alert("people", FUNNEL), "An alert watches one figure"),
        (lambda: Alert(funnel=Funnel((Step("a"), Step("b")), window_seconds=None)), "without a window cannot be"),
        (lambda: Alert(funnel=replace(FUNNEL, breakdown=Breakdown("channel"))), "has several rates"),
        (lambda: alert_from({"funnel": 3}), "A funnel is written as its parts"),
        (lambda: holidays_from(["24.12."]), '"24.12." is no day'),
        (lambda: holidays_from(["2025-12-26 to 2025-12-24"]), "ends before it begins"),
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_with_a_sentence(given, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        given()


def test_holidays_are_days_or_stretches() -> None:
    found = holidays_from(["2025-12-24", "", " 2025-12-30 to 2026-01-02 "])
    assert [(part.first.day, part.last.day) for part in found] == [(24, 24), (30, 2)]


def test_a_budget_has_ends(incident: Workspace) -> None:
    for value in (0.05, 400):
        with pytest.raises(DefinitionError, match=r"between 0\.1 and 365"):
            incident.settings.save(alarm_budget=value)
    with pytest.raises(DefinitionError, match="is no day"):
        incident.settings.save(holidays=("Christmas",))
