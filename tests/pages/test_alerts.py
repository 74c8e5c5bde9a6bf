"""The page of alerts: nothing watched, watching in two clicks after a replay, an alarm that is seen and closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.answers.alert_company import DAYS, FIRST, company, usual
from touchpath.home import HOME
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.funnel import Funnel, Step
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    company(
        create_workspace(tmp_path, "Corner shop").folder,
        lambda day, person: (True, 0.05) if day >= DAYS - 2 else usual(day, person),
    ).close()
    return AppTest.from_file(str(HOME / "app.py"), default_timeout=120)


def said(page: AppTest) -> str:
    return "\n".join(part.value for part in page.markdown)


def test_a_figure_is_watched_after_its_replay_and_its_alarm_is_seen_and_closed(page: AppTest) -> None:
    page.switch_page("pages/share/alerts.py").run()
    assert not page.exception
    assert "Nothing is watched yet" in page.markdown[0].value
    assert "Conversion rate would have fired" in said(page), "the replay comes before it is watched"
    page.button("alerts_watch").click().run()
    assert not page.exception
    assert page.markdown[0].value.startswith(
        "##### 1 of 1 watched figure left what is usual. Conversion rate fell to"
    )
    assert "Data or world?" in [part.value for part in page.subheader]
    assert any('"Conversion rate" is watched' in part.value.replace("\\", "") for part in page.info)
    page.button("alerts_seen").click().run()
    assert "No alarm is open" in page.markdown[0].value
    page.button("alerts_closed").click().run()
    assert "No alarm is open" in page.markdown[0].value
    page.button("alerts_open").click().run()
    assert "left what is usual" in page.markdown[0].value
    page.button("alerts_watch").click().run()
    assert any("There is already" in part.value for part in page.info)
    page.text_area("alerts_holidays").input("Christmas").run()
    page.button("alerts_rules").click().run()
    assert any("is no day" in part.value for part in page.info)
    page.button("alerts_forget").click().run()
    assert "Nothing is watched yet" in page.markdown[0].value
    assert not page.exception


def test_alarms_are_sent_nowhere_until_an_address_is_set_and_its_host_is_named(page: AppTest) -> None:
    page.switch_page("pages/share/alerts.py").run()
    assert not any("are sent to" in part.value for part in page.caption)
    page.text_input("alerts_webhook").input("http://hooks.example.com/secret").run()
    page.button("alerts_webhook_save").click().run()
    assert any("encrypted only" in part.value for part in page.info)
    page.text_input("alerts_webhook").input("https://hooks.example.com/secret").run()
    page.button("alerts_webhook_save").click().run()
    (told,) = [part.value for part in page.caption if "are sent to" in part.value]
    assert "hooks.example.com" in told
    assert "secret" not in told
    page.button("alerts_webhook_off").click().run()
    assert not any("are sent to" in part.value for part in page.caption)
    assert not page.exception


def test_a_saved_change_is_read_on_the_page_when_its_date_has_come(page: AppTest, tmp_path: Path) -> None:
    file = next(tmp_path.glob("*/workspace.duckdb"))
    bought = Outcome("conversion", days=1, funnel=Funnel((Step("view"), Step("buy")), window_seconds=86_400.0))
    with Workspace.open(file) as workspace:
        workspace.changes.save(Change("New form", FIRST + timedelta(days=100), bought))
        workspace.changes.save(Change("Next", FIRST + timedelta(days=DAYS), bought))
    page.switch_page("pages/share/alerts.py").run()
    assert not page.exception
    assert "A change could be read: New form: " in page.markdown[0].value
    lines = [part.value for part in page.markdown[1:]]
    assert any(line.startswith("New form: ") and "1 look so far" in line for line in lines)
    assert any(line.startswith("Next: readable from ") for line in lines)
    page.run()
    assert "1 look so far" in page.markdown[0].value, "drawing the page again is no second look"
