"""The page of the touchpoint map says what its answers say, and places what has no stage yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.workspace.small_log import workspace_with
from touchpath.analysis import ahead
from touchpath.home import HOME
from touchpath.ui.map import picture
from touchpath.workspace.folder import create_workspace

HOSTILE = "<b>![x](http://evil)</b> $a$"
EVENTS = [
    *((f"p{i}", f"2025-01-{1 + i % 20:02d} 10:00", "visit", "web") for i in range(40)),
    *((f"p{i}", f"2025-01-{2 + i % 20:02d} 12:00", "zzz", "web") for i in range(20)),
    ("p1", "2025-03-01 10:00", HOSTILE, "app"), ("p2", "2025-03-01 10:00", "visit", "app"),
]  # fmt: skip


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: Any = EVENTS, **link: str) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_with(create_workspace(tmp_path, "Corner shop").folder, events).close()
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=200)
    for name, value in link.items():
        page.query_params[name] = value
    page.switch_page("pages/journeys/touchpoint_map.py").run()
    assert not page.exception
    return page


def everything_said(page: AppTest) -> str:
    return " ".join(str(part.value) for part in (*page.markdown, *page.caption, *page.info)).replace("\u00a0", " ")


def test_an_empty_list_is_an_answer_and_a_card_opens_from_the_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch, map_card="zzz")
    said = everything_said(page)
    assert page.title[0].value == "Where does the journey hurt?"
    assert "2 channels; most people leave after" in str(page.markdown[0].value)
    assert "There is nothing to compare" in said
    assert "Without personas neither" in said
    assert "What happens at zzz?" in " ".join(part.value for part in page.subheader)
    assert "20 people met it; 100.0 %" in said
    assert "<b>" not in said.replace("\\<b\\>", "")
    page.button(key="map_edit_zzz_save").click().run()
    assert not page.exception


def test_touchpoints_without_a_stage_are_placed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch)
    assert "3 touchpoints have no stage yet." in everything_said(page)
    page.selectbox(key="map_place_zzz").set_value("advocacy").run()
    page.button(key="map_place_save").click().run()
    assert not page.exception
    assert "2 touchpoints have no stage yet." in everything_said(page)
    assert "Saved: zzz." in everything_said(page)


def test_controls_change_the_question_and_hostile_links_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch, map='{"colour":"purple"}', map_card="[1,[]]")
    assert "cannot be read" in page.info[0].value
    page.segmented_control(key="map_colour").set_value("time").run()
    assert not page.exception
    assert "The darker, the longer" in everything_said(page)


def test_without_events_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, events=[])
    assert "There are no events in this workspace yet." in everything_said(page)


def test_what_is_taken_off_the_map_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(tmp_path, monkeypatch, map_card="zzz", map_card_channel="web")
    page.toggle(key="map_edit_zzz_shown").set_value(False).run()
    page.button(key="map_edit_zzz_save").click().run()
    assert not page.exception
    assert "Not on the map: zzz" in everything_said(page)


@pytest.mark.parametrize(("fewest", "drawn"), [(62, 2), (63, 1)])
def test_the_map_of_a_large_workspace_is_drawn_before_it_is_searched_for_pain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int, drawn: int
) -> None:
    pictures: list[str] = []
    monkeypatch.setattr(ahead, "FEWEST", fewest)
    monkeypatch.setattr(picture.notices, "note", pictures.append)
    page = opened(tmp_path, monkeypatch)
    looks = [said for said in pictures if "Area: people" in said]
    assert ["Looking for where it hurts." in said for said in looks] == [True, False][-drawn:]
    pictures.clear()
    page.run()
    assert not page.exception
    assert len([said for said in pictures if "Area: people" in said]) == 1
