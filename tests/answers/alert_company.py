"""A company of 40 weeks, written row by row: people come each day and some buy; one incident may be planted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from tests.tables import make_tables
from touchpath.workspace import Workspace

FIRST, DAYS, PEOPLE = date(2024, 1, 1), 210, 60
LAST = FIRST + timedelta(days=DAYS - 1)
"""The last complete day: the data end at the end of the day after it."""


def usual(day: int, person: int) -> tuple[bool, float]:
    """Whether somebody came, and their chance of buying."""
    return True, 0.4


def company(folder: Path, world: Callable[[int, int], tuple[bool, float]] = usual, days: int = DAYS) -> Workspace:
    """60 people a day view at their own hour; `world(day, person)` says who came, and the chance that they buy."""
    random, rows = np.random.default_rng(5), []
    for day in range(days + 1):
        for place in range(PEOPLE):
            came, chance = world(day, place)
            at = datetime.combine(FIRST + timedelta(days=day), datetime.min.time()) + timedelta(minutes=20 * place)
            buys = random.random() < chance
            if came:
                rows.append((day * PEOPLE + place, at, "view"))
                if buys:
                    rows.append((day * PEOPLE + place, at + timedelta(minutes=5), "buy"))
    events = pd.DataFrame(rows, columns=["person", "occurred_at", "touchpoint"])
    file = folder / "workspace.duckdb"
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        connection.register("made", events)
        connection.execute("INSERT INTO touchpoints (raw_name, touchpoint) VALUES ('view', 'view'), ('buy', 'buy')")
        connection.execute(
            "INSERT INTO people (person, person_id, canonical) "
            "SELECT DISTINCT person, 'p' || person, person FROM made"
        )
        connection.execute(
            "INSERT INTO events (person, identity, occurred_at, touchpoint, import_id, source_row) "
            "SELECT m.person, m.person, m.occurred_at, t.code, 1, row_number() OVER () FROM made AS m "
            "JOIN touchpoints AS t USING (touchpoint)"
        )
        for name in ("goal", "purchase"):
            connection.execute("INSERT INTO settings VALUES (?, ?, true)", [name, json.dumps(["buy"])])
        connection.unregister("made")
    return Workspace.open(file)


def later_week(file: Path, chance: float = 0.4, first: int = DAYS + 1, days: int = 7) -> Path:
    """A file of the days after the company's: the same 60 people a day, new ones, who buy with this chance."""
    random, lines = np.random.default_rng(7), ["customer,time,action"]
    for day in range(first, first + days):
        for place in range(PEOPLE):
            at = datetime.combine(FIRST + timedelta(days=day), datetime.min.time()) + timedelta(minutes=20 * place)
            lines.append(f"p{day * PEOPLE + place},{at},view")
            if random.random() < chance:
                lines.append(f"p{day * PEOPLE + place},{at + timedelta(minutes=5)},buy")
    file.write_text("\n".join(lines) + "\n")
    return file
