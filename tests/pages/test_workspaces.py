"""The workspace page: imports, settings, and creating, renaming, switching, deleting."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.workspace import Workspace
from touchpath.workspace.folder import list_workspaces

EVENTS = [(1, datetime(2025, 1, day, 12), "order placed" if day % 3 else "visit") for day in range(1, 20)]


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))

    def shown():
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=30).run()
        app.switch_page("pages/data/workspaces.py").run()
        assert not app.exception
        return app

    return shown


def names(root):
    return [entry.name for entry in list_workspaces(root)]


def test_settings_are_guessed_and_marked_until_confirmed(page, tmp_path):
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    app = page()
    goal = app.multiselect(key="setting_corner-shop_goal")
    assert goal.value == ["order placed"]
    assert "guessed" in goal.label
    app.selectbox(key="setting_corner-shop_time_zone").select("Europe/Berlin")
    next(button for button in app.button if button.label == "Confirm settings").click().run()
    assert not app.exception
    assert "guessed" not in app.multiselect(key="setting_corner-shop_goal").label
    assert "Europe/Berlin" in app.markdown[0].value


def test_create_rename_switch_delete(page, tmp_path):
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    app = page()
    app.text_input(key="new_workspace").input("Spring campaign")
    next(button for button in app.button if button.label == "Create and open").click().run()
    assert names(tmp_path) == ["Corner shop", "Spring campaign"]
    assert "Spring campaign holds no events yet" in app.markdown[0].value
    app.text_input(key="renamed_workspace").input("Autumn campaign")
    next(button for button in app.button if button.label == "Rename").click().run()
    assert names(tmp_path) == ["Autumn campaign", "Corner shop"]
    app.button(key="open_corner-shop").click().run()
    assert "Corner shop holds" in app.markdown[0].value
    app.text_input(key="typed_workspace").input("corner shop")
    next(button for button in app.button if button.label == "Delete for good").click().run()
    assert any("exactly" in info.value for info in app.info)
    app.text_input(key="typed_workspace").input("Corner shop")
    next(button for button in app.button if button.label == "Delete for good").click().run()
    assert not app.exception
    assert names(tmp_path) == ["Autumn campaign"]


def test_the_app_opens_the_workspace_looked_at_last(page, tmp_path):
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    workspace_named(tmp_path, "Spring campaign", events=EVENTS)
    first = page()
    assert "Corner shop holds" in first.markdown[0].value
    first.button(key="open_spring-campaign").click().run()
    again = page()
    assert "Spring campaign holds" in again.markdown[0].value
    (tmp_path / ".last-used").write_text("gone")
    assert "Corner shop holds" in page().markdown[0].value


def test_a_name_that_is_taken_is_refused_with_a_sentence(page, tmp_path):
    workspace_named(tmp_path, "Corner shop")
    app = page()
    app.text_input(key="new_workspace").input("corner SHOP")
    next(button for button in app.button if button.label == "Create and open").click().run()
    assert any("already a workspace" in info.value for info in app.info)
    assert names(tmp_path) == ["Corner shop"]


def test_an_import_can_be_undone(page, tmp_path):
    workspace_named(tmp_path, "Corner shop")
    file = tmp_path / "events.csv"
    file.write_text("who,when,what\na,2025-01-01 10:00,visit\nb,2025-01-02 10:00,visit\n,2025-01-02 10:00,visit\n")
    with Workspace.open(list_workspaces(tmp_path)[0].file) as workspace:
        report = workspace.import_events(file, person="who", occurred_at="when", touchpoint="what")
    assert (report.accepted, report.rejected) == (2, 1)
    app = page()
    assert any("3 rows read = 2 accepted + 1 rejected + 0 duplicate" in text.value for text in app.caption)
    app.selectbox(key="one_import").select_index(0).run()
    next(button for button in app.button if button.label == "Undo this import").click().run()
    assert not app.exception
    assert any("Nothing has been imported yet" in text.value for text in app.markdown)
