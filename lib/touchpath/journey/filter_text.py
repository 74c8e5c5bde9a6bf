"""The filters as they stand in a link: each under its own name, so that people can read and change them."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.journey import condition_text
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters, Name

MISSING = {"persona": "(no persona)", "channel": "(no channel)"}
CUSTOM = "Choose dates"


def label(kind: str, name: Name) -> str:
    """How a persona or channel reads in a filter and in the link; missing is told from any real name."""
    missing = MISSING[kind]
    if name is None:
        return missing
    return f'"{name}"' if name.strip('"') == missing else name


def name_of(kind: str, text: str) -> Name:
    """The persona or channel that a label stands for."""
    missing = MISSING[kind]
    if text == missing:
        return None
    return text[1:-1] if text.startswith('"') and text.strip('"') == missing else text


def filters_of(
    date_from: str | None,
    date_to: str | None,
    personas: Sequence[str],
    channels: Sequence[str],
    where: Sequence[str],
    group: str | None,
) -> Filters:
    """Filters as people write them; raises DefinitionError for a day or condition that is none."""
    return build(
        Filters,
        {
            "date_from": date_from,
            "date_to": date_to,
            "personas": tuple(name_of("persona", text) for text in personas),
            "channels": tuple(name_of("channel", text) for text in channels),
            "where": tuple(condition_text.from_text(line) for line in where),
            "group": group,
        },
    )


def parameters(filters: Filters) -> list[tuple[str, str]]:
    """Names and values of the link's query, in the order of the sidebar; open ends of dates are left open."""
    dates = [day.isoformat() for day in (filters.date_from, filters.date_to) if day]
    given = [("period", CUSTOM), *(("dates", day) for day in dates)] if dates else []
    given += [("persona", label("persona", name)) for name in filters.personas]
    given += [("channel", label("channel", name)) for name in filters.channels]
    given += [("group", filters.group)] if filters.group else []
    return [*given, *(("where", condition_text.to_text(condition)) for condition in filters.where)]
