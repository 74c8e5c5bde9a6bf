"""A workspace that cannot be opened: the others go on, and there is a way back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.engine.versions import keep_copy
from touchpath.home import HOME
from touchpath.ui.pages import existing
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up
from touchpath.workspace.folder import create_workspace, list_workspaces

START = datetime(2025, 1, 6, 12)
EVENTS = [(person, START + timedelta(days=person), "visit", "web", 9.0) for person in range(1, 10)]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_named(tmp_path, "Corner shop", events=EVENTS)
    workspace_named(tmp_path, "Second shop", events=EVENTS[:4])
    return tmp_path


def _opened(**link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def _said(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.error, app.warning, app.caption) for element in kind)


def _people(app: AppTest) -> str:
    return str(next(metric.value for metric in app.metric if metric.label == "People"))


def _file(root: Path, slug: str = "second-shop") -> Path:
    return root / slug / "workspace.duckdb"


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:9_000]), "damaged|cut off"),
    "a missing column": (lambda file: _sql(file, "ALTER TABLE responses DROP COLUMN comment"), "no column comment"),
    "vanished": (lambda file: file.unlink(), "not there"),
}


def _sql(file: Path, text: str) -> None:
    with duckdb.connect(str(file)) as connection:
        connection.execute(text)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_workspace_fails_alone(root: Path, damage: str) -> None:
    spoil, sentence = DAMAGES[damage]
    spoil(_file(root))
    app = _opened(workspace="second-shop")
    assert any(part in _said(app) for part in sentence.split("|"))
    assert "Second shop" in app.error[0].value
    app.button(key="instead_corner-shop").click().run()
    assert not app.exception
    assert _people(app) == "9"
    assert _people(_opened(workspace="corner-shop")) == "9"


def test_no_page_of_a_damaged_workspace_falls_over(root: Path) -> None:
    _file(root).write_bytes(b"no database")
    app = _opened(workspace="second-shop")
    for entry in existing():
        app.switch_page(entry.path).run()
        assert not app.exception, entry.path
        assert "Second shop" in app.error[0].value


def test_the_copy_made_before_an_update_is_put_back(root: Path) -> None:
    copy = keep_copy(_file(root), 7)
    _file(root).write_bytes(b"no database")
    app = _opened(workspace="second-shop")
    app.button(key=f"put_back_{copy.name}").click().run()
    assert not app.exception
    assert _people(app) == "4"
    aside = list(_file(root).parent.glob("workspace.damaged-*.duckdb"))
    assert [path.read_bytes() for path in aside] == [b"no database"]


def test_a_backup_is_restored_beside_a_damaged_workspace(root: Path) -> None:
    with Workspace.open(_file(root)) as workspace:
        back_up(workspace, "Second shop", root / "backup.zip")
    content = (root / "backup.zip").read_bytes()
    _file(root).write_bytes(b"no database")
    app = _opened(workspace="second-shop")
    uploader = next(up for up in app.file_uploader if up.key == "unopened_file")
    uploader.set_value([("b.zip", content, "application/zip")])
    app.run()
    app.button(key="unopened_restore").click().run()
    assert not app.exception
    assert _people(app) == "4"
    assert [entry.name for entry in list_workspaces(root)] == ["Corner shop", "Second shop", "Second shop (2)"]


def test_what_is_no_backup_is_said(root: Path) -> None:
    _file(root).write_bytes(b"no database")
    app = _opened(workspace="second-shop")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("letter.txt", "hello")
    uploader = next(up for up in app.file_uploader if up.key == "unopened_file")
    uploader.set_value([("b.zip", packed.getvalue(), "application/zip")])
    app.run()
    app.button(key="unopened_restore").click().run()
    assert "no backup" in _said(app)


def test_a_lost_name_and_a_broken_setting_are_said_and_all_pages_open(root: Path) -> None:
    (root / "second-shop" / "name.json").write_text("")
    _sql(_file(root), "INSERT INTO settings (name, value, confirmed) VALUES ('time_zone', '{', true)")
    app = _opened(workspace="second-shop")
    assert "time zone" in _said(app)
    for entry in existing():
        app.switch_page(entry.path).run()
        assert not app.exception, entry.path
        assert not app.error, entry.path
    app.switch_page("pages/data/workspaces.py").run()
    assert any("its name was lost" in text.value for text in app.markdown)


def test_a_data_folder_that_is_none_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path / "file"))
    assert "cannot be looked into" in _said(_opened())


def test_a_workspace_open_elsewhere_is_not_deleted_here(root: Path) -> None:
    create_workspace(root, "Third")
    app = _opened(workspace="third")
    app.switch_page("pages/data/workspaces.py").run()
    app.text_input(key="typed_workspace").input("Third")
    workspace = app.session_state["_workspace"]
    with open_file(str(workspace.file.resolve())).workspace.engine.transaction():
        next(button for button in app.button if button.label == "Delete for good").click().run()
        assert any("being written" in info.value for info in app.info)
        assert (root / "third").is_dir()
    app.text_input(key="typed_workspace").input("Third")
    next(button for button in app.button if button.label == "Delete for good").click().run()
    assert not (root / "third").exists()
