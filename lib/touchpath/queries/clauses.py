"""Filters and conditions as SQL clauses: built as syntax trees, with every value bound.

A clause knows its expression and the parameters it needs; names of parameters are ours, never the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlglot
from sqlglot import exp

from touchpath.journey.calendar import Calendar
from touchpath.journey.conditions import NUMERIC_OPS, AnyOf, Condition, Where
from touchpath.journey.filters import Filters, Name
from touchpath.journey.written import finite_number, shortest_number

DIALECT = "duckdb"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clause:
    """An SQL expression and the values of its parameters: a condition, or what stands for the column `place`."""

    expression: exp.Expression
    parameters: dict[str, Any] = field(default_factory=dict)
    place: str = ""


def filter_clauses(filters: Filters, calendar: Calendar) -> list[Clause]:
    """The clauses of a filter over `events AS e`, in a fixed order."""
    clauses: list[Clause] = []
    if calendar.later_events:
        clauses.append(_clause("e.occurred_at <= $known_until", known_until=calendar.data_end))
    if filters.date_from:
        clauses.append(_clause("e.occurred_at >= $date_from", date_from=calendar.utc_of(filters.date_from)))
    if filters.date_to:
        end = calendar.utc_of(filters.date_to + _ONE_DAY)
        clauses.append(_clause("e.occurred_at < $date_end", date_end=end))
    if filters.personas:
        clauses.append(_named(filters.personas, "persona", _PERSONAS, _NO_PERSONA))
    if filters.channels:
        clauses.append(_named(filters.channels, "channel", _CHANNELS, "e.channel IS NULL"))
    if filters.group:
        clauses.append(_clause(_GROUP, group_name=filters.group))
    clauses += [condition_clause(part, f"where_{i}") for i, part in enumerate(filters.where)]
    return clauses


def condition_clause(condition: Where, prefix: str) -> Clause:
    """The clause of one condition or of alternatives; its parameters are called `prefix_name` and `prefix_value`."""
    if isinstance(condition, AnyOf):
        return _any_of(condition, prefix)
    subject, parameters = _subject(condition, prefix)
    clause = _comparison(condition, subject, prefix)
    parameters.update(clause.parameters)
    if condition.scope == "person":
        return Clause(_within_people(clause.expression), parameters)
    return Clause(clause.expression, parameters)


def parse(sql: str) -> Any:
    """A syntax tree of a query or an expression written by us."""
    return sqlglot.parse_one(sql, dialect=DIALECT)


def _any_of(alternatives: AnyOf, prefix: str) -> Clause:
    parts = [
        [condition_clause(condition, f"{prefix}_{i}_{j}") for j, condition in enumerate(together)]
        for i, together in enumerate(alternatives.alternatives)
    ]
    joined = exp.or_(*(exp.and_(*(clause.expression for clause in part)) for part in parts))
    bound = {name: value for part in parts for clause in part for name, value in clause.parameters.items()}
    return Clause(exp.paren(joined), bound)


_CHANNEL = "(SELECT c.channel FROM channels AS c WHERE c.code = e.channel)"
_PERSONAS = "e.person IN (SELECT p.person FROM people AS p WHERE p.persona IN (SELECT unnest($persona_names)))"
_NO_PERSONA = "e.person IN (SELECT p.person FROM people AS p WHERE p.persona IS NULL)"
_CHANNELS = "e.channel IN (SELECT c.code FROM channels AS c WHERE c.channel IN (SELECT unnest($channel_names)))"
_GROUP = "e.person IN (SELECT g.person FROM group_members AS g WHERE g.group_name = $group_name)"
_PEOPLE = "e.person IN (SELECT p.person FROM people AS p WHERE true)"


def _clause(sql: str, **parameters: Any) -> Clause:
    return Clause(parse(sql), parameters)


def _named(names: tuple[Name, ...], what: str, some: str, missing: str) -> Clause:
    known = [name for name in names if name is not None]
    if not known:
        return _clause(missing)
    clause = _clause(some, **{f"{what}_names": known})
    if None not in names:
        return clause
    return Clause(exp.paren(exp.or_(clause.expression, parse(missing))), clause.parameters)


def _subject(condition: Condition, prefix: str) -> tuple[exp.Expression, dict[str, Any]]:
    """The expression that reads the property, as text (value: as a number)."""
    if condition.scope == "person":
        if condition.name == "persona":
            return parse("p.persona"), {}
        return parse(f"p.attributes[${prefix}_name]"), {f"{prefix}_name": condition.name}
    if condition.name in _COLUMNS:
        return parse(_COLUMNS[condition.name]), {}
    return parse(f"e.properties[${prefix}_name]"), {f"{prefix}_name": condition.name}


_COLUMNS = {
    "channel": _CHANNEL,
    "value": "e.value",
    "order_id": "e.order_id",
    "campaign": "coalesce(e.campaign, e.properties['campaign'])",
    "currency": "coalesce(e.currency, e.properties['currency'])",
    "session": "e.session",
    "touchpoint": "(SELECT t.touchpoint FROM touchpoints AS t WHERE t.code = e.touchpoint)",
    "persona": "(SELECT w.persona FROM people AS w WHERE w.person = e.person)",
}


def _comparison(condition: Condition, subject: exp.Expression, prefix: str) -> Clause:
    bound = f"{prefix}_value"
    if condition.op in ("is set", "is not set"):
        empty = parse("subject IS NULL OR CAST(subject AS VARCHAR) = ''")
        return Clause(_put(empty if condition.op == "is not set" else exp.not_(exp.paren(empty)), subject))
    if condition.op in NUMERIC_OPS:
        number = "TRY_CAST(subject AS DOUBLE)"
        template = parse(f"isfinite({number}) AND {number} {condition.op} ${bound}")
        return Clause(_put(template, subject), {bound: float(condition.value)})
    if condition.op == "regex":
        template = parse(f"regexp_matches(CAST(subject AS VARCHAR), ${bound})")
        return Clause(_put(template, subject), {bound: str(condition.value)})
    return _text_comparison(condition, subject, bound)


def _text_comparison(condition: Condition, subject: exp.Expression, bound: str) -> Clause:
    """`=`, `contains` and their opposites; the opposites include missing."""
    if condition.op in ("=", "!="):
        template, values = _equality(condition, bound)
    else:
        template = f"len(list_filter(${bound}, lambda part: contains(lower(CAST(subject AS VARCHAR)), part))) > 0"
        values = [_text(value).lower() for value in condition.values if value is not None]
    expression = _put(parse(template), subject)
    if condition.op in ("!=", "not contains"):
        expression = exp.not_(exp.func("coalesce", expression, exp.false()))
    return Clause(exp.paren(expression), {bound: values} if f"${bound}" in template else {})


def _equality(condition: Condition, bound: str) -> tuple[str, list[Any]]:
    values: list[Any]
    known = [value for value in condition.values if value is not None]
    missing = "subject IS NULL" if len(known) < len(condition.values) else ""
    if condition.name == "value" and condition.scope == "event":
        template, values = f"subject IN (SELECT unnest(${bound}))", [float(value) for value in known]
    else:
        values = [shortest_number(_text(value)) for value in known]
        said = "shortest_number(subject)" if any(finite_number(value) is not None for value in values) else "subject"
        template = f"list_contains(${bound}, {said})"
    if not known:
        return missing or "false", []
    return (f"{template} OR {missing}" if missing else template), values


def _text(value: Any) -> str:
    """A compared value as the text it is stored as: true, 3, 3.5."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _put(template: exp.Expression, subject: exp.Expression) -> exp.Expression:
    """The template with every column called `subject` replaced."""

    def replaced(node: exp.Expression) -> exp.Expression:
        return subject.copy() if isinstance(node, exp.Column) and node.name == "subject" else node

    return template.transform(replaced)


def _within_people(test: exp.Expression) -> exp.Expression:
    template: exp.Expression = parse(_PEOPLE)
    return template.transform(lambda node: test.copy() if isinstance(node, exp.Boolean) else node)
