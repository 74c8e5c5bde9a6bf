"""The filters as they stand in a link: each under its own name, so that people can read and change them."""

from __future__ import annotations

from touchpath.journey import condition_text
from touchpath.journey.filters import Filters, Name

MISSING = {"persona": "(no persona)", "channel": "(no channel)"}
CUSTOM = "Choose dates"


def label(kind: str, name: Name) -> str:
    """How a persona or channel reads in a filter and in the link; missing is told from any real name."""
    missing = MISSING[kind]
    if name is None:
        return missing
    return f'"{name}"' if name.strip('"') == missing else name


def parameters(filters: Filters) -> list[tuple[str, str]]:
    """Names and values of the link's query, in the order of the sidebar; open ends of dates are left open."""
    dates = [day.isoformat() for day in (filters.date_from, filters.date_to) if day]
    given = [("period", CUSTOM), *(("dates", day) for day in dates)] if dates else []
    given += [("persona", label("persona", name)) for name in filters.personas]
    given += [("channel", label("channel", name)) for name in filters.channels]
    given += [("group", filters.group)] if filters.group else []
    return [*given, *(("where", condition_text.to_text(condition)) for condition in filters.where)]
