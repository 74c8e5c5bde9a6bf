"""Statements written once for many tables: `this_table` and its `each_...` columns become those of one of them.

`each_text` stands for every column the register calls a text of the table, and so on: among the columns an UPDATE
sets, the arguments of concat_ws and the parts of an OR, what mentions such a column is repeated for each of them, and
left out where the table has none.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from touchpath.queries.tables import KeptTable

_TABLE, _EACH = "this_table", "each_"


def over_table(statement: exp.Expression, table: KeptTable) -> exp.Expression:
    """The statement over a table of the register. Raises KeyError for an `each_...` that is no kind of column."""
    changed = statement.copy()
    for part in list(changed.find_all(exp.Update, exp.ConcatWs)):
        part.set("expressions", [one for given in part.expressions for one in _each(given, table)])
    for where in changed.find_all(exp.Where):
        where.set("this", _any_of(where.this, table))
    named: exp.Expression = changed.transform(lambda node: _named(node, table))
    return named


def _any_of(condition: Any, table: KeptTable) -> Any:
    """A condition that is an OR (or a part of one) with its parts repeated; none left: it is true of no row."""
    parts = list(condition.flatten()) if isinstance(condition, exp.Or) else [condition]
    kept = [one for part in parts for one in _each(part, table)]
    return exp.or_(*kept) if kept else exp.false()


def _each(part: Any, table: KeptTable) -> list[exp.Expression]:
    kinds = {column.name.removeprefix(_EACH) for column in part.find_all(exp.Column) if _is_each(column)}
    if not kinds:
        return [part]
    (kind,) = kinds
    return [_for_column(part, name) for name in table.columns(kind)]


def _for_column(part: Any, name: str) -> exp.Expression:
    changed: exp.Expression = part.copy().transform(lambda node: _column(node, name))
    return changed


def _is_each(node: Any) -> bool:
    return isinstance(node, exp.Column) and node.name.startswith(_EACH)


def _column(node: Any, name: str) -> Any:
    return exp.column(name, table=node.table or None) if _is_each(node) else node


def _named(node: Any, table: KeptTable) -> Any:
    if isinstance(node, exp.Table) and node.name == _TABLE:
        node.set("this", exp.to_identifier(table.name))
    if isinstance(node, exp.Column) and node.table == _TABLE:
        node.set("table", exp.to_identifier(table.name))
    return node
