"""A disk that fills up, or work that is stopped, leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.kills import COLUMNS, ROOT, write_file
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.refusal import ImportCancelled
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up
from touchpath.workspace.bytes_searched import holds

FILLING = """
import resource, sys
from touchpath.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(["import", sys.argv[2], sys.argv[3], "--set", "person=who", "--set", "occurred_at=when", "--set",
               "touchpoint=what", "--set", "channel=where"]))
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write_file(tmp_path / "one.csv", 0, 2_000)
    write_file(tmp_path / "two.csv", 1_000, 30_000)
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        workspace.import_events(tmp_path / "one.csv", **COLUMNS)
        assert workspace.path is not None
        return workspace.path


def _is_as_before(shop: Path) -> bool:
    with Workspace.open(shop) as workspace:
        records = workspace.imports()
        events = workspace.engine.frame("ask/load/list_events")
        assert [record.accepted for record in records] == [len(events)]
        assert len(list(shop.with_name("shop.originals").iterdir())) == 2
        assert not list(workspace.spool.iterdir())
        return len(events) == 1_998


@pytest.mark.parametrize("longest_file", [20_000, 300_000], ids=["the original", "the database"])
def test_a_full_disk_keeps_nothing_and_says_so(shop: Path, tmp_path: Path, longest_file: int) -> None:
    command = [sys.executable, "-c", FILLING, str(longest_file), str(shop), str(tmp_path / "two.csv")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "disk" in ended.stderr
    assert _is_as_before(shop)


def test_a_cancelled_import_keeps_nothing(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        spool = Spool(workspace.spool)
        file = spool.take(tmp_path / "two.csv")
        steps: list[str] = []
        with pytest.raises(ImportCancelled):
            workspace.import_table(
                sniff(file)[0],
                EventMapping(**COLUMNS),
                lambda step, rows: steps.append(step),
                lambda: "Storing" in steps,
            )
        spool.discard(file)
        assert "Storing" in steps
    assert _is_as_before(shop)


WORKING = """
import resource, sys
from pathlib import Path
from touchpath.engine.base import StorageError
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up
with Workspace.open(sys.argv[2]) as workspace:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
    try:
        if sys.argv[3] == "undo":
            workspace.imports.undo(workspace.imports()[-1].import_id)
        elif sys.argv[3] == "erase":
            workspace.people.erase("person-17@example.com")
        else:
            back_up(workspace, "Shop", Path(sys.argv[2]).with_name("backup.zip"))
    except StorageError as error:
        print(error)
        sys.exit(1)
"""
ERASED = "person-17@example.com"


def _work(shop: Path, doing: str, longest_file: int) -> str:
    command = [sys.executable, "-c", WORKING, str(longest_file), str(shop), doing]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stdout


def _names(shop: Path) -> set[str]:
    """What lies there; a key is made when it is first needed, and stays."""
    return {path.name for path in shop.parent.iterdir()} - {"shop.key"}


@pytest.mark.parametrize("doing", ["undo", "erase", "backup"])
def test_a_full_disk_leaves_everything_as_it_was(shop: Path, doing: str) -> None:
    before = _names(shop)
    assert "disk is full" in _work(shop, doing, 4_000)
    with Workspace.open(shop) as workspace:
        assert workspace.people.find(ERASED).total > 0
    assert _is_as_before(shop)
    assert _names(shop) == before


def test_an_erase_that_could_not_write_the_file_anew_is_finished_later(shop: Path) -> None:
    said = _work(shop, "erase", shop.stat().st_size // 2)
    assert "not yet from the bytes" in said
    assert shop.with_name("shop.erasing").exists()
    assert not list(shop.parent.glob("*.rewriting*"))
    with Workspace.open(shop) as workspace:
        assert workspace.people.find(ERASED).total == 0
    assert not shop.with_name("shop.erasing").exists()
    assert not holds(shop, [ERASED])


@pytest.mark.parametrize("where", ["undo", "erase", "backup"])
def test_work_broken_off_keeps_nothing(shop: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: object) -> None:
        raise KeyboardInterrupt

    before = _names(shop)
    monkeypatch.setattr("touchpath.ingest.load.undo.merge_identities", stop)
    monkeypatch.setattr("touchpath.workspace.people_erased.clear_originals", stop)
    monkeypatch.setattr("touchpath.engine.duckdb.shutil.copyfile", stop)
    with Workspace.open(shop) as workspace:
        with pytest.raises(KeyboardInterrupt):
            if where == "undo":
                workspace.imports.undo(workspace.imports()[0].import_id)
            elif where == "erase":
                workspace.people.erase(ERASED)
            else:
                back_up(workspace, "Shop", shop.with_name("backup.zip"))
        assert workspace.people.find(ERASED).total > 0
    monkeypatch.undo()
    assert _names(shop) == before
    assert _is_as_before(shop)
