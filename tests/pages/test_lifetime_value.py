"""The page about customer value, opened as a reader would: each tab, a split, saving a list, nothing to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.test_lifetime_value import MODEL, rows_of
from tests.pages.opening import opened, said
from tests.ui.small_workspace import write
from touchpath.workspace.folder import create_workspace

PAGE = "pages/value/lifetime_value.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    keys: dict[str, int] = {}
    events = [
        (keys.setdefault(row.by, len(keys) + 1), row.moment, row.touchpoint, row.channel, row.value)
        for row in rows_of(MODEL, 240, 4)
    ]
    personas = {person: ("Family", "Senior")[person % 2] for person in keys.values()}
    file = create_workspace(root, "Corner shop").file
    file.unlink(missing_ok=True)
    write(file, events=events, personas=personas, settings={"purchase": ["buy"]})
    return root


def test_what_customers_brought_so_far(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(PAGE, folder, monkeypatch)
    assert "A customer has brought" in said(page)
    assert "240 customers" in said(page)
    page.segmented_control(key="lifetime_split").set_value("persona").run()
    assert not page.exception
    assert "after the first purchase most came from" in said(page)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("Ahead", "Where it was tested, it expected"),
        ("Against cost", "No costs are known in view"),
        ("Whom to look after", "customers first in line"),
    ],
)
def test_the_other_tabs(folder: Path, monkeypatch: pytest.MonkeyPatch, view: str, words: str) -> None:
    page = opened(PAGE, folder, monkeypatch, lifetime_view=view, lifetime_split="First channel")
    assert words in said(page)
    assert page.segmented_control(key="lifetime_split").value == "first_channel", "as the link of the answer says"


def test_a_list_becomes_a_group_unless_it_is_about_few(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(PAGE, folder, monkeypatch, lifetime_view="Whom to look after", lifetime_who="Good, and may be lost")
    page.text_input(key="lifetime_group_name").set_value("Call them").run()
    page.button(key="lifetime_group_save").click().run()
    assert not page.exception
    assert 'Saved "Call them"' in said(page)
    assert any("Call them" in box.options for box in page.selectbox), "the filters offer it"


def test_nothing_is_a_purchase_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_workspace(tmp_path, "Empty")
    assert "There are no events in this workspace yet" in said(opened(PAGE, tmp_path, monkeypatch))
