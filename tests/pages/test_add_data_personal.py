"""Columns that look personal are shown before the import with the reason, and treated as chosen."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.test_add_data import EVENTS, _import, _upload, _workspace, app
from touchpath.__main__ import main
from touchpath.workspace import Workspace

__all__ = ["app"]
CONTACTS = (
    b"email,timestamp,event,full name,note\n"
    b"Ann@Example.com,2025-01-01 10:00,visit,Ann Quack,first\n"
    b"bob@example.org,2025-01-02 10:00,visit,Bob Byte,wrote to ann@example.com\n"
)


def _text(app: AppTest) -> str:
    return "\n".join(part.value for part in [*app.markdown, *app.caption])


def _shown(app: AppTest) -> str:
    return " ".join(frame.value.to_csv() for frame in app.dataframe).lower()


def _treatments(app: AppTest) -> dict[str, str]:
    return {box.label: box.value for box in app.selectbox if box.label.startswith("What to do with")}


def test_nothing_is_said_where_nothing_looks_personal(app: AppTest) -> None:
    _upload(app, ("events.csv", EVENTS))
    assert "personal" not in _text(app)
    assert not _treatments(app)


def test_the_columns_are_shown_with_the_reason_and_nothing_is_done_unasked(app: AppTest) -> None:
    _upload(app, ("contacts.csv", CONTACTS))
    assert "3 columns look personal" in _text(app)
    assert "1 of 2 texts hold" in _text(app)
    assert "Its name speaks of names" in _text(app)
    assert set(_treatments(app).values()) == {"keep"}
    _import(app)
    assert "ann@example.com" in set(_workspace(app).engine.frame("ask/load/list_events")["person_id"].str.lower())


def test_protected_as_suggested_in_the_preview_the_workspace_and_the_original(app: AppTest) -> None:
    _upload(app, ("contacts.csv", CONTACTS))
    assert "ann@" in _shown(app)
    next(button for button in app.button if button.label == "Protect as suggested").click().run()
    assert _treatments(app) == {"What to do with full name": "drop", "What to do with note": "hash"}
    assert "ann@" not in _shown(app)
    assert "quack" not in _shown(app)
    assert "h:" in _shown(app)
    _import(app)
    workspace = _workspace(app)
    events = workspace.engine.frame("ask/load/list_events")
    assert list(events["person_id"]) == [
        workspace.core.hashing.of("ann@example.com"),
        workspace.core.hashing.of("bob@example.org"),
    ]
    original = workspace.corrections.original_table(workspace.imports()[0].import_id).file.path.read_text()
    assert "full name" not in original
    assert "ann@example" not in original.lower()
    held = {path.name: path.read_bytes().lower() for path in workspace.path.parent.rglob("*") if path.is_file()}
    assert [name for name, content in held.items() if b"ann@example" in content or b"quack" in content] == []


def test_each_column_can_be_chosen_for_itself(app: AppTest) -> None:
    _upload(app, ("contacts.csv", CONTACTS))
    box = next(box for box in app.selectbox if box.label == "What to do with full name")
    box.set_value("mask").run()
    _import(app)
    events = _workspace(app).engine.frame("ask/load/list_events")
    assert {dict(properties)["full name"] for properties in events["properties"]} == {"•••"}
    assert "bob@example.org" in set(events["person_id"])


def test_ids_kept_otherwise_before_are_said(app: AppTest) -> None:
    _upload(app, ("contacts.csv", CONTACTS))
    _import(app)
    _upload(app, ("more.csv", CONTACTS.replace(b"2025-01-02", b"2025-01-09")))
    switch = next(toggle for toggle in app.toggle if "Replace the ids" in toggle.label)
    switch.set_value(True).run()
    assert "Ids of earlier imports were kept plain" in _text(app)


def test_the_command_line_protects_when_told_to(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_bytes(CONTACTS)
    file = tmp_path / "shop.duckdb"
    assert main(["import", str(file), str(tmp_path / "contacts.csv"), "--protect"]) == 0
    with Workspace.open(file) as workspace:
        events = workspace.engine.frame("ask/load/list_events")
        assert set(events["person_id"]) == {
            workspace.core.hashing.of("ann@example.com"),
            workspace.core.hashing.of("bob@example.org"),
        }
        assert "full name" not in dict(events["properties"][0])
