import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.pages import ROOT
from lib.workspace import Workspace
from lib.workspace.folder import create_workspace


APP = ROOT / "app.py"


@pytest.fixture
def app(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    entry = create_workspace(tmp_path, "Corner shop")
    Workspace.open(entry.file).close()
    return AppTest.from_file(str(APP), default_timeout=20)


def test_app_opens(app):
    app.run()
    assert not app.exception
    assert app.title[0].value == "How is the journey doing?"
