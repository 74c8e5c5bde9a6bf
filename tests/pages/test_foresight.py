"""The page about what people will do, opened as a reader would: a model, a rule, a group saved, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.analysis.leaving_shop import written_shop
from touchpath.home import HOME
from touchpath.workspace.folder import create_workspace

PAGE = "pages/value/foresight.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    file = create_workspace(root, "Corner shop").file
    file.unlink(missing_ok=True)
    written_shop(file)
    return root


def opened(root: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("TOUCHPATH_DATA", str(root))
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=180)
    for name, value in query.items():
        page.query_params[name] = value
    page.switch_page(PAGE).run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    parts: list[Any] = [*page.title, *page.markdown, *page.caption, *page.info]
    return " ".join(part.value for part in parts)


def test_who_is_at_risk_and_saving_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(folder, monkeypatch)
    assert page.title[0].value == "Who is about to leave?"
    assert "people still there are at the highest risk to not come back within 30 days" in said(page)
    assert "The tenth that the model put first held" in said(page)
    page.text_input(key="foresight_group_name").set_value("Call them").run()
    page.button(key="foresight_group_save").click().run()
    assert not page.exception
    assert 'Saved "Call them"' in said(page)


def test_another_target_and_days_that_the_data_do_not_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(folder, monkeypatch, foresight_target="Will answer as a detractor")
    assert "Nothing can be learned: in the time looked at nobody answered as a detractor" in said(page)
    page.number_input(key="foresight_days").set_value(100).run()
    assert not page.exception
    assert "Choose fewer days" in said(page)
    page.segmented_control(key="foresight_target").set_value("not_buy").run()
    assert "Choose what a purchase is" in said(page)


def test_nothing_to_foretell_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_workspace(tmp_path, "Empty")
    assert "There are no events in this workspace yet" in said(opened(tmp_path, monkeypatch))
