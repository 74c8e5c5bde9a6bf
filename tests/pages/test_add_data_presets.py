"""The page shows the tool a file was recognised by, imports its tables, and keeps mappings under a name."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ingest import tool_files
from tests.ingest.written import table_of
from tests.pages.test_add_data import _import, _upload, _workspace, app
from touchpath.ingest.guess import guess
from touchpath.workspace.saved import saved

__all__ = ["app"]


def test_the_tool_is_named_and_every_table_of_its_file_is_imported(app: AppTest) -> None:
    _upload(app, ("tickets.csv", tool_files.zendesk()))
    assert any("Zendesk tickets" in text.value for text in app.markdown)
    assert any("Recognised by its columns" in text.value for text in app.caption)
    for _ in range(3):
        waiting = [key for key in (button.key for button in app.button) if key == "import_go"]
        if waiting:
            _import(app)
        if any(button.key == "import_next" for button in app.button):
            app.button(key="import_next").click().run()
    kinds = sorted(record.kind for record in _workspace(app).imports())
    assert kinds == ["events", "events", "responses"]


def test_a_mapping_is_kept_under_a_name_and_offered_again(app: AppTest) -> None:
    text = b"wer,wann,was,wo\nk1,2024-01-01 10:00:00,kauf,laden\nk2,2024-01-02 11:00:00,kauf,netz\n"
    _upload(app, ("a.csv", text))
    if any(button.key == "ask_by_hand" for button in app.button):
        app.button(key="ask_by_hand").click().run()
    field = next(box for box in app.text_input if str(box.key).endswith("_keep_name"))
    field.set_value("Ladenkasse").run()
    next(button for button in app.button if str(button.key).endswith("_keep")).click().run()
    assert [part.name for part in saved(_workspace(app).engine, "mapping")] == ["Ladenkasse"]
    workspace = _workspace(app)
    table = table_of(workspace.spool, "b.csv", text.replace(b"wer,wann,was,wo", b"wer,wann,was,wo,rest"))
    found = guess(table, workspace.engine)
    assert found.preset == "Ladenkasse"
    assert "Ladenkasse" in found.reasons[0]


@pytest.mark.parametrize("name", ["hubspot.csv", "amplitude.zip", "surveymonkey.csv"])
def test_files_of_several_tools_are_shown_without_a_word_of_error(app: AppTest, name: str) -> None:
    _upload(app, (name, tool_files.FILES[name]()))
    assert not app.exception
    assert not app.warning
