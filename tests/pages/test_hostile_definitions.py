"""A definition in a link may be anything: it is read, or refused in a sentence, and the page is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.test_hostile_links import DEFINITIONS
from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.workspace.folder import create_workspace

PEOPLE = range(20)
EVENTS = [(f"p{one}", f"2025-01-{1 + one:02} 10:00", what, "web") for one in PEOPLE for what in ("view", "buy")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    workspace_with(create_workspace(folder, "Corner shop").folder, EVENTS).close()
    return folder


@pytest.mark.parametrize(
    ("page", "name"),
    [("journeys/funnel", "funnel"), ("evidence/retention", "retention"), ("evidence/change_lab", "change")],
)
def test_a_definition_of_a_link_is_read_or_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, page: str, name: str
) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(data))
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=90).run()
    for text in DEFINITIONS:
        app.query_params[name] = text
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, text[:100]
        assert app.title, text[:100]
        assert not [part.value for part in (*app.error, *app.warning) if "could not be drawn" in str(part.value)]
