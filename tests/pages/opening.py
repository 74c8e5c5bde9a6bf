"""A page opened as a reader would, through the whole app, and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME


def opened(page: str, root: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The app at this page over a folder of workspaces; nothing may have gone wrong."""
    monkeypatch.setenv("TOUCHPATH_DATA", str(root))
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=180)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(page).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Its titles, texts and remarks, one after the other."""
    parts: list[Any] = [*app.title, *app.markdown, *app.caption, *app.info]
    return " ".join(part.value for part in parts)
