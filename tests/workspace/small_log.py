"""A workspace written out row by row, without the import in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tests.tables import make_tables
from touchpath.workspace import Workspace


def workspace_with(
    folder: Path,
    events: Sequence[tuple[Any, ...]],
    people: Mapping[str, Mapping[str, str]] | None = None,
    personas: Sequence[tuple[str, str]] = (),
) -> Workspace:
    """Events are (person, time, touchpoint[, channel[, value[, properties]]]); people have attributes;
    personas are (person, persona) rows of a people file, in file order.
    """
    file = folder / "workspace.duckdb"
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        connection.begin()  # or every row would be written to the disk by itself
        rows = [(*event, *(None,) * (6 - len(event))) for event in events]
        known = dict.fromkeys([*(people or {}), *(row[0] for row in rows), *(person for person, _ in personas)])
        keys = {name: number for number, name in enumerate(known, 1)}
        touchpoints = _codes(connection, "touchpoints", "touchpoint", [row[2] for row in rows])
        channels = _codes(connection, "channels", "channel", [row[3] for row in rows if row[3] is not None])
        for name, key in keys.items():
            connection.execute(
                "INSERT INTO people (person, person_id, canonical, attributes) VALUES (?, ?, ?, ?)",
                [key, name, key, dict((people or {}).get(name, {})) or None],
            )
        for number, (person, moment, touchpoint, channel, value, properties) in enumerate(rows):
            connection.execute(
                "INSERT INTO events (person, identity, occurred_at, touchpoint, channel, value, properties, "
                "import_id, source_row) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
                [
                    *(keys[person], keys[person], moment, touchpoints[touchpoint], channels.get(channel), value),
                    *(properties, number),
                ],
            )
        for number, (person, persona) in enumerate(personas):
            connection.execute(
                "INSERT INTO people_rows (import_id, source_row, identity, persona) VALUES (2, ?, ?, ?)",
                [number, keys[person], persona],
            )
        connection.execute(
            "UPDATE people SET first_seen = s.first, last_seen = s.last FROM (SELECT person, "
            "min(occurred_at) AS first, max(occurred_at) AS last FROM events GROUP BY person) AS s "
            "WHERE s.person = people.person"
        )
        connection.commit()
    return Workspace.open(file)


def _codes(connection: Any, table: str, shown: str, names: Sequence[str]) -> dict[str, int]:
    for name in dict.fromkeys(names):
        connection.execute(f"INSERT INTO {table} (raw_name, {shown}) VALUES (?, ?)", [name, name])
    return dict(connection.execute(f"SELECT raw_name, code FROM {table}").fetchall())


def besides_audit(folder: Path) -> list[Path]:
    """What lies in a data folder but for its audit, which outlives what was made and deleted there."""
    return [path for path in folder.iterdir() if path.name != "audit.jsonl"]
