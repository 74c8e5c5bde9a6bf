"""Whether a database file is all there: one that was cut off opens, and fails only when the missing part is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from touchpath.engine.base import DamagedWorkspaceError
from touchpath.queries import catalog

_HEADS = 3 * 4096
"""The bytes before the first block."""


def require_whole(connection: duckdb.DuckDBPyConnection, path: Path, tables: Iterable[str]) -> None:
    """Read everything in a file that is shorter than it says; a file of full length costs a glance.

    Raises DamagedWorkspaceError when something cannot be read. A file that was only about to grow is left alone.
    """
    row = connection.execute(catalog.text("ask/file_blocks")).fetchone()
    blocks, block_bytes = row if row else (0, 0)
    if path.stat().st_size >= _HEADS + blocks * block_bytes:
        return
    try:
        for table in tables:
            connection.execute(catalog.text("ask/read_through"), {"table": table}).fetchall()
    except duckdb.Error as error:
        raise DamagedWorkspaceError(
            f"{path.name} is cut off: a part of it is missing. Restore a backup of it."
        ) from error
