"""What is packed is bounded before it is unpacked: in memory, on disk, and in the list of what is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.bombs import BOMBS
from touchpath.home import HOME

MOST_MEGABYTES = 90
SAID = ("far more than its size", "beyond measure", "too many files", "over 16 million characters")
READING = """
import resource, sys
from pathlib import Path
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
spool = Spool(Path(sys.argv[1]))
for path in map(Path, sys.argv[2:]):
    file = spool.take(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        sniff(file)
        said = "no refusal"
    except ImportRefused as refusal:
        said = str(refusal)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    print(path.name, grown, said, sep="|", flush=True)
    spool.discard(file)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Megabytes that reading each file took more than those before it, and what was said."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-c", READING, str(folder / "spool"), *(str(folder / name) for name in BOMBS)]
    environment = {"PYTHONPATH": f"{HOME / 'lib'}:{HOME}", "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == 0, ended.stderr
    lines = [line.split("|") for line in ended.stdout.splitlines()]
    return {name: (int(grown), said) for name, grown, said in lines}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_without_going_off(outcomes: dict[str, tuple[int, str]], name: str) -> None:
    grown, said = outcomes[name]
    assert any(part in said for part in SAID)
    assert said.startswith(name)
    assert grown < MOST_MEGABYTES


def test_the_files_are_small(tmp_path: Path) -> None:
    for name in ("name.tar.gz", "lone.csv.gz", "rows.parquet"):
        assert len(BOMBS[name]()) < 3 << 20
