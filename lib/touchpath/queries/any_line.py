"""Clauses over events that several rows make up: a test of a property is met where any of the lines meets it."""

from __future__ import annotations

from typing import Any

import sqlglot
from sqlglot import exp

_BY_LINE = "CASE WHEN e.lines IS NULL THEN plain ELSE len(list_filter(e.lines, lambda line: tested)) > 0 END"


def by_any_line(clause: exp.Expression) -> exp.Expression:
    """The clause over `e`, an event with its `lines` (NULL where it is one row)."""
    if isinstance(clause, exp.And | exp.Or | exp.Paren):
        changed = clause.copy()
        for name in ("this", "expression"):
            if isinstance(clause.args.get(name), exp.Expression):
                changed.set(name, by_any_line(clause.args[name]))
        return changed
    if not any(_is_properties(column) for column in clause.find_all(exp.Column)):
        return clause
    template: Any = sqlglot.parse_one(_BY_LINE, dialect="duckdb")
    filled: exp.Expression = template.transform(lambda node: _filled(node, clause))
    return filled


def _filled(node: Any, clause: exp.Expression) -> Any:
    if not isinstance(node, exp.Column) or node.table:
        return node
    if node.name == "plain":
        return clause.copy()
    if node.name == "tested":
        return clause.copy().transform(lambda part: exp.column("line") if _is_properties(part) else part)
    return node


def _is_properties(node: Any) -> bool:
    return isinstance(node, exp.Column) and node.table == "e" and node.name == "properties"
