"""Reads the .sql files and composes a question with the filters.

A question that reads `filtered_events` (or `filtered_rows`) gets it as its first common table expression. Parts
written by people never enter the text: clauses are syntax trees with bound parameters (see clauses.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlglot import exp

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.queries.any_line import by_any_line
from touchpath.queries.clauses import DIALECT, Clause, filter_clauses, parse

FOLDER = Path(__file__).parent
_MIGRATIONS = FOLDER / "keep" / "migrations"
FILTERED = "filtered_events"
FILTERED_ROWS = "filtered_rows"
"""What questions call the events in view, and the rows of files they are made of (an order may have several)."""
ROWS = "ask/filtered_events"
WITH_ORDERS = "ask/filtered_orders"


@dataclass(frozen=True)
class ComposedQuery:
    """A composed query: its text, the parameters its filters bind, and the names it still expects."""

    name: str
    sql: str
    bound: dict[str, Any]
    expects: frozenset[str]

    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """All parameters of the query; a missing or unknown name raises KeyError."""
        if set(given) != self.expects:
            raise KeyError(f"{self.name} expects {sorted(self.expects)}, got {sorted(given)}")
        return {**self.bound, **given}


@cache
def text(name: str) -> str:
    """The text of `lib/touchpath/queries/<name>.sql`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Migration:
    """One step of the tables from an earlier version to version `number`: statements, run in one transaction."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Every step of the tables, first to last; a fresh file goes through all of them.

    They are the files `keep/migrations/NNN_what.sql`. To add one: the next number, statements that also hold for rows
    there are, a line in the register of tables for a new table; a file that was released is never changed.
    """
    files = sorted(_MIGRATIONS.glob("*.sql"))
    found = [Migration(int(file.stem[:3]), file.stem[4:], file.read_text(encoding="utf-8")) for file in files]
    assert [step.number for step in found] == list(range(1, len(found) + 1)), "migrations are numbered 1, 2, 3 ..."
    return tuple(found)


def compose(name: str, filters: Filters, calendar: Calendar, extra: Sequence[Clause] = ()) -> ComposedQuery:
    """The question `name` over the events that pass `filters` and the `extra` clauses (on `events AS e`)."""
    if not reads_filtered(name):
        return _as_written(name)
    asked = tree(name)
    clauses = [*filter_clauses(filters, calendar), *extra]
    read = FILTERED if _reads(name, FILTERED) else FILTERED_ROWS
    events = _events(clauses, gathered=calendar.orders and read == FILTERED)
    composed = asked.copy().with_(read, as_=events, copy=False)  # type: ignore[attr-defined]
    _filtered_first(composed)
    bound = {key: value for clause in clauses for key, value in clause.parameters.items()}
    sql = composed.sql(dialect=DIALECT, pretty=True)
    return ComposedQuery(name, sql, bound, frozenset(_names(composed)) - set(bound))


def _events(clauses: Sequence[Clause], *, gathered: bool) -> exp.Expression:
    """The rows that pass; `gathered`: the events that they make up, where a clause may be met by any line."""
    events: Any = tree(WITH_ORDERS if gathered else ROWS).copy()
    for clause in clauses:
        events = events.where(by_any_line(clause.expression) if gathered else clause.expression, copy=False)
    return events  # type: ignore[no-any-return]


@lru_cache(maxsize=512)
def tree(name: str) -> exp.Expression:
    """The syntax tree of a statement, shared by all who read it: copy it before changing anything."""
    parsed: exp.Expression = parse(text(name))
    return parsed


@cache
def _as_written(name: str) -> ComposedQuery:
    """A question without filters runs as written."""
    return ComposedQuery(name, text(name), {}, frozenset(_names(tree(name))))


@cache
def reads_filtered(name: str) -> bool:
    """Whether filters (and so the calendar) matter to the question."""
    return _reads(name, FILTERED) or _reads(name, FILTERED_ROWS)


@cache
def _reads(name: str, table: str) -> bool:
    return any(found.name == table for found in tree(name).find_all(exp.Table))


def _names(tree: exp.Expression) -> set[str]:
    return {str(node.this) for node in tree.find_all(exp.Placeholder) if node.this}


def _filtered_first(tree: exp.Expression) -> None:
    """A common table expression must stand before those that read it."""
    with_ = tree.args["with_"] if "with_" in tree.args else tree.args["with"]
    parts = with_.expressions
    with_.set("expressions", [parts[-1], *parts[:-1]])
