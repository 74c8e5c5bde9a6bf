"""Reads the .sql files and composes a question with the filters.

A question that reads `filtered_events` (or `filtered_rows`) gets it as its first common table expression. Parts
written by people never enter the text: clauses are syntax trees with bound parameters (see clauses.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlglot import exp

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.queries.any_line import by_any_line
from touchpath.queries.clauses import DIALECT, Clause, filter_clauses, parse
from touchpath.queries.every import over_table
from touchpath.queries.tables import KeptTable

FOLDER = Path(__file__).parent
_MIGRATIONS = FOLDER / "keep" / "migrations"
FILTERED = "filtered_events"
FILTERED_ROWS = "filtered_rows"
"""What questions call the events in view, and the rows of files they are made of (an order may have several)."""
FILTERED_PEOPLE = "filtered_people"
"""What questions call the people whom the filters of people choose (persona, saved group, conditions on people)."""
_PLACES = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$(\w+)""")
"""The names of the parameters in a statement: what stands behind a $ outside of texts, names and comments."""
_MAKING = re.compile(r"(?:\s|--[^\n]*\n)*(?:CREATE|DROP)\b")
ROWS = "ask/filtered_events"
WITH_ORDERS = "ask/filtered_orders"
PEOPLE_ROWS = "ask/filtered_people"


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

    def needed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the parameters that the query has use for: a table without ids asks for no ids."""
        return {name: given[name] for name in self.expects}


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
    """The question `name` over the events that pass `filters` and the `extra` clauses (on `events AS e`).

    A clause with a place stands for the column of that name in the question.
    """
    if not reads_filtered(name):
        return _as_written(name)
    if _reads(name, FILTERED_PEOPLE):
        return _over_people(name, filters)
    clauses = [*filter_clauses(filters, calendar), *extra]
    asked = _placed(tree(name).copy(), {clause.place: clause.expression for clause in clauses if clause.place})
    read = FILTERED if _reads(name, FILTERED) else FILTERED_ROWS
    conditions = [clause for clause in clauses if not clause.place]
    events = _events(conditions, gathered=calendar.orders and read == FILTERED)
    composed = asked.with_(read, as_=events, copy=False)
    _filtered_first(composed)
    bound = {key: value for clause in clauses for key, value in clause.parameters.items()}
    sql = composed.sql(dialect=DIALECT, pretty=True)
    return ComposedQuery(name, sql, bound, frozenset(_names(composed)) - set(bound))


def _over_people(name: str, filters: Filters) -> ComposedQuery:
    """The question over people: only clauses about a person may be among the filters."""
    clauses = filter_clauses(filters, Calendar())
    people: Any = tree(PEOPLE_ROWS).copy()
    for clause in clauses:
        people = people.where(clause.expression, copy=False)
    composed = tree(name).copy().with_(FILTERED_PEOPLE, as_=people, copy=False)  # type: ignore[attr-defined]
    _filtered_first(composed)
    bound = {key: value for clause in clauses for key, value in clause.parameters.items()}
    sql = composed.sql(dialect=DIALECT, pretty=True)
    return ComposedQuery(name, sql, bound, frozenset(_names(composed)) - set(bound))


def _placed(asked: Any, places: dict[str, exp.Expression]) -> Any:
    """The question with what its clauses put in the place of columns."""

    def put(node: Any) -> Any:
        return places[node.name].copy() if isinstance(node, exp.Column) and node.name in places else node

    return asked.transform(put) if places else asked


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
def written_to(name: str) -> str | None:
    """The table a statement changes rows of, if it does."""
    if _MAKING.match(text(name)):
        return None
    statement = tree(name)
    target = statement.find(exp.Table) if isinstance(statement, exp.Insert | exp.Update | exp.Delete) else None
    return target.name if target else None


@cache
def compose_over(name: str, table: KeptTable) -> ComposedQuery:
    """The statement `name`, written for many tables, over one of them (see every.py)."""
    composed = over_table(tree(name), table)
    return ComposedQuery(name, composed.sql(dialect=DIALECT, pretty=True), {}, frozenset(_names(composed)))


@cache
def _as_written(name: str) -> ComposedQuery:
    """A question without filters runs as written, and need not be parsed."""
    return ComposedQuery(name, text(name), {}, frozenset(filter(None, _PLACES.findall(text(name)))))


@cache
def reads_filtered(name: str) -> bool:
    """Whether filters (and so the calendar) matter to the question."""
    return any(_reads(name, table) for table in (FILTERED, FILTERED_ROWS, FILTERED_PEOPLE))


@cache
def _reads(name: str, table: str) -> bool:
    return table in text(name) and any(found.name == table for found in tree(name).find_all(exp.Table))


def _names(tree: exp.Expression) -> set[str]:
    return {str(node.this) for node in tree.find_all(exp.Placeholder) if node.this}


def _filtered_first(tree: exp.Expression) -> None:
    """A common table expression must stand before those that read it."""
    with_ = tree.args["with_"] if "with_" in tree.args else tree.args["with"]
    parts = with_.expressions
    with_.set("expressions", [parts[-1], *parts[:-1]])
