"""The page of paths says what its answers say, and its controls change the question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.workspace.folder import create_workspace

EVENTS = [
    ("ada", "2025-01-01 10:00", "visit", "web"), ("ada", "2025-01-01 10:01", "buy", "web"),
    ("bob", "2025-01-02 10:00", "visit", "app"), ("cat", "2025-01-02 10:00", "call", "phone"),
    ("cat", "2025-02-02 10:00", "visit", "web"),
]  # fmt: skip


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: Any = EVENTS, **link: str) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_with(create_workspace(tmp_path, "Corner shop").folder, events).close()
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    for name, value in link.items():
        page.query_params[name] = value
    page.switch_page("pages/journeys/paths.py").run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return str(page.markdown[0].value).replace("\u00a0", " ")


def test_the_sentence_answers_the_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch)
    assert page.title[0].value == "Which ways do people take?"
    assert "Of 4 sessions, 75.0 % begin with visit; of these 33.3 % go to buy" in said(page)
    page.multiselect(key="paths_starting").set_value(["visit"]).run()
    assert not page.exception
    assert "Of 3 sessions at visit" in said(page)
    page.selectbox(key="paths_unit").set_value(("person", "units")).run()
    assert "Of 3 people at visit" in said(page)


def test_tabs_answer_their_own_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, path_view="What follows what")
    assert page.title[0].value == "What follows what?"
    assert "from visit to buy" in said(page)


def test_what_nearly_all_do_first_is_only_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [
        (f"p{n}", f"2025-01-01 10:{place:02d}", name, "web")
        for n in range(20)
        for place, name in enumerate(["home", "list", ("buy", "call")[n % 2]])
    ]
    page = opened(tmp_path, monkeypatch, events)
    assert "100.0 % begin with home, and nearly all of these go on to list. Of 20 sessions there at step 2" in said(
        page
    )
    assert "50.0 % go to buy and 50.0 % go to call" in said(page)
    page.multiselect(key="paths_starting").set_value(["home"]).run()
    assert "Of 20 sessions at home, nearly all go on to list. Of 20 sessions there" in said(page)


def test_bars_are_coloured_and_the_people_of_a_ribbon_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch)
    for by, told in (("time", "visit 1 min"), ("conversion", "comes to buy later: visit 33.3 %"), ("score", "surve")):
        page.selectbox(key="paths_colour").set_value(by).run()
        assert not page.exception
        assert any(told in text.value.replace("\u00a0", " ") for text in (*page.caption, *page.markdown)), by
    page.selectbox(key="paths_ribbon").set_value("1: visit → buy").run()
    page.text_input(key="paths_ribbon_group_name").set_value("Buyers").run()
    page.button(key="paths_ribbon_group_save").click().run()
    assert not page.exception
    assert any('Saved "Buyers": 1 person' in info.value.replace("\\", "") for info in page.info)


def test_a_tree_from_one_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, path_view="Step by step", paths='{"starting":{"touchpoint":"visit"}}')
    assert page.title[0].value == "Where do they go, step by step?"
    assert "Of 3 sessions, 33.3 % take visit → buy; 100.0 % of these end there" in said(page)


def test_periods_and_saved_groups_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, path_view="Two groups")
    page.selectbox(key="paths_by").set_value("group").run()
    assert any("no two saved groups" in text.value for text in (*page.caption, *page.markdown))
    page.selectbox(key="paths_by").set_value("period").run()
    assert "too few go the same ways to compare" in said(page)


def test_what_the_link_says_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, paths='{"ending":{"touchpoint":"buy"}}')
    assert "Of 1 session that reached buy, 100.0 % come from visit" in said(page)
    hostile = opened(tmp_path / "again", monkeypatch, paths='{"unit":"galaxy"}')
    assert "cannot be read" in hostile.info[0].value


def test_after_a_drop_off_the_page_says_what_they_did_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = '{"unit":"person","after":{"funnel":{"steps":[{"touchpoint":"visit"},{"touchpoint":"buy"}]},"step":1}}'
    page = opened(tmp_path, monkeypatch, paths=link)
    assert "Of 2 people at visit, 100.0 % end there" in said(page)


def test_a_pattern_is_searched_for_and_kept_as_a_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, path_view="Search")
    page.text_input(key="path_pattern").set_value("visit => buy").run()
    assert "Of 3 sessions with visit, 1 (33.3 %, 1 person) did visit, at once buy" in said(page)
    page.text_input(key="paths_group_name").set_value("Quick buyers").run()
    page.button(key="paths_group_save").click().run()
    assert not page.exception
    assert any('Saved "Quick buyers": 1 person' in info.value.replace("\\", "") for info in page.info)
    page.text_input(key="path_pattern").set_value("visit -> [nope").run()
    assert any("is written as" in info.value for info in page.info)


def test_two_groups_the_way_meant_and_why_figures_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, path_view="Two groups")
    page.selectbox(key="paths_by").set_value("channel").run()
    assert "too few go the same ways to compare" in said(page)
    page = opened(tmp_path / "meant", monkeypatch, path_view="The way meant")
    page.multiselect(key="path_meant").set_value(["visit", "buy"]).run()
    assert "33.3 % took the whole way to buy" in said(page)
    page = opened(tmp_path / "why", monkeypatch, path_view="Why different?")
    assert page.title[0].value == "Why do these differ?"
    assert not page.exception
