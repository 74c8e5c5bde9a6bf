"""The page of personas compares them once there are two, and keeps sizes and rules one click away."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.analysis.test_suggested_personas import events as three_kinds
from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME

DAY = datetime(2025, 1, 6)


def _page(root: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """40 keen people buy, 40 calm ones do not; what the calm ones say of it."""
    events = [(person, DAY + timedelta(hours=person), "visit", "web") for person in range(1, 81)]
    events += [(person, DAY + timedelta(hours=person + 1), "buy", "web", 10.0) for person in range(1, 41)]
    answers = [(person, DAY + timedelta(days=9), "nps", 9 if person <= 40 else 2, None, None, None, None, "*slow*")
               for person in range(1, 81)]  # fmt: skip
    personas = {person: "Keen" if person <= 40 else "Calm" for person in range(1, 81)}
    monkeypatch.setenv("TOUCHPATH_DATA", str(root))
    settings = {"goal": ["buy"], "purchase": ["buy"]}
    workspace_named(root, "Shop", events=events, personas=personas, answers=answers, settings=settings)
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=300)
    page.switch_page("pages/data/personas.py").run()
    assert not page.exception
    return page


def test_two_personas_are_compared_and_can_be_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page(tmp_path, monkeypatch)
    assert page.title[0].value == "How do the personas differ?"
    said = page.markdown[0].value
    assert "Calm are worst served: " in said
    assert "Keen are best served: " in said
    texts = " ".join(text.value for text in page.markdown)
    assert "**Calm.** 40 people in view. Against the rest: " in texts
    assert "*Beside a low score:* \\*slow\\*" in texts
    page.button_group(key="persona_view").set_value("Side by side").run()
    assert not page.exception
    assert any(text.value.startswith("Calm: ") for text in page.markdown)
    page.button_group(key="persona_view").set_value("Sizes and rules").run()
    assert not page.exception
    assert page.button(key="persona_apply").disabled


def test_suggested_groups_are_named_kept_and_wait_to_be_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_named(tmp_path, "Shop", events=three_kinds())
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=300)
    page.query_params["persona_view"] = "Suggested"
    page.switch_page("pages/data/personas.py").run()
    assert not page.exception
    assert page.title[0].value == "Does behaviour suggest personas?"
    assert "fall into 3 stable groups" in page.markdown[0].value
    page.button(key="persona_suggested_keep").click().run()
    assert "Give at least one group a name first." in page.info[0].value
    page.text_input(key="persona_suggested_1").set_value("Regulars")
    page.button(key="persona_suggested_keep").click().run()
    assert not page.exception
    assert "Kept Regulars as saved groups" in page.info[0].value
    page.button_group(key="persona_view").set_value("Sizes and rules").run()
    assert not page.exception
    assert any("in the saved group Regulars, known from 2025-03-06" in text.value for text in page.caption)
    page.button(key="persona_apply").click().run()
    assert not page.exception
    assert "are Regulars" in " ".join(text.value for text in page.markdown)
