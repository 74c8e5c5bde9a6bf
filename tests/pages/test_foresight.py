"""The page about what people will do, opened as a reader would: a model, a rule, a group saved, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.leaving_shop import written_shop
from tests.pages.opening import opened, said
from touchpath.workspace.folder import create_workspace

PAGE = "pages/value/foresight.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    file = create_workspace(root, "Corner shop").file
    file.unlink(missing_ok=True)
    written_shop(file)
    return root


def test_who_is_at_risk_and_saving_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(PAGE, folder, monkeypatch)
    assert page.title[0].value == "Who is about to leave?"
    assert "people still there are at the highest risk to not come back within 30 days" in said(page)
    assert "The tenth that the model put first held" in said(page)
    page.text_input(key="foresight_group_name").set_value("Call them").run()
    page.button(key="foresight_group_save").click().run()
    assert not page.exception
    assert 'Saved "Call them"' in said(page)


def test_another_target_and_days_that_the_data_do_not_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(PAGE, folder, monkeypatch, foresight_target="Will answer as a detractor")
    assert "Nothing can be learned: in the time looked at nobody answered as a detractor" in said(page)
    page.number_input(key="foresight_days").set_value(100).run()
    assert not page.exception
    assert "Choose fewer days" in said(page)
    page.segmented_control(key="foresight_target").set_value("not_buy").run()
    assert "Choose what a purchase is" in said(page)


def test_nothing_to_foretell_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_workspace(tmp_path, "Empty")
    assert "There are no events in this workspace yet" in said(opened(PAGE, tmp_path, monkeypatch))
