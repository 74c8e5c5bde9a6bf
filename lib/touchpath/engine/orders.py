"""Keeps the rows that share an order gathered as one event: whenever events change, in the same transaction."""

from __future__ import annotations

import duckdb

from touchpath.queries import catalog

_WHAT_ORDERS_REST_ON = frozenset({"events", "touchpoints"})
_STATEMENTS = (
    "keep/orders/clear_lines",
    "keep/orders/clear_events",
    "keep/orders/gather_lines",
    "keep/orders/gather_events",
)


def concerns(table: str | None) -> bool:
    """Whether orders rest on a table that is written to."""
    return table in _WHAT_ORDERS_REST_ON


def gather(connection: duckdb.DuckDBPyConnection) -> None:
    """Find the rows that share an order, and make one event of each."""
    for statement in _STATEMENTS:
        connection.execute(catalog.text(statement))


def gather_once(connection: duckdb.DuckDBPyConnection) -> None:
    """Gather in a file in which it was never done; one without any order costs a glance."""
    if connection.execute(catalog.text("ask/log/order_codes")).fetchone() is None:
        connection.begin()
        gather(connection)
        connection.commit()
