"""While a page is looked at, the log that others rest on is read, if it is large enough to take time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.analysis import ahead
from touchpath.analysis.log.arrays import EventArrays, Kept
from touchpath.home import HOME
from touchpath.ui import session

START = datetime(2025, 1, 6, 12)
EVENTS = [(person, START + timedelta(days=day), "visit", "web") for person in range(9) for day in range(9)]


@pytest.mark.parametrize(("fewest", "read"), [(81, True), (82, False)])
def test_a_large_log_is_read_beside_the_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int, read: bool
) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    monkeypatch.setattr(ahead, "FEWEST", fewest)
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60).run()
    assert not app.exception
    for thread in threading.enumerate():
        if thread.name == "reading ahead":
            thread.join(60)
    engine = session.open_file(str(next(tmp_path.glob("*/workspace.duckdb")).resolve())).workspace.engine
    made: list[str] = []
    EventArrays(engine).kept(("whole log",), lambda: made.append("again") or Kept(np.zeros(1, dtype=np.int64)))
    assert (not made) == read
