"""Keeps the rows that share an order gathered as one event: whenever events change, in the same transaction."""

from __future__ import annotations

from functools import cache

import duckdb
from sqlglot import exp

from touchpath.queries import catalog

_WHAT_ORDERS_REST_ON = frozenset({"events", "touchpoints"})
_STATEMENTS = (
    "keep/orders/clear_lines",
    "keep/orders/clear_events",
    "keep/orders/gather_lines",
    "keep/orders/gather_events",
)


@cache
def concerns(statement: str) -> bool:
    """Whether a statement of the catalog writes what orders rest on."""
    tree = catalog.tree(statement)
    target = tree.find(exp.Table) if isinstance(tree, exp.Insert | exp.Update | exp.Delete) else None
    return target is not None and target.name in _WHAT_ORDERS_REST_ON


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
