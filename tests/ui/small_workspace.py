"""A workspace written row by row for the tests of pages: events, people, answers, settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tests.tables import make_tables
from touchpath.engine.duckdb import DuckDBStore
from touchpath.workspace.folder import create_workspace

EVENT = ("person", "occurred_at", "touchpoint", "channel", "value", "order_id", "session", "properties")
ANSWER = ("person", "answered_at", "metric", "score", "weight", "channel", "scale_low", "scale_high", "comment")


def write(
    file: Path,
    events: Sequence[tuple[Any, ...]] = (),
    personas: Mapping[int, str] | None = None,
    answers: Sequence[tuple[Any, ...]] = (),
    settings: Mapping[str, Any] | None = None,
) -> Path:
    """Events are (person number, time, touchpoint[, channel[, value[, order_id[, session[, properties]]]]]); answers
    are (person number or None, time, metric, score[, weight[, channel[, scale_low[, scale_high[, comment]]]]]).
    """
    rows = [dict(zip(EVENT, event, strict=False)) for event in events]
    replies = [dict(zip(ANSWER, answer, strict=False)) for answer in answers]
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        connection.begin()  # or every row would be written to the disk by itself
        touchpoints = _codes(connection, "touchpoints", "touchpoint", [row["touchpoint"] for row in rows])
        channels = _codes(connection, "channels", "channel", [row.get("channel") for row in [*rows, *replies]])
        people = {row["person"] for row in [*rows, *replies]} | set(personas or {})
        for person in sorted(number for number in people if number is not None):
            values = [person, f"p{person}", person, (personas or {}).get(person)]
            connection.execute(
                "INSERT INTO people (person, person_id, canonical, persona) VALUES (?, ?, ?, ?)", values
            )
        for number, row in enumerate(rows):
            values = [
                row.get(name) for name in ("person", "occurred_at", "value", "order_id", "session", "properties")
            ]
            codes = [touchpoints[row["touchpoint"]], channels.get(row.get("channel"))]
            connection.execute(
                "INSERT INTO events (person, occurred_at, value, order_id, session, properties, touchpoint, channel, "
                "identity, import_id, source_row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)",
                [*values, *codes, number],
            )
        for number, row in enumerate(replies):
            values = [row.get(name) for name in ("person", "answered_at", "metric", "score", "weight")]
            connection.execute(
                "INSERT INTO responses (person, answered_at, metric, score, weight, channel, scale_low, scale_high, "
                "comment, respondent, question, import_id, source_row) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'q', 1, ?)",
                [*values, channels.get(row.get("channel")), row.get("scale_low"), row.get("scale_high"),
                 row.get("comment"), f"r{number}", number],
            )  # fmt: skip
        for name, value in (settings or {}).items():
            connection.execute("INSERT INTO settings VALUES (?, ?, true)", [name, json.dumps(value)])
        connection.commit()
    return file


def engine_with(folder: Path, **content: Any) -> DuckDBStore:
    """An engine over a fresh file with this content (see write)."""
    return DuckDBStore(write(folder / "workspace.duckdb", **content), folder / "spool")


def workspace_named(root: Path, name: str, **content: Any) -> None:
    """A workspace below the data folder `root` with this content (see write)."""
    file = create_workspace(root, name).file
    file.unlink()
    write(file, **content)


def _codes(connection: Any, table: str, shown: str, names: Sequence[str | None]) -> dict[str | None, int]:
    for name in dict.fromkeys(name for name in names if name is not None):
        connection.execute(f"INSERT INTO {table} (raw_name, {shown}) VALUES (?, ?)", [name, name])
    return dict(connection.execute(f"SELECT raw_name, code FROM {table}").fetchall())
