"""The tabs of the workspace page that take care of what is in it: correct, privacy, export, backup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace, list_workspaces

ANN = "wilhelmina.quack@example.com"
EVENTS = (
    f"who,when,what,where\n{ANN},2025-01-01 10:00,visit,web\nbob,2025-01-02 10:00,order,app\n,2025-01-02,visit,web\n"
)
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
KEY = "privacy_corner-shop"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path / "data"))
    (tmp_path / "events.csv").write_text(EVENTS)
    with Workspace.open(create_workspace(tmp_path / "data", "Corner shop").file) as workspace:
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    page.switch_page("pages/data/workspaces.py").run()
    assert not page.exception
    yield page
    assert not page.exception


def _workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _notes(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.caption, app.info, app.warning, app.success) for element in kind)


def test_a_person_is_found_and_erased_after_the_id_was_typed_twice(app: AppTest) -> None:
    app.text_input(key=f"{KEY}_person").input(ANN).run()
    assert "1 row of this person" in _notes(app)
    app.text_input(key=f"{KEY}_again").input("someone else")
    app.button(key="person_erase").click().run()
    assert "Nothing was erased" in _notes(app)
    app.text_input(key=f"{KEY}_again").input(ANN)
    app.button(key="person_erase").click().run()
    assert "Erased: 1 row," in _notes(app)
    assert list(_workspace(app).engine.frame("ask/load/list_events")["person_id"]) == ["bob"]
    app.text_input(key=f"{KEY}_person").input(ANN).run()
    assert "Nobody here has this id" in _notes(app)


def test_protection_and_retention_are_saved(app: AppTest) -> None:
    app.toggle(key=f"{KEY}_protect").set_value(True).run()
    app.segmented_control(key=f"{KEY}_personal").set_value("drop")
    app.button(key="privacy_save").click().run()
    settings = _workspace(app).settings
    assert (settings["protect_people"].value, settings["personal_columns"].value) == (True, "drop")
    app.number_input(key=f"{KEY}_days").set_value(30).run()
    app.button(key="retention_go").click().run()
    assert "2 rows from before" in _notes(app)
    assert _workspace(app).engine.frame("ask/load/list_events").empty


def test_an_import_is_mapped_again(app: AppTest) -> None:
    app.selectbox(key="correct_import").select_index(0).run()
    app.button(key="correct_show").click().run()
    box = next(
        box for box in app.selectbox if box.key and box.key.startswith("map_again") and box.key.endswith("_channel")
    )
    box.set_value("where").run()
    app.button(key="again_go").click().run()
    assert "was imported again" in _notes(app)
    assert set(_workspace(app).engine.frame("ask/load/list_events")["channel"]) == {"web", "app"}
    assert len(_workspace(app).imports()) == 1


def test_rejected_rows_are_fixed(app: AppTest) -> None:
    app.selectbox(key="correct_import").select_index(0).run()
    record = _workspace(app).imports()[0]
    rows = _workspace(app).corrections.rows_to_fix(record.import_id).assign(who="eve")
    next(up for up in app.file_uploader if up.key == "fixed_file").set_value(
        [("fixed.csv", rows.to_csv(index=False).encode(), "text/csv")]
    )
    app.run()
    app.button(key="fix_go").click().run()
    assert "1 row: 1 imported" in _notes(app)
    assert _workspace(app).imports()[0].rejected == 0


def test_a_backup_becomes_a_workspace(app: AppTest, tmp_path: Path) -> None:
    from touchpath.workspace.backup import back_up

    back_up(_workspace(app), "Corner shop", tmp_path / "backup.zip")
    content = (tmp_path / "backup.zip").read_bytes()
    next(up for up in app.file_uploader if up.key == "backup_file").set_value([("b.zip", content, "application/zip")])
    app.run()
    app.button(key="restore_go").click().run()
    assert [entry.name for entry in list_workspaces(tmp_path / "data")] == ["Corner shop", "Corner shop (2)"]
    assert app.session_state["_workspace"].name == "Corner shop (2)"


def test_no_backup_is_said(app: AppTest) -> None:
    next(up for up in app.file_uploader if up.key == "backup_file").set_value([("b.zip", b"x", "application/zip")])
    app.run()
    app.button(key="restore_go").click().run()
    assert "no backup" in _notes(app)


def test_the_export_says_what_it_holds(app: AppTest) -> None:
    assert "Every event that passes the filters" in _notes(app)
    app.segmented_control(key="export_table").set_value("answers").run()
    assert "Every answer of a person" in _notes(app)
