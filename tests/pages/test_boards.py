"""A board is begun, filled from any page, changed, sent on, and deleted with a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.journey.board import Board
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace

EVENTS = [
    ("ada", "2025-01-01 10:00", "visit", "web"), ("ada", "2025-01-01 10:01", "buy", "web"),
    ("bob", "2025-01-02 10:00", "visit", "app"), ("cat", "2025-01-02 10:00", "call", "phone"),
    ("cat", "2025-02-02 10:00", "visit", "web"),
]  # fmt: skip


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_with(create_workspace(tmp_path, "Corner shop").folder, EVENTS).close()
    return AppTest.from_file(str(HOME / "app.py"), default_timeout=60)


def on(app: AppTest, page: str) -> AppTest:
    app.switch_page(page).run()
    assert not app.exception
    return app


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_board_is_begun_changed_and_deleted_with_a_way_back(app: AppTest) -> None:
    page = on(app, "pages/share/boards.py")
    assert page.title[0].value == "What do we watch?"
    assert "A board keeps questions in one place" in page.markdown[0].value
    pressed(page, "Begin with the usual questions")
    assert page.markdown[0].value.startswith('##### "Our board" watches')
    assert "on data until 2 Feb 2025" in page.markdown[0].value
    titles = [part.value for part in page.subheader]
    assert titles[:2] == ["How is the journey doing?", "Where do people drop off?"]
    pressed(page, "Delete")
    assert "A board keeps questions in one place" in page.markdown[0].value
    pressed(page, "Undo deleting")
    assert [part.value for part in page.subheader] == titles


def test_a_report_is_made_and_offered(app: AppTest) -> None:
    page = pressed(on(app, "pages/share/boards.py"), "Begin with the usual questions")
    pressed(page, "Make the report")
    assert any("Download the report (HTML)" in str(button.label) for button in page.get("download_button"))


def test_a_board_whose_question_is_gone_says_so(app: AppTest, tmp_path: Path) -> None:
    with Workspace.open(next(tmp_path.rglob("workspace.duckdb"))) as workspace:
        workspace.saved.save("board", "Old", {"name": "Old", "blocks": [{"question": {"question": "horoscope"}}]})
        workspace.boards.keep(Board("Second"))
    page = on(app, "pages/share/boards.py")
    assert "1 question cannot be answered now" in page.markdown[0].value
    assert any('There is no question "horoscope"' in part.value for part in page.info)
    page.selectbox(key="board").set_value("Second").run()
    assert not page.exception
    assert "holds no question yet" in page.markdown[0].value


def test_the_overview_can_be_a_board_with_its_figures_a_click_away_and_back_again(app: AppTest) -> None:
    pressed(on(app, "pages/share/boards.py"), "Begin with the usual questions")
    pressed(app, "Open with this board")
    page = on(app, "pages/journeys/overview.py")
    assert page.title[0].value == "What do we watch?"
    assert any('"Our board" watches' in part.value for part in page.markdown)
    assert not page.metric
    page.get("button_group")[0].set_value("figures").run()
    assert page.title[0].value == "How is the journey doing?"
    assert page.metric or any("left" in part.value for part in page.markdown)
    page.get("button_group")[0].set_value("board").run()
    assert page.title[0].value == "What do we watch?"
    page = on(app, "pages/share/boards.py")
    page.text_input("board_rename_Our board").input("Monday").run()
    pressed(page, "Rename")
    assert any('"Monday" watches' in part.value for part in on(app, "pages/journeys/overview.py").markdown)
    pressed(on(app, "pages/share/boards.py"), "Open with the usual overview again")
    assert on(app, "pages/journeys/overview.py").title[0].value == "How is the journey doing?"


def test_the_overview_is_itself_again_when_its_board_is_deleted(app: AppTest) -> None:
    pressed(on(app, "pages/share/boards.py"), "Begin with the usual questions")
    pressed(app, "Open with this board")
    pressed(app, "Delete")
    page = on(app, "pages/journeys/overview.py")
    assert page.title[0].value == "How is the journey doing?"
    assert not page.get("button_group")
