"""The tables of a workspace in a database that a test fills by itself."""

from __future__ import annotations

import duckdb

from touchpath.engine.versions import bring_forward


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Give an empty database the tables of a fresh workspace."""
    bring_forward(connection, 0, "the file of a test")
