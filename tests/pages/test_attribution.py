"""The page of credit says what its answers say, and its controls change the question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.workspace.folder import create_workspace

EVENTS = [
    ("ada", "2025-01-01 10:00", "ad", "social"), ("ada", "2025-01-02 10:00", "mail", "email"),
    ("ada", "2025-01-02 12:00", "buy", "web", 40.0), ("bob", "2025-01-02 10:00", "ad", "social"),
    ("bob", "2025-01-03 10:00", "buy", "web", 20.0), ("cat", "2025-01-03 10:00", "mail", "email"),
]  # fmt: skip


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: Any = EVENTS, **link: str) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace = workspace_with(create_workspace(tmp_path, "Corner shop").folder, events)
    workspace.settings.save(goal=("buy",))
    workspace.close()
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    for name, value in link.items():
        page.query_params[name] = value
    page.switch_page("pages/value/attribution.py").run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return str(page.markdown[0].value).replace("\u00a0", " ")


def test_the_sentence_answers_the_title_and_follows_the_controls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch)
    assert page.title[0].value == "What earned the conversions?"
    assert "Of 2 conversions, social gets most credit by equal split: 1.5" in said(page)
    assert any("Credit divides what happened" in caption.value for caption in page.caption)
    page.selectbox(key="credit_rule").set_value("last").run()
    assert not page.exception
    assert "gets most credit by last touch: 1 " in said(page)
    page.selectbox(key="credit_to").set_value("touchpoint").run()
    page.selectbox(key="credit_counting").set_value("value").run()
    assert not page.exception
    assert "Of €60.00 of 2 conversions, mail gets most credit by last touch: €40.00" in said(page)
    page.selectbox(key="credit_lookback_days").set_value(0).run()
    assert not page.exception
    assert "None of the €60.00 of 2 conversions has a touch in the same session" in said(page)


@pytest.mark.parametrize(
    ("view", "title"),
    [("Do the rules agree?", "Do the rules agree?"), ("Journeys", "Which journeys are behind it?")],
)
def test_tabs_answer_their_own_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str, title: str
) -> None:
    page = opened(tmp_path, monkeypatch, credit_view=view)
    assert page.title[0].value == title
    assert "social" in said(page)


def test_where_no_event_names_a_channel_touchpoints_are_credited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [(*event[:3], None, *event[4:]) for event in EVENTS]
    page = opened(tmp_path, monkeypatch, events)
    assert page.selectbox(key="credit_to").value == "touchpoint"
    assert "Of 2 conversions, ad gets most credit" in said(page)
    page.selectbox(key="credit_to").set_value("channel").run()
    assert "No event in the 30 days before a conversion names a channel: credit touchpoints instead." in said(page)
    page.button(key="credit_touchpoints_instead").click().run()
    assert not page.exception
    assert "ad gets most credit" in said(page)


def test_a_link_that_cannot_be_and_a_workspace_without_a_goal_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch, credit='{"to":"galaxy"}')
    assert "cannot be read" in page.info[0].value
    events = [("ada", "2025-01-01 10:00", "blue", "web")]
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path / "other"))
    workspace_with(create_workspace(tmp_path / "other", "Blank").folder, events).close()
    blank = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    blank.switch_page("pages/value/attribution.py").run()
    assert not blank.exception
    assert "Say which touchpoint is a conversion" in blank.info[0].value


def test_a_test_is_handed_to_the_change_lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch)
    assert any("met social in four weeks" in markdown.value for markdown in page.markdown)
    page.button(key="credit_test_this").click().run()
    assert not page.exception
