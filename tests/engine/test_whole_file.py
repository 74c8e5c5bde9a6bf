"""A file that was cut off is met when it opens, not when somebody asks for the part that is missing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from touchpath.engine.base import DamagedWorkspaceError
from touchpath.engine.whole_file import require_whole

BLOCK = 262_144


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE first AS SELECT 1 AS a")
        connection.execute("CHECKPOINT")
        connection.execute(
            "CREATE TABLE kept AS SELECT hash(range) AS a, md5(range::VARCHAR) AS b FROM range(100_000)"
        )
    return path


def _cut(path: Path, count: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size - count)


def test_a_whole_file_is_let_pass(file: Path) -> None:
    with duckdb.connect(str(file)) as connection:
        require_whole(connection, file, ["first", "kept"])


@pytest.mark.parametrize("count", [1, BLOCK // 2, BLOCK, 4 * BLOCK])
def test_a_file_that_was_cut_off_is_refused(file: Path, count: int) -> None:
    with duckdb.connect(str(file)) as connection:
        used = connection.execute("SELECT max(block_id) FROM pragma_storage_info('kept')").fetchone()
        total = connection.execute("SELECT total_blocks FROM pragma_database_size()").fetchone()
    assert used is not None
    assert total is not None
    _cut(file, (total[0] - used[0] - 1) * BLOCK + count)  # what lies behind the last block of the table, and more
    try:
        connection = duckdb.connect(str(file))
    except duckdb.Error:
        assert count > BLOCK  # then its own description was cut off
        return
    with connection, pytest.raises(DamagedWorkspaceError, match=r"w\.duckdb is cut off"):
        require_whole(connection, file, ["first", "kept"])


def test_a_file_that_only_lacks_what_nobody_reads_is_left_alone(file: Path) -> None:
    _cut(file, 1)
    with duckdb.connect(str(file)) as connection:
        require_whole(connection, file, ["first"])
