"""The fast way to a workspace for tests: rows written in the test, inserted as an import leaves them.

Rows are inserted in the physical order of an import: (touchpoint, person, occurred_at, source_row), each import a
sorted run. Nothing of an import is checked here: that is what the tests of lib/touchpath/ingest are for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from touchpath.workspace import Workspace

START = datetime(2025, 1, 1)


@dataclass(frozen=True)
class Row:
    """One event: `at` is a UTC moment or seconds since `START`; `by` is the id of the person as uploaded."""

    by: str
    at: datetime | float
    touchpoint: str
    channel: str | None = None
    session: str | None = None
    value: float | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    import_id: int = 1

    @property
    def moment(self) -> datetime:
        return self.at if isinstance(self.at, datetime) else START + timedelta(seconds=self.at)


def rows(told: str, channel: str | None = None) -> list[Row]:
    """Rows of a short tale: "ann: view 0, cart 60; bob: view 5" (touchpoint and seconds)."""
    listed = []
    for person in told.split(";"):
        name, events = person.split(":")
        for event in events.split(","):
            touchpoint, seconds = event.rsplit(maxsplit=1)
            listed.append(Row(name.strip(), float(seconds), touchpoint.strip(), channel))
    return listed


def workspace_of(
    events: Sequence[Row],
    personas: Mapping[str, str] | None = None,
    attributes: Mapping[str, Mapping[str, str]] | None = None,
    aliases: Mapping[str, str] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    settings: Mapping[str, str] | None = None,
) -> Workspace:
    """A workspace in memory that holds these events; `aliases` maps an id to the id it is merged into."""
    workspace = Workspace.in_memory()
    write(workspace, events, personas or {}, attributes or {}, aliases or {}, groups or {})
    if settings:
        workspace.settings.save(**settings)
    return workspace


def write(
    workspace: Workspace,
    events: Sequence[Row],
    personas: Mapping[str, str],
    attributes: Mapping[str, Mapping[str, str]],
    aliases: Mapping[str, str],
    groups: Mapping[str, Iterable[str]],
) -> None:
    """Insert into an empty workspace."""
    keys = {name: number for number, name in enumerate(dict.fromkeys([*(row.by for row in events), *personas]), 1)}
    keys |= {name: len(keys) + 1 + i for i, name in enumerate(name for name in attributes if name not in keys)}
    names = {name: keys[aliases.get(name, name)] for name in keys}
    touchpoints = _codes(row.touchpoint for row in events)
    channels = _codes(row.channel for row in events if row.channel is not None)
    with workspace.engine.transaction() as writer:
        put(writer, "given_people", [_person(name, keys, names, personas, attributes) for name in keys], _PEOPLE)
        put(writer, "given_touchpoints", list(touchpoints.items()), _TOUCHPOINTS)
        put(writer, "given_channels", list(channels.items()), _CHANNELS)
        given = [_event(row, i, keys, names, touchpoints, channels) for i, row in enumerate(events)]
        put(writer, "given_events", given, _EVENTS)
        members = [(group, names[name]) for group, people in (groups or {}).items() for name in people]
        put(writer, "given_members", members, _MEMBERS)


def put(writer: Any, table: str, given: list[tuple[Any, ...]], statement: str) -> None:
    """Insert tuples through the writer's own connection: statements of tests are no part of the app's catalog."""
    if given:
        writer.put(table, pd.DataFrame(given, columns=[f"c{i}" for i in range(len(given[0]))], dtype=object))
        writer._own.execute(statement)


def _codes(names: Iterable[str]) -> dict[str, int]:
    return {name: code for code, name in enumerate(dict.fromkeys(names), 1)}


def _person(
    name: str,
    keys: Mapping[str, int],
    names: Mapping[str, int],
    personas: Mapping[str, str],
    attributes: Mapping[str, Mapping[str, str]],
) -> tuple[Any, ...]:
    known = attributes.get(name, {})
    return keys[name], name, names[name], personas.get(name), list(known), [str(part) for part in known.values()]


def _event(
    row: Row,
    number: int,
    keys: Mapping[str, int],
    names: Mapping[str, int],
    touchpoints: Mapping[str, int],
    channels: Mapping[str, int],
) -> tuple[Any, ...]:
    known = {name: value for name, value in row.properties.items() if value is not None}
    return (
        names[row.by],
        pd.Timestamp(row.moment),
        touchpoints[row.touchpoint],
        channels.get(row.channel) if row.channel is not None else None,
        row.session,
        row.value,
        list(known),
        [str(value) for value in known.values()],
        keys[row.by],
        row.import_id,
        number,
    )


_PEOPLE = """
INSERT INTO people (person, person_id, canonical, persona, attributes)
SELECT c0, c1, c2, c3::VARCHAR, map(c4::VARCHAR[], c5::VARCHAR[]) FROM given_people ORDER BY c0
"""
_TOUCHPOINTS = "INSERT INTO touchpoints (code, raw_name, touchpoint) SELECT c1, c0, c0 FROM given_touchpoints"
_CHANNELS = "INSERT INTO channels (code, raw_name, channel) SELECT c1, c0, c0 FROM given_channels"
_EVENTS = """
INSERT INTO events
  (person, occurred_at, touchpoint, channel, session, value, properties, identity, import_id, source_row)
SELECT c0, c1::TIMESTAMP, c2, c3::INTEGER, c4::VARCHAR, c5::DOUBLE, map(c6::VARCHAR[], c7::VARCHAR[]), c8, c9, c10
FROM given_events ORDER BY c9, c2, c0, c1, c10
"""
_MEMBERS = "INSERT INTO group_members (group_name, person) SELECT c0, c1 FROM given_members"
