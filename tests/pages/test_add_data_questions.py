"""A file that is not clear: one question at a time, answered by a click, then what comes out, then the import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME
from touchpath.ui.data.job import JOB
from touchpath.ui.explain import plain
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace

UNCLEAR = "a,b,c\n" + "".join(
    f"k{n % 15},2023-03-{1 + n // 4:02} 10:{n % 60:02},{('view', 'cart', 'buy')[n % 3]}\n" for n in range(90)
)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.switch_page("pages/data/add_data.py").run()
    yield page
    assert not page.exception


def upload(app: AppTest, name: str, text: str) -> AppTest:
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv")])
    return app.run()


def said(app: AppTest) -> str:
    shown = [element.value for kind in (app.markdown, app.caption, app.info, app.warning) for element in kind]
    return " ".join(str(value) for value in shown).replace("\\", "")


def answer(app: AppTest, label: str) -> AppTest:
    """Click the answer that begins with this name."""
    button = next(one for one in app.button if str(one.key).startswith("ask_") and f"**{plain(label)}**" in one.label)
    return button.click().run()


def workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def test_questions_are_answered_by_clicks_and_the_outcome_is_said_before_the_import(app: AppTest) -> None:
    upload(app, "abc.csv", UNCLEAR)
    assert "abc.csv is not clear yet" in said(app)
    assert not [button for button in app.button if button.key == "import_go"]
    assert any("k0, k1, k2" in button.label for button in app.button)
    answer(app, "a")
    answer(app, "c")
    assert 'who: "a"' in said(app)
    assert "15 people, 90 events, most common: buy; first 1 Mar 2023, last 23 Mar 2023" in said(app)
    app.button(key="import_go").click().run()
    app.session_state[JOB].thread.join(timeout=60)
    app.run()
    assert set(workspace(app).engine.frame("ask/touchpoints/names")["shown"]) == {"view", "cart", "buy"}


def test_answers_can_be_taken_back(app: AppTest) -> None:
    upload(app, "abc.csv", UNCLEAR)
    answer(app, "c")
    app.button(key="ask_again").click().run()
    assert any("**a**" in button.label for button in app.button)
    assert "You said" not in said(app)


def test_a_reader_who_rather_chooses_the_columns_gets_the_form(app: AppTest) -> None:
    upload(app, "abc.csv", UNCLEAR)
    app.button(key="ask_by_hand").click().run()
    assert any(str(box.key).endswith("_person") for box in app.selectbox)
    app.button(key="ask_again").click().run()
    assert not any(str(box.key).endswith("_person") for box in app.selectbox)


def test_a_question_leaves_with_its_file(app: AppTest) -> None:
    upload(app, "abc.csv", UNCLEAR)
    app.button(key="import_skip").click().run()
    assert "Add a file of events to begin" in said(app)


def test_what_looks_wrong_is_said_before_the_import(app: AppTest) -> None:
    rows = "".join(f"u{n},2023-03-{1 + n % 20:02} 10:00,{'xy'[n % 2]}\n" for n in range(30))
    upload(app, "log.csv", f"user_id,timestamp,event\n{rows}")
    if any(str(button.key).startswith("ask_") for button in app.button):
        answer(app, "user_id")
    assert "Every one of the 30 people has one event only" in said(app)
    assert not app.button(key="import_go").disabled
