"""The page of touchpoints: what it says, and that edits reach the workspace and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace
from touchpath.workspace.touchpoints import fill_guesses, touchpoint_catalogue

EVENTS = [
    ("ada", "2025-01-01 10:00", "view_product", "web"),
    ("ada", "2025-01-02 10:00", "buy", "web"),
    ("bob", "2025-01-03 10:00", "order", "Store"),
    ("cid", "2025-01-03 10:00", "xyzzy", None),
]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    entry = create_workspace(tmp_path, "Corner shop")
    with workspace_with(entry.folder, EVENTS) as workspace, workspace.engine.transaction() as writer:
        fill_guesses(writer)
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
    page.switch_page("pages/data/touchpoints.py").run()
    assert not page.exception
    yield page
    assert not page.exception


def _workspace(app: AppTest) -> Workspace:
    from touchpath.ui.session import open_file

    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _catalogue(app: AppTest) -> dict[str, tuple[str | None, bool]]:
    frame = touchpoint_catalogue(_workspace(app).engine)
    return {row.touchpoint: (row.stage, row.confirmed) for row in frame.itertuples()}


def _edit(app: AppTest, name: str, **changes: str | None) -> AppTest:
    editor = app.data_editor[0]
    row = list(editor.value["touchpoint"]).index(name)
    app.session_state[editor.key] = {"edited_rows": {row: changes}, "added_rows": [], "deleted_rows": []}
    return app.run()


def _button(app: AppTest, label: str) -> object:
    return next(button for button in app.button if button.label == label)


def test_the_answer_counts_touchpoints_channels_and_guesses(app: AppTest) -> None:
    sentence = app.markdown[0].value
    assert "4 touchpoints on 2 channels" in sentence
    assert "1 has no stage yet" in sentence
    assert "3 stages are guesses to confirm" in sentence


def test_an_edit_is_saved_and_marked_as_confirmed(app: AppTest) -> None:
    _edit(app, "xyzzy", stage="advocacy")
    _button(app, "Save 1 touchpoint").click().run()
    assert _catalogue(app)["xyzzy"] == ("advocacy", True)
    assert _catalogue(app)["buy"] == ("purchase", False)


def test_nothing_is_saved_before_the_button(app: AppTest) -> None:
    _edit(app, "xyzzy", stage="advocacy")
    assert _catalogue(app)["xyzzy"] == (None, False)


def test_typing_the_name_of_another_touchpoint_merges_and_can_be_undone(app: AppTest) -> None:
    _edit(app, "buy", touchpoint="order")
    assert any("merges" in caption.value for caption in app.caption)
    _button(app, "Save 1 touchpoint").click().run()
    assert set(_catalogue(app)) == {"order", "view_product", "xyzzy"}
    _button(app, "Undo").click().run()
    assert set(_catalogue(app)) == {"buy", "order", "view_product", "xyzzy"}


def test_edits_survive_another_search(app: AppTest) -> None:
    _edit(app, "xyzzy", stage="advocacy")
    app.text_input(key="touchpoint_search").set_value("buy").run()
    assert list(app.data_editor[0].value["touchpoint"]) == ["buy"]
    _edit(app, "buy", stage="onboarding")
    _button(app, "Save 2 touchpoints").click().run()
    assert _catalogue(app)["xyzzy"] == ("advocacy", True)
    assert _catalogue(app)["buy"] == ("onboarding", True)


def test_guesses_are_confirmed_together(app: AppTest) -> None:
    _button(app, "Confirm 3 guesses").click().run()
    assert [confirmed for _, confirmed in _catalogue(app).values()].count(True) == 3


def test_channels_are_renamed_from_the_popover(app: AppTest) -> None:
    app.multiselect(key="channel_merge").set_value(["web", "Store"]).run()
    next(text for text in app.text_input if text.key.startswith("channel_merge_as")).set_value("everywhere").run()
    app.button(key="channel_merge_go").click().run()
    assert "4 touchpoints on 1 channel;" in app.markdown[0].value


def test_a_refused_name_is_said(app: AppTest) -> None:
    app.multiselect(key="touchpoint_merge").set_value(["buy"]).run()
    next(text for text in app.text_input if text.key.startswith("touchpoint_merge_as")).set_value("order").run()
    app.button(key="touchpoint_merge_go").click().run()
    assert any("merge the two instead" in warning.value for warning in app.warning)


def test_an_empty_workspace_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Empty").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
    page.switch_page("pages/data/touchpoints.py").run()
    assert not page.exception
    assert any(button.label == "Add data" for button in page.button)
