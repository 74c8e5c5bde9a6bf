"""The tabs of what to try next and of whom a test worked for: they say what their answers say, and hand on a test."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.analysis.uplift.letters import letters_sent
from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.ui import cached
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace

START = datetime(2025, 1, 6, 9)


def calls() -> list[tuple[int, datetime, str, str]]:
    """People who look every five days and buy now and then; half call on day 30, and most of those buy soon after."""
    random, events = np.random.default_rng(2), []
    for person in range(1, 241):
        events += [(person, START + timedelta(days=5 * i), "look", "web") for i in range(7)]
        if random.random() < 0.3:
            events.append((person, START + timedelta(days=int(random.integers(5, 25)), hours=3), "buy", "web"))
        called = person % 2 == 0
        if called:
            events.append((person, START + timedelta(days=30, hours=1), "call", "phone"))
        if random.random() < (0.7 if called else 0.2):
            events.append((person, START + timedelta(days=33), "buy", "web"))
        if person % 3:
            events.append((person, START + timedelta(days=70 + person % 5), "look", "web"))
    return sorted(events, key=lambda event: (event[0], event[1]))


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.query_params["foresight_view"] = view
    page.switch_page("pages/value/foresight.py").run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return str(page.markdown[0].value).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    workspace_named(folder, "Corner shop", events=calls(), settings={"goal": ["buy"]})
    return folder


def test_a_hypothesis_is_handed_to_the_change_lab(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(shop, monkeypatch, "Next touchpoint")
    assert page.title[0].value == "Which touchpoint is worth testing next?"
    assert "Worth testing: call (+" in said(page)
    (link,) = [part for part in page.get("page_link") if part.proto.label == "Test this"]
    given = parse_qs(link.proto.query_string)
    assert "foresight_view" not in given
    asked = json.loads(given["change"][0])
    assert (asked["name"], asked["touchpoint"], asked["pending"]) == ("Offer call", "call", "randomised")
    assert asked["unsaid"] == ["day"]
    assert asked["outcome"]["entry"] == {"touchpoint": "look"}
    assert asked["outcome"]["returning"] == {"touchpoint": "buy"}
    assert 10 < asked["hoped_for"] < 60
    assert "in 4 weeks" in asked["note"]
    lab = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    lab.query_params["change"] = given["change"][0]
    lab.switch_page("pages/evidence/change_lab.py").run()
    assert not lab.exception
    assert lab.selectbox(key="change_name").value == "Offer call"


def test_a_long_comparison_can_be_stopped_and_asked_again(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def under_way(question: Any, filters: Any, show: Any) -> None:
        show(0, 100)
        show(60, 100)
        st.stop()

    with monkeypatch.context() as patch:
        patch.setattr(cached, "ask_watched", under_way)
        page = opened(shop, monkeypatch, "Next touchpoint")
        (bar,) = page.get("progress")
        assert "60 of 100" in bar.proto.text
        page.button(key="foresight_next_cancel").click().run()
        assert any("Stopped: this question was not answered" in part.value for part in page.info)
        assert not page.get("progress"), "it is not asked again by itself"
    page.button(key="foresight_next_again").click().run()
    assert not page.exception
    assert "Worth testing: call (+" in said(page)


def test_the_state_and_the_outcome_are_chosen(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(shop, monkeypatch, "Next touchpoint")
    page.multiselect(key="next_starting").set_value(["buy"]).run()
    assert not page.exception
    assert "No touchpoint can be judged" in said(page)
    page.multiselect(key="next_starting").set_value(["look"]).run()
    assert "Of people who were last at look, those who met it reached buy" in said(page)
    page.selectbox(key="next_outcome").set_value("return").run()
    assert not page.exception
    assert "Worth testing: call" not in said(page)


def test_for_whom_it_worked_follows_the_groups_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file) as workspace:
        letters_sent(workspace, tmp_path)
    page = opened(tmp_path, monkeypatch, "For whom it worked")
    assert page.title[0].value == "For whom did it work?"
    assert "letter moved the column bought by +" in said(page)
    page.multiselect(key="uplift_split_by").set_value(["customer", "town"]).run()
    assert not page.exception
    assert said(page).startswith("##### It worked differently by customer")
    page.number_input(key="uplift_worth").set_value(10.0).run()
    assert "Do not treat" in " ".join(frame.value.to_string() for frame in page.dataframe)
    page.multiselect(key="uplift_split_by").set_value(["customer", "late"]).run()
    assert not page.exception
    assert any("were not drawn at random" in part.value for part in [*page.info, *page.warning])


def test_without_a_test_the_tab_says_where_to_add_one(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(shop, monkeypatch, "For whom it worked")
    assert any("There is no test with arms drawn at random here yet" in part.value for part in page.markdown)
