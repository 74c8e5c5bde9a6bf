"""The inbox on the page: files are offered, read and imported without an upload, and moved aside, never deleted."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME
from touchpath.ingest.wishes import Wishes
from touchpath.ui.data import watcher
from touchpath.ui.data.inbox import size
from touchpath.ui.data.job import JOB
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace
from touchpath.workspace.inbox import Inbox

HEADER = "customer,time,action,channel\n"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.switch_page("pages/data/add_data.py").run()
    yield page
    assert not page.exception


def _workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _inbox(app: AppTest) -> Inbox:
    found = _workspace(app).inbox
    assert found is not None
    return found


def _put(app: AppTest, *names: str, header: str = HEADER, old: bool = True) -> None:
    for month, name in enumerate(names, start=1):
        path = _inbox(app).folder / name
        path.write_text(header + f"1,2025-0{month}-01 10:00,visit,web\n2,2025-0{month}-02 10:00,order,web\n")
        if old:
            os.utime(path, (time.time() - 100,) * 2)
    app.run()


def _finish(app: AppTest) -> AppTest:
    """Let every import that waits come to its end."""
    while JOB in app.session_state:
        app.session_state[JOB].thread.join(timeout=120)
        app.run()
    return app


def _said(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption, app.info, app.warning) for element in kind)


def test_the_folder_is_named_and_nothing_waits(app: AppTest) -> None:
    assert str(_inbox(app).folder) in [code.value for code in app.code]
    assert "in the inbox" not in _said(app)


def test_a_file_is_read_imported_and_moved_aside(app: AppTest) -> None:
    _put(app, "may.csv")
    assert "1 file waits" in _said(app)
    app.button(key="inbox_read_may.csv").click().run()
    assert "1 file waits" not in _said(app)
    assert "2 rows: 2 will be imported" in _said(app)
    _finish(app.button(key="import_go").click().run())
    box = _inbox(app)
    assert (box.files(), box.imported()[0]) == ((), 1)
    assert [record.file_name for record in _workspace(app).imports()] == ["may.csv"]
    app.run().button(key="inbox_delete").click().run()
    assert box.imported() == (0, 0)


def test_what_is_left_out_stays_in_the_inbox(app: AppTest) -> None:
    _put(app, "may.csv")
    app.button(key="inbox_read_may.csv").click().run()
    app.button(key="import_skip").click().run()
    assert [file.name for file in _inbox(app).files()] == ["may.csv"]
    assert "1 file waits" in _said(app)


def test_files_with_the_same_columns_are_imported_by_one_mapping(app: AppTest) -> None:
    _put(app, "jan.csv", "feb.csv", "mar.csv")
    _put(app, "other.csv", header="who,when,what,where\n")
    app.button(key="inbox_all").click().run()
    all_of_them = app.button(key="import_all")
    assert all_of_them.label == "Import all 3 tables with these columns"
    _finish(all_of_them.click().run())
    assert len(_workspace(app).imports()) == 3
    assert [file.name for file in _inbox(app).files()] == ["other.csv"]
    assert "6 rows of 3 tables imported" in _said(app)
    assert "1 table to check and import" in _said(app)


def test_a_file_that_cannot_be_read_is_said_and_stays(app: AppTest) -> None:
    (_inbox(app).folder / "broken.csv.gz").write_bytes(b"\x1f\x8b\x08\x00nothing")
    os.utime(_inbox(app).folder / "broken.csv.gz", (time.time() - 100,) * 2)
    app.run()
    app.button(key="inbox_read_broken.csv.gz").click().run()
    assert "cut off or damaged" in _said(app)
    assert len(_inbox(app).files()) == 1


def test_a_file_that_is_still_growing_waits(app: AppTest) -> None:
    _put(app, "may.csv", old=False)
    assert "still being copied" in _said(app)
    assert app.button(key="inbox_read_may.csv").disabled


def test_what_was_said_on_the_command_line_fills_the_mapping(app: AppTest, tmp_path: Path) -> None:
    given = tmp_path / "calls.csv"
    given.write_text("caller,at\n1,2025-01-01 10:00\n")
    os.utime(given, (time.time() - 100,) * 2)
    _inbox(app).hand_in(given, Wishes("events", ("touchpoint:=call", "person=caller")))
    app.run()
    app.button(key="inbox_read_calls.csv").click().run()
    assert 'Every row becomes the touchpoint "call"' in _said(app)


def test_a_watched_folder_imports_what_is_known_and_asks_about_the_rest(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "LOOK_EVERY", 0.05)
    _put(app, "jan.csv")
    app.button(key="inbox_read_jan.csv").click().run()
    _finish(app.button(key="import_go").click().run())
    next(button for button in app.button if str(button.key).startswith("done_")).click().run()
    assert app.toggle(key="inbox_watch").value is False, "off at first"
    app.toggle(key="inbox_watch").set_value(True).run()
    assert "nothing is guessed" in _said(app)
    (_inbox(app).folder / "broken.csv").write_text("")
    os.utime(_inbox(app).folder / "broken.csv", (time.time() - 100,) * 2)
    (_inbox(app).folder / "feb.csv").write_text(HEADER + "3,2025-02-01 10:00,visit,web\n")
    _put(app, "other.csv", header="who,when,what,where\n")
    os.utime(_inbox(app).folder / "feb.csv", (time.time() - 100,) * 2)
    until = time.monotonic() + 60
    while "Imported by itself" not in _said(app) and time.monotonic() < until:
        time.sleep(0.2)
        app.run()
    said = _said(app)
    assert "feb.csv" in said
    assert "1 new row" in said
    assert "What moved" in [part.value for part in app.subheader]
    assert "2 files wait" in said
    assert "refused: The file is empty" in said
    assert "its columns are new, or something is not clear" in said
    assert sorted(file.name for file in _inbox(app).files()) == ["broken.csv", "other.csv"]
    app.button(key="inbox_arrived_done").click().run()
    assert "Imported by itself" not in _said(app)
    app.toggle(key="inbox_watch").set_value(False).run()
    assert "columns are new" not in _said(app)


@pytest.mark.parametrize("held, words", [(0, "0 kB"), (1, "1 kB"), (340_400, "340 kB"), (1_240_000_000, "1.2 GB")])
def test_sizes_are_said_in_words(held: int, words: str) -> None:
    assert size(held) == words
