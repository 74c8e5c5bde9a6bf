"""The sample company of any seed and size, with its pains planted or left out, as an open engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import duckdb
import pandas as pd

from sample_data.generator import settings as planted
from sample_data.generator.company import make_company
from sample_data.generator.tables import aliases_table, answers_table, events_table, people_table
from tests.tables import make_tables
from touchpath.engine.duckdb import DuckDBStore

NEUTRAL = {
    "PAYMENT_ERROR_RATE_PROBLEM": planted.PAYMENT_ERROR_RATE,
    "SLOW_RETENTION_FACTOR": 1.0,
    "SLOW_LEAVE_RATE": 0.0,
    "EFFORT": (5.8, 5.8),
    "EFFORT_ANSWERED": (0.5, 0.5),
    "SLOW_RECOMMENDATION_LOSS": 0.0,
}
"""The settings of the generator with neither a checkout problem nor slow support; all else stays as it is."""
_SETTINGS = {
    "time_zone": "Europe/Berlin", "currency": "EUR", "goal": ["purchase"], "purchase": ["purchase"],
    "entering": ["sign_up"], "returning": ["visit"],
}  # fmt: skip


@contextmanager
def company(folder: Path, seed: int, size: float = 1.0, *, neutral: bool = False) -> Iterator[DuckDBStore]:
    """The company of a seed with `size` times as many people."""
    personas = tuple(
        replace(part, weekly_sign_ups=max(round(part.weekly_sign_ups * size), 1)) for part in planted.PERSONAS
    )
    changed = {"PERSONAS": personas, "MIX_SHIFT_SIGN_UPS": round(planted.MIX_SHIFT_SIGN_UPS * size)}
    with patch.multiple(planted, **changed, **(NEUTRAL if neutral else {})):
        made = make_company(seed)
        tables = {
            "e": events_table(made),
            "p": people_table(made),
            "a": answers_table(made),
            "i": aliases_table(made),
        }
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"company-{seed}-{int(neutral)}.duckdb"
    _write(file, tables)
    engine = DuckDBStore(file, folder / f"spool-{seed}-{int(neutral)}")
    try:
        yield engine
    finally:
        engine.close()
        file.unlink()


def _write(file: Path, tables: dict[str, pd.DataFrame]) -> None:
    """The rows as an import would store them, merged ids under one key."""
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        for name, table in tables.items():
            connection.register(f"{name}_rows", table)
        connection.execute("SET timezone = 'UTC'")
        for name, value in _SETTINGS.items():
            connection.execute("INSERT INTO settings VALUES (?, ?, true)", [name, json.dumps(value)])
        for statement in _STATEMENTS:
            connection.execute(statement)


_STATEMENTS = (
    """INSERT INTO touchpoints (raw_name, touchpoint)
       SELECT DISTINCT event, event FROM e_rows ORDER BY event""",
    """INSERT INTO channels (raw_name, channel)
       SELECT DISTINCT channel, channel FROM e_rows WHERE channel <> '' ORDER BY channel""",
    """CREATE TEMP TABLE keys AS
       WITH known AS (SELECT person, row_number() OVER (ORDER BY person) AS number, persona FROM p_rows)
       SELECT person, number, persona FROM known
       UNION ALL SELECT i.anonymous_id, k.number, NULL FROM i_rows AS i JOIN known AS k ON k.person = i.known_id""",
    """INSERT INTO people (person, person_id, canonical, persona)
       SELECT number, person, number, persona FROM keys WHERE persona IS NOT NULL""",
    """INSERT INTO events (person, occurred_at, touchpoint, channel, session, value, order_id, properties, identity,
                           import_id, source_row)
       SELECT k.number, CAST(CAST(e.occurred_at AS TIMESTAMPTZ) AS TIMESTAMP), t.code, c.code,
              nullif(e.session_id, ''), CAST(e.amount AS DOUBLE), nullif(e.order_id, ''),
              map_from_entries(list_filter([
                {'k': 'device', 'v': e.device}, {'k': 'campaign', 'v': e.campaign},
                {'k': 'category', 'v': e.category},
                {'k': 'wait_minutes', 'v': CASE WHEN isnan(CAST(e.wait_minutes AS DOUBLE)) THEN ''
                                                ELSE coalesce(CAST(e.wait_minutes AS VARCHAR), '') END}
              ], lambda x: x.v <> '')), k.number, 1, CAST(substr(e.event_id, 2) AS INTEGER)
       FROM e_rows AS e JOIN keys AS k ON k.person = e.person
       JOIN touchpoints AS t ON t.raw_name = e.event LEFT JOIN channels AS c ON c.raw_name = e.channel
       ORDER BY t.code, k.number, e.occurred_at, e.event_id""",
    """INSERT INTO responses (import_id, source_row, respondent, person, identity, answered_at, question, metric,
                              score, scale_low, scale_high, touchpoint, channel, comment)
       SELECT 2, CAST(substr(a.answer_id, 2) AS INTEGER), a.answer_id, k.number, k.number,
              CAST(CAST(a.answered_at AS TIMESTAMPTZ) AS TIMESTAMP), a.metric, a.metric, a.score,
              CASE a.metric WHEN 'nps' THEN 0 ELSE 1 END,
              CASE a.metric WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 ELSE 7 END, t.code, c.code, a.comment
       FROM a_rows AS a JOIN keys AS k ON k.person = a.person
       LEFT JOIN touchpoints AS t ON t.raw_name = a.touchpoint LEFT JOIN channels AS c ON c.raw_name = a.channel""",
)
