"""A shop whose people leave after long waits and long pauses, written event by event; without a signal on request."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from tests.tables import make_tables

START, DAYS = datetime(2025, 1, 6), 130
_RATES = (0.05, 0.12, 0.3)


def shop_events(people: int = 1_500, seed: int = 0, *, signal: bool = True) -> pd.DataFrame:
    """Visits by day at three paces; a support call now and then, whose waiting time above 20 minutes ends it all.

    Without a signal everybody goes on for ever, at a pace drawn anew each day: nothing known before tells of after.
    """
    random = np.random.default_rng(seed)
    rows: list[tuple[Any, ...]] = []
    for person in range(1, people + 1):
        pace, day = _RATES[person % 3], random.uniform(0, 90)
        while day < DAYS:
            rows.append((person, day, "visit", "web" if random.random() < 0.7 else "app", None))
            if signal and random.random() < 0.12:
                wait = random.exponential(16)
                rows.append((person, day + 0.01, "call", "phone", f"{wait:.1f}"))
                if wait > 20 and random.random() < 0.85:
                    break
            day += random.exponential(1 / pace) if signal else random.exponential(28)
    frame = pd.DataFrame(rows, columns=["person", "day", "touchpoint", "channel", "wait"])
    return frame.assign(moment=[START + timedelta(days=day) for day in frame["day"]])


TOUCHPOINTS, CHANNELS = ("visit", "call"), ("web", "app", "phone")
_EVENTS = """
INSERT INTO events (person, occurred_at, touchpoint, channel, properties, identity, import_id, source_row)
SELECT g.person, g.moment, g.touchpoint, g.channel,
  CASE WHEN g.wait IS NOT NULL THEN MAP {'wait_minutes': g.wait} END, g.person, 1, g.source_row
FROM given AS g ORDER BY g.touchpoint, g.person, g.moment
"""
_PEOPLE = """
INSERT INTO people (person, person_id, canonical, persona)
SELECT g.person, 'p' || g.person, g.person, CASE WHEN g.person % 2 = 0 THEN 'Family' ELSE 'Senior' END
FROM (SELECT DISTINCT person FROM given) AS g ORDER BY g.person
"""


def written_shop(file: Path, people: int = 1_500, seed: int = 0, *, signal: bool = True) -> Path:
    """The events as a workspace file, in bulk."""
    events = shop_events(people, seed, signal=signal)
    given = pd.DataFrame(
        {
            "person": events["person"],
            "moment": events["moment"],
            "touchpoint": [TOUCHPOINTS.index(name) + 1 for name in events["touchpoint"]],
            "channel": [CHANNELS.index(name) + 1 for name in events["channel"]],
            "wait": events["wait"].astype(object).where(events["wait"].notna(), None),
            "source_row": range(len(events)),
        }
    )
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        connection.register("given", given)
        for table, names in (("touchpoint", TOUCHPOINTS), ("channel", CHANNELS)):
            rows = [(place, name, name) for place, name in enumerate(names, 1)]
            connection.executemany(f"INSERT INTO {table}s (code, raw_name, {table}) VALUES (?, ?, ?)", rows)
        connection.execute(_PEOPLE)
        connection.execute(_EVENTS)
    return file
