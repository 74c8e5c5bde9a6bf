"""The log beside a workspace file whose process was killed: what was broken off in it goes, what was kept stays."""

from __future__ import annotations

from pathlib import Path

import duckdb

from touchpath.queries import catalog


def log_of(path: Path) -> Path:
    """Where the database keeps what it has not yet folded into the file."""
    return path.with_name(f"{path.name}.wal")


def settle_log(connection: duckdb.DuckDBPyConnection) -> bool:
    """Commit a trifle; False where the disk refuses it, and the connection then answers nothing more.

    A log that ends within its first commit is read past by opening, and neither closing nor a checkpoint removes it:
    rows of an import that never came to be would stay on the disk. Any commit makes the database begin it anew.
    """
    try:
        connection.begin()
        connection.execute(catalog.text("keep/make_mark"))
        connection.execute(catalog.text("keep/drop_mark"))
        connection.commit()
    except duckdb.Error:
        return False
    return True
