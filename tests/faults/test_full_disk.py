"""A disk that fills up, or an import that is stopped, leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lib.ingest.mapping import EventMapping
from lib.ingest.refusal import ImportCancelled
from lib.ingest.sniff import sniff
from lib.ingest.spool import Spool
from lib.workspace import Workspace
from tests.benchmarks.kills import COLUMNS, ROOT, write_file

FILLING = """
import resource, sys
from lib.__main__ import main
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
        events = workspace.engine.frame("load/list_events")
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
