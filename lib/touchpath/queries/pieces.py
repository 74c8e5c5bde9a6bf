"""Pieces that questions are given: conditions on `e` (an event) beside the filters, and what they group by.

They are written here and nowhere else, so that whoever changes a column finds all that reads it; values are bound.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from touchpath.journey.filters import Name
from touchpath.queries.catalog import tree
from touchpath.queries.clauses import Clause, parse

AT_TOUCHPOINTS = (
    "e.touchpoint IN (SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($step_touchpoints)))"
)
FIRSTS = (
    "(e.import_id, e.source_row, e.touchpoint) IN "
    "(SELECT unnest($first_import_id), unnest($first_source_row), unnest($first_touchpoint))"
)
UNTIL = "e.occurred_at <= $data_end"
FIRST_CHANNEL = (
    "e.person IN (SELECT o.person FROM ever AS o WHERE o.channel_name IN (SELECT unnest($first_channels)))"
)
FIRST_CHANNEL_OR_NONE = (
    "e.person IN (SELECT o.person FROM ever AS o "
    "WHERE o.channel_name IN (SELECT unnest($first_channels)) OR o.channel_name IS NULL)"
)
PURCHASED = "NOT (coalesce(e.cancelled, false) OR coalesce(e.value < 0, false))"
ORDERED_ELSEWHERE = (
    "e.order_id IS NOT NULL AND e.touchpoint NOT IN "
    "(SELECT t.code FROM touchpoints AS t WHERE t.touchpoint IN (SELECT unnest($paid_at)))"
)
REFUNDED_ELSEWHERE = "e.value < 0 AND " + ORDERED_ELSEWHERE
OF_PEOPLE = "e.person IN (SELECT unnest($touched))"
OF_IMPORT = "e.import_id = $scope_import"
IN_FILE = "e.import_id = $one_import"
USUAL_DAYS = "e.occurred_at >= $usual_from AND e.occurred_at < $usual_until"
STRETCH = "e.import_id = $stretch_import AND e.source_row BETWEEN $stretch_first AND $stretch_last"
LISTED = "(e.import_id, e.source_row) IN (SELECT unnest($rows_import), unnest($rows_row))"
ROBOTS = "list_contains($robots, e.person)"
OTHER_CURRENCIES = "e.value IS NOT NULL AND list_contains($other_currencies, e.currency)"
FUTURE = "e.occurred_at >= $future_from"
ANCIENT = "e.occurred_at < $ancient_before"
WITHOUT_CHANNEL = "e.channel IS NULL AND list_contains($channelled, e.touchpoint)"
TWINS = "list_contains($twin_codes, e.touchpoint)"

_SPLITS = {
    "touchpoint": ("w.first_code", "(SELECT t.touchpoint FROM touchpoints AS t WHERE t.code = g.group_key)"),
    "channel": (
        "(SELECT s.first_code FROM shown AS s WHERE s.code = f.channel)",
        "(SELECT c.channel FROM channels AS c WHERE c.code = g.group_key)",
    ),
    "persona": (
        "(SELECT p.persona FROM people AS p WHERE p.person = f.person AND p.canonical = p.person)",
        "g.group_key",
    ),
    "stage": ("w.stage", "g.group_key"),
}


def piece(text: str, **values: Any) -> Clause:
    """A condition of this module with its values."""
    return Clause(parse(text), values)


def first_channel_among(names: tuple[Name, ...]) -> Clause:
    """Of the people whose first event ever came through one of the channels (None: it has none)."""
    known = [name for name in names if name is not None]
    clause = piece(FIRST_CHANNEL_OR_NONE if None in names else FIRST_CHANNEL, first_channels=known)
    people: Any = clause.expression.find(exp.Select)
    people.with_("ever", as_=tree("ask/log/first_channels").copy(), copy=False)
    return clause


def negated(clause: Clause) -> Clause:
    """The clause that is true of every event of which the given one is not, also where that one is NULL."""
    expression = parse("NOT coalesce(hit, false)").transform(
        lambda node: clause.expression.copy() if node.key == "column" and node.name == "hit" else node
    )
    return Clause(expression, clause.parameters)


def split_by(split: str, property_name: str | None) -> tuple[Clause, ...]:
    """What ask/trends/by_group groups events by, and what it calls the groups; a property goes by its text."""
    if property_name is not None:
        key, name, values = "shortest_number(f.properties[$property])", "g.group_key", {"property": property_name}
    else:
        key, name, values = *_SPLITS[split], {}
    return Clause(parse(key), values, "group_key_of"), Clause(parse(name), {}, "name_of_group")
