"""The watched inbox: sizes must rest, what is refused or unknown is left, and all that came is told together."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.workspace.test_waiting import HEADER, ROWS, put, shop  # noqa: F401 - shop is a fixture
from touchpath.ui.data import watcher as watching
from touchpath.ui.data.watcher import ACTOR, InboxWatcher
from touchpath.workspace import Workspace


def test_a_file_is_imported_once_its_size_rests_between_two_looks(shop: Workspace) -> None:  # noqa: F811
    found = InboxWatcher(shop)
    put(shop, "may.csv", HEADER + ROWS[:10])
    found.look()
    put(shop, "may.csv", HEADER + ROWS)
    found.look()
    assert len(shop.imports()) == 1, "it grew since the last look, though its time is old"
    found.look()
    assert len(shop.imports()) == 2
    assert found.arrived is not None
    assert [report.accepted for report in found.arrived.reports] == [2]
    assert found.arrived.before is not None
    lines = [line for line in shop.access.log.lines() if line.action == "import"]
    assert [line.actor == ACTOR for line in lines] == [False, True]


def test_what_is_unknown_is_left_until_the_data_change(shop: Workspace, tmp_path: Path) -> None:  # noqa: F811
    tried: list[str] = []
    found = InboxWatcher(shop)
    file = put(shop, "new.csv", "customer,time,action,place\n" + ROWS)
    whole = type(shop.waiting).take_known

    def counted(self: object, file: object, *given: object) -> object:
        tried.append(file.name)  # type: ignore[attr-defined]
        return whole(self, file, *given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(shop.waiting), "take_known", counted)
        for _ in range(4):
            found.look()
        assert tried == ["new.csv"]
        assert found.needs_look(file)
        (tmp_path / "known.csv").write_text("customer,time,action,place\n7,2025-02-01 10:00,visit,web\n")
        shop.import_file(tmp_path / "known.csv")
        found.look()
        assert tried == ["new.csv"] * 2
    assert shop.waiting.files() == (), "its columns are known now"


def test_what_is_refused_is_not_tried_again_and_keeps_nothing_else_out(shop: Workspace) -> None:  # noqa: F811
    found = InboxWatcher(shop)
    put(shop, "broken.csv", "")
    put(shop, "may.csv", HEADER + ROWS)
    for _ in range(3):
        found.look()
    assert [file.name for file in shop.waiting.files()] == ["broken.csv"]
    assert shop.waiting.files()[0].refused.startswith("The file is empty")
    assert len(shop.imports()) == 2


def test_what_arrives_is_told_together_until_it_was_seen(shop: Workspace) -> None:  # noqa: F811
    found = InboxWatcher(shop)
    for day, name in ((3, "a.csv"), (4, "b.csv")):
        put(shop, name, HEADER + f"1,2025-01-0{day} 10:00,visit,web\n")
        found.look()
        found.look()
    assert found.arrived is not None
    assert [report.file_name for report in found.arrived.reports] == ["a.csv", "b.csv"]
    assert found.arrived.before is not None
    assert found.arrived.before.overview.calendar.last_day.isoformat() == "2024-12-31"
    found.seen()
    assert found.arrived is None


def test_it_looks_while_the_workspace_says_so_and_ends_with_it(
    shop: Workspace,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.02)
    found = InboxWatcher(shop)
    put(shop, "may.csv", HEADER + ROWS)
    found.start()
    found._thread.join(timeout=30)  # type: ignore[union-attr]
    assert len(shop.imports()) == 1, "off at first"
    shop.settings.save(watch_inbox=True)
    found.start()
    until = time.monotonic() + 60
    while len(shop.imports()) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert len(shop.imports()) == 2
    shop.close()
    found._thread.join(timeout=30)  # type: ignore[union-attr]
    assert not found._thread.is_alive()  # type: ignore[union-attr]
