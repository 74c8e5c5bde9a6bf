"""Workspaces of a few people for tests of paths, written in minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.ui.small_workspace import engine_with
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.filters import Filters

START = datetime(2026, 1, 5)
COUNTED = Filters(personas=("counted",))
"""Everybody but whoever marks the end of the data."""


def workspace(
    folder: Path, events: Sequence[tuple[Any, ...]], data_end: int | None = None, **more: Any
) -> DuckDBStore:
    """An engine with events (person, minute, touchpoint[, channel[, session[, properties]]]), in file order.

    With `data_end`, a minute, somebody else marks it; ask with COUNTED then.
    """
    people = {name: number for number, name in enumerate(dict.fromkeys(event[0] for event in events), 1)}
    rows = []
    for event in events:
        person, minute, touchpoint, channel, session, properties = (*event, None, None, None)[:6]
        rows.append((people[person], _moment(minute), touchpoint, channel, None, None, session, properties))
    if data_end is not None:
        rows.append((len(people) + 1, _moment(data_end), "the end of the data"))
    personas = dict.fromkeys(people.values(), "counted")
    return engine_with(folder, events=rows, personas=personas, **more)


def _moment(minute: float) -> str:
    return (START + timedelta(minutes=minute)).isoformat()
