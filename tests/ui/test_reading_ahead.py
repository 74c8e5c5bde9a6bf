"""While a page is looked at, the log that others rest on is read, if it is large enough to take time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.analysis import ahead
from touchpath.analysis.log.whole import WHOLE_LOG
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Store
from touchpath.home import HOME
from touchpath.ui import ahead as begun_ahead
from touchpath.ui import session

START = datetime(2025, 1, 6, 12)
EVENTS = [(person, START + timedelta(days=day), "visit", "web") for person in range(9) for day in range(9)]


@pytest.mark.parametrize(("fewest", "counted"), [(81, True), (82, False)])
def test_a_large_workspace_is_counted_beside_the_first_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fewest: int, counted: bool
) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    monkeypatch.setattr(ahead, "FEWEST", fewest)
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert _kept(_engine_read(tmp_path), ("onward",)) == counted


@pytest.mark.parametrize(("smallest", "read"), [(1, True), (1 << 40, False)])
def test_the_log_of_a_large_file_is_read_when_the_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, smallest: int, read: bool
) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    monkeypatch.setattr(ahead, "FEWEST", 81)
    monkeypatch.setattr(begun_ahead, "LARGE_FILE", smallest)
    workspace_named(tmp_path, "A shop looked at last", events=EVENTS)
    _serve_a_moment()
    assert _kept(_engine_read(tmp_path), WHOLE_LOG) == read


def test_a_server_without_a_workspace_starts_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path / "nowhere"))
    _serve_a_moment()


def _serve_a_moment() -> None:
    """In a thread of its own: a browser that other tests left open has its loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(_serve())).result(60)


async def _serve() -> None:
    async with begun_ahead.reading(None):
        _wait()


def _wait() -> None:
    for thread in threading.enumerate():
        if thread.name == "reading ahead":
            thread.join(60)


def _engine_read(root: Path) -> Store:
    """The engine of the one workspace, once nothing is read any more."""
    _wait()
    return session.open_file(str(next(root.glob("*/workspace.duckdb")).resolve())).workspace.engine


def _kept(engine: Store, key: Hashable) -> bool:
    return arrays_of(engine).holds(engine.version, key)
