"""The retention period: events, answers and assignments older than a number of days are deleted.

Rejected rows, whose time is not known, go with the age of their import. Files of people and aliases have no dates and
stay: somebody of whom nothing else is left is erased by name, or by undoing the import.

Whenever a workspace opens this is done unasked, but not when the clock has leapt since it was last looked at: a clock
that is wrong would delete what is not old. Then somebody is asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from touchpath.engine.base import Store, Writer
from touchpath.journey.words import day_in_words
from touchpath.queries.tables import TABLES
from touchpath.workspace.originals import Originals
from touchpath.workspace.people_erased import finish, mark, unmark
from touchpath.workspace.settings import read_settings
from touchpath.workspace.settling import settle

_LONGEST_ABSENCE = timedelta(days=14)
_DATED = tuple(table for table in TABLES if table.ages)
_TIDY = (
    "keep/load/refresh_seen",
    "keep/load/drop_people",
    "keep/load/drop_members",
    "keep/load/unlink_responses",
    "keep/load/count_remedies",
)


@dataclass(frozen=True)
class Deleted:
    """What the retention period deleted: rows of files from before `before` (UTC), of how many imports."""

    before: datetime
    rows: int
    imports: int


@dataclass(frozen=True)
class ClockLeap:
    """Why nothing was deleted unasked: the clock says `now`, and was last looked at `seen` (both UTC)."""

    seen: datetime
    now: datetime

    @property
    def sentence(self) -> str:
        """What happened, and what to do."""
        days = (self.now - self.seen).days
        return (
            f"By the clock of this machine it is {day_in_words(self.now)}, {days:,} days since this workspace was "
            "last looked at. Nothing was deleted by its retention period: if it is right, delete what is older "
            "under Workspace, Privacy."
        )


def delete_old_unasked(
    engine: Store, originals: Originals | None, path: Path | None, now: datetime | None = None
) -> Deleted | ClockLeap | None:
    """As delete_old, but nothing is deleted when the clock has leapt by over 14 days."""
    now = now or _now()
    before = _before(engine, now)
    if before is None:
        return None
    seen = engine.frame("ask/privacy/clock_seen")["seen"][0]
    leapt = not pd.isna(seen) and now - seen > _LONGEST_ABSENCE
    if leapt and _is_any_older(engine, before):
        return ClockLeap(pd.Timestamp(seen).to_pydatetime(), now)
    return delete_old(engine, originals, path, now)


def delete_old(
    engine: Store, originals: Originals | None, path: Path | None, now: datetime | None = None
) -> Deleted | None:
    """Delete what is older than the retention period of the workspace; None where there is none, or nothing is older.

    Kept originals of the imports concerned go as a whole, and the database file is written anew. The moment is noted
    as one at which the clock was right.
    """
    now = now or _now()
    before = _before(engine, now)
    if before is None:
        return None
    with engine.transaction() as writer:
        writer.run("keep/save_setting", {"name": "clock_seen", "value": json.dumps(now.isoformat())})
    if not _is_any_older(engine, before):
        return None
    marker = mark(path)
    try:
        with engine.transaction() as writer:
            deleted = _delete(writer, before)
    except BaseException:
        unmark(marker)
        raise
    finish(engine, originals, path)
    return deleted


def is_any_over(engine: Store) -> bool:
    """Whether anything is older than the retention period of the workspace, if it has one."""
    before = _before(engine, _now())
    return before is not None and _is_any_older(engine, before)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _before(engine: Store, now: datetime) -> datetime | None:
    """What lies before it is too old; None where nothing is."""
    days = read_settings(engine)["retention_days"].value
    return None if days is None else now - timedelta(days=days)


def _is_any_older(engine: Store, before: datetime) -> bool:
    return any(
        bool(engine.frame_over(table, "ask/privacy/any_older", {"before": before})["older"][0]) for table in _DATED
    )


def _delete(writer: Writer, before: datetime) -> Deleted:
    writer.run("keep/privacy/begin_picking")
    for table in _DATED:
        if table.counted:
            writer.run_over(table, "keep/privacy/pick_old", {"before": before, "counted": table.counted})
    writer.run("keep/privacy/picked_counts")
    counts = writer.frame("keep/privacy/picked_totals")
    for table in _DATED:
        writer.run_over(table, "keep/privacy/delete_old", {"before": before})
    writer.run("keep/privacy/count_deleted")
    writer.run("keep/privacy/let_go_of_originals")
    for statement in _TIDY:
        writer.run(statement)
    settle(writer)
    return Deleted(before, int(counts[["accepted", "rejected", "duplicate"]].to_numpy().sum()), len(counts))
