"""The page of personas compares them once there are two, and keeps sizes and rules one click away."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
