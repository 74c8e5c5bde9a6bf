"""The figures of a workspace that the corpus compares: read with statements of its own, not with the product's."""

from __future__ import annotations

from typing import Any

from touchpath.ingest.mapping import Mapping
from touchpath.workspace import Workspace

_ONE = {
    "people": "SELECT count(DISTINCT person) FROM events",
    "events": "SELECT count(*) FROM events",
    "first": "SELECT strftime(min(occurred_at), '%Y-%m-%d %H:%M') FROM events",
    "last": "SELECT strftime(max(occurred_at), '%Y-%m-%d %H:%M') FROM events",
    "value": "SELECT round(sum(value), 2) FROM events",
    "paid": "SELECT round(sum(value), 2) FROM events WHERE NOT coalesce(cancelled AND value > 0, false)",
    "orders": "SELECT count(DISTINCT order_id) FROM events",
    "sessions": "SELECT count(DISTINCT session) FROM events",
    "answers": "SELECT count(*) FROM responses WHERE score IS NOT NULL",
    "respondents": "SELECT count(DISTINCT respondent) FROM responses",
    "answering": "SELECT count(DISTINCT person) FROM responses",
    "answered_first": "SELECT strftime(min(answered_at), '%Y-%m-%d') FROM responses",
    "answered_last": "SELECT strftime(max(answered_at), '%Y-%m-%d') FROM responses",
    "weights": "SELECT round(sum(weight), 2) FROM responses",
    "known": "SELECT count(*) FROM people",
    "spend": "SELECT round(sum(spend), 2) FROM costs",
    "spend_days": "SELECT count(DISTINCT day) FROM costs",
    "spend_first": "SELECT strftime(min(day), '%Y-%m-%d') FROM costs",
    "count_days": "SELECT count(DISTINCT day) FROM daily_counts",
    "count_first": "SELECT strftime(min(day), '%Y-%m-%d') FROM daily_counts",
    "count_sum": "SELECT round(sum(amount), 2) FROM daily_counts",
}
_NAMED = {
    "what": "SELECT raw_name, count(*) FROM events e JOIN touchpoints t ON t.code = e.touchpoint GROUP BY ALL",
    "where": "SELECT raw_name, count(*) FROM events e JOIN channels c ON c.code = e.channel GROUP BY ALL",
    "metrics": "SELECT metric, count(*) FROM responses WHERE score IS NOT NULL GROUP BY ALL",
    "means": "SELECT metric, round(avg(score), 3) FROM responses WHERE score IS NOT NULL GROUP BY ALL",
    "measures": "SELECT measure, round(sum(amount), 2) FROM daily_counts GROUP BY ALL",
    "months": "SELECT strftime(day, '%Y-%m'), round(sum(spend), 2) FROM costs GROUP BY ALL",
    "personas": "SELECT persona, count(*) FROM people GROUP BY ALL",
}


def figures(workspace: Workspace, mappings: tuple[Mapping, ...], wanted: dict[str, Any]) -> dict[str, Any]:
    """The figures called for, of a workspace and of the mappings its tables were imported with."""
    found: dict[str, Any] = {}
    with workspace.engine.transaction() as writer:
        run: Any = writer._own.execute  # type: ignore[attr-defined]
        for name in wanted:
            if name in _ONE:
                found[name] = run(_ONE[name]).fetchall()[0][0]
            elif name in _NAMED:
                found[name] = dict(run(_NAMED[name]).fetchall())
            elif name == "kinds":
                found[name] = tuple(mapping.kind for mapping in mappings)
            else:
                found[name] = getattr(mappings[0], name.removeprefix("by_"), None)
    return found


def differing(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """The figures that are not as wanted, each in words."""
    return [
        f"{name} is {found[name]!r}, not {value!r}" for name, value in wanted.items() if not _same(found[name], value)
    ]


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, set):
        return any(_same(found, one) for one in wanted)
    if isinstance(wanted, float) and isinstance(found, int | float):
        return abs(found - wanted) < 0.011
    if isinstance(wanted, dict) and isinstance(found, dict):
        return set(wanted) == set(found) and all(_same(found[name], value) for name, value in wanted.items())
    return bool(found == wanted)
