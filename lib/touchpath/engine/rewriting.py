"""Writes a database file anew, so that nothing that was deleted is left in its bytes."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from touchpath.engine.broken_log import log_of
from touchpath.engine.owner_only import own_file


def rewrite(path: Path) -> None:
    """Copy every row of a closed database file into a fresh file and put that in its place.

    The new file takes the place of the old one in one step: whenever this is broken off, one of both is there whole.
    """
    part = part_of(path)
    discard_part(path)
    with duckdb.connect(":memory:") as connection:
        connection.execute("ATTACH $path AS worn (READ_ONLY)", {"path": str(path)})
        connection.execute("ATTACH $path AS fresh", {"path": str(part)})
        connection.execute("COPY FROM DATABASE worn TO fresh")
        connection.execute("CHECKPOINT fresh")
    own_file(part)
    os.replace(part, path)


def part_of(path: Path) -> Path:
    """Where the new file is written before it takes its place."""
    return path.with_name(f"{path.name}.rewriting")


def discard_part(path: Path) -> None:
    """Remove what a rewrite that was broken off left."""
    part = part_of(path)
    for leftover in (part, log_of(part)):
        leftover.unlink(missing_ok=True)
