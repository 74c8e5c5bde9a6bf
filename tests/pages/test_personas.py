"""The page of personas: live sizes, and that only the button changes people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.reference import reference_path
from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace
from touchpath.workspace.personas import persona_sizes, personas_in_force

EVENTS = [
    ("ada", "2025-01-01 10:00", "visit", "web", None, {"tier": "new"}),
    ("ada", "2025-01-02 10:00", "buy", "web", 5.0, {"tier": "gold"}),
    ("bob", "2025-01-03 10:00", "visit", "app", None, {"tier": "new"}),
    ("cid", "2025-01-04 10:00", "visit", None),
]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    entry = create_workspace(tmp_path, "Corner shop")
    workspace_with(entry.folder, EVENTS, {"ada": {"country": "DE"}, "bob": {"country": "FR"}}).close()
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
    page.switch_page("pages/data/personas.py").run()
    assert not page.exception
    yield page
    assert not page.exception


def _workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _by(app: AppTest, mode: str) -> AppTest:
    return app.button_group(key="persona_mode").set_value(mode).run()


def _captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def _add_buyer(app: AppTest, name: str = "Buyer") -> AppTest:
    place = sum(1 for button in app.button if button.key and button.key.startswith("persona_remove_"))
    app.text_input(key=f"persona_new_{place}_name").set_value(name).run()
    app.selectbox(key=f"persona_new_{place}_kind").set_value("did a touchpoint").run()
    app.multiselect(key=f"persona_new_{place}_touchpoints").set_value(["buy"]).run()
    return app.button(key="persona_add").click().run()


def test_nobody_has_a_persona_at_first(app: AppTest) -> None:
    assert "None of 3 people has a persona yet" in app.markdown[0].value


def test_a_rule_shows_its_size_and_changes_nobody_until_applied(app: AppTest) -> None:
    _by(app, "By rules")
    _add_buyer(app)
    assert any("1. Buyer** · 1 person" in text.value for text in app.markdown)
    assert persona_sizes(_workspace(app).engine) == {None: 3}
    app.button(key="persona_apply").click().run()
    assert persona_sizes(_workspace(app).engine) == {None: 2, "Buyer": 1}
    assert "33.3\u00a0% are Buyer" in app.markdown[0].value
    assert "cannot use it" in _captions(app)


def test_the_order_decides(app: AppTest) -> None:
    _by(app, "By rules")
    _add_buyer(app)
    app.text_input(key="persona_new_1_name").set_value("German").run()
    app.selectbox(key="persona_new_1_kind").set_value("has an attribute").run()
    app.text_input(key="persona_new_1_value").set_value("DE").run()
    app.button(key="persona_add").click().run()
    assert any("2. German** · 0 people (1 fit" in text.value for text in app.markdown)
    app.button(key="persona_up_1").click().run()
    assert any("1. German** · 1 person" in text.value for text in app.markdown)


def test_conditions_can_be_added_to_a_rule(app: AppTest) -> None:
    _by(app, "By rules")
    _add_buyer(app)
    app.selectbox(key="persona_0_Buyer_match").set_value("any").run()
    app.selectbox(key="persona_0_Buyer_kind").set_value("first met on a channel").run()
    app.multiselect(key="persona_0_Buyer_first_channels").set_value(["(no channel)"]).run()
    app.button(key="persona_0_Buyer_add").click().run()
    assert "buy at least 1 times or first met on a missing channel" in _captions(app)
    assert any("1. Buyer** · 2 people" in text.value for text in app.markdown)


def test_a_column_says_who_varies_and_gives_the_last_value(app: AppTest) -> None:
    _by(app, "From a column")
    column = next(option for option in app.selectbox(key="persona_column").options if option.startswith("tier"))
    app.selectbox(key="persona_column").select(column).run()
    assert "1 of 2 people has several values of tier" in _captions(app)
    app.button(key="persona_apply").click().run()
    assert persona_sizes(_workspace(app).engine) == {None: 1, "gold": 1, "new": 1}
    assert personas_in_force(_workspace(app).engine).after_entry("gold") is not None


def test_removing_all_rules_takes_the_personas_away(app: AppTest) -> None:
    _by(app, "By rules")
    _add_buyer(app)
    app.button(key="persona_apply").click().run()
    app.button(key="persona_remove_0").click().run()
    app.button(key="persona_apply").click().run()
    assert persona_sizes(_workspace(app).engine) == {None: 3}


def test_a_real_column_says_how_many_people_vary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = reference_path("real/ecom/ecom.csv.gz")
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Web shop").file) as workspace:
        workspace.import_events(file, person="user_id", occurred_at="timestamp", touchpoint="event")
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    page.switch_page("pages/data/personas.py").run()
    _by(page, "From a column")
    box = page.selectbox(key="persona_column")
    box.select(next(option for option in box.options if option.startswith("user_lifecycle"))).run()
    assert not page.exception
    assert "568 of 600 people have several values" in _captions(page)
    assert "326 have 2, 242 have 3" in _captions(page)
