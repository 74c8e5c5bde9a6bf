"""A large file: its first rows are read while the choices are drawn, once, and again where the choices change."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME
from touchpath.ingest import first_rows
from touchpath.workspace import Workspace, looking
from touchpath.workspace.folder import create_workspace

ROWS = "customer,time,action,channel\n" + "".join(
    f"c{n % 40},2025-03-{1 + n % 28:02} 10:{n % 60:02}:07,{('visit', 'order')[n % 2]},web\n" for n in range(900)
)


def test_the_first_rows_are_read_once_beside_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    monkeypatch.setattr(first_rows, "LARGE", 1_000)
    monkeypatch.setattr(first_rows, "_KEPT", 20_000)
    readers: list[threading.Thread] = []
    preview = looking.protected_preview

    def counted(*args: Any) -> Any:
        readers.append(threading.current_thread())
        return preview(*args)

    monkeypatch.setattr(looking, "protected_preview", counted)
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.switch_page("pages/data/add_data.py").run()
    page.file_uploader[0].set_value([("log.csv", ROWS.encode(), "text/csv")])
    page.run()
    assert any(part.value.startswith("**The first ") for part in page.markdown)
    page.run()
    assert [reader.daemon for reader in readers] == [True], "in a thread of its own, and remembered"
    (channel,) = (field for field in page.selectbox if str(field.key).endswith("_channel"))
    channel.set_value("not in this file").run()
    assert len(readers) == 2
    assert not page.exception
