"""The retention period: events, answers and assignments older than a number of days are deleted.

Rejected rows, whose time is not known, go with the age of their import. Files of people and aliases have no dates and
stay: somebody of whom nothing else is left is erased by name, or by undoing the import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from touchpath.engine.base import Store, Writer
from touchpath.queries.tables import TABLES
from touchpath.workspace.originals import Originals
from touchpath.workspace.people_erased import finish
from touchpath.workspace.settings import read_settings
from touchpath.workspace.settling import settle

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


def delete_old(
    engine: Store, originals: Originals | None, marker: Path | None, now: datetime | None = None
) -> Deleted | None:
    """Delete what is older than the retention period of the workspace; None where there is none, or nothing is older.

    Kept originals of the imports concerned go as a whole, and the database file is written anew.
    """
    days = read_settings(engine)["retention_days"].value
    if days is None:
        return None
    before = (now or datetime.now(UTC).replace(tzinfo=None)) - timedelta(days=days)
    if not _is_any_older(engine, before):
        return None
    if marker:
        marker.touch()
    try:
        with engine.transaction() as writer:
            deleted = _delete(writer, before)
    except BaseException:
        if marker:
            marker.unlink()
        raise
    finish(engine, originals, marker)
    return deleted


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
