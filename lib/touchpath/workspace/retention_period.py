"""The retention period: events, answers and assignments older than a number of days are deleted.

Rejected rows, whose time is not known, go with the age of their import. Files of people and aliases have no dates and
stay: somebody of whom nothing else is left is erased by name, or by undoing the import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from touchpath.engine.base import Store, Writer
from touchpath.workspace.originals import Originals
from touchpath.workspace.people_erased import finish
from touchpath.workspace.settings import read_settings
from touchpath.workspace.settling import settle

_DATED = ("events", "set_aside", "duplicates", "responses", "duplicate_responses", "rejected")


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
    return bool(engine.frame("ask/privacy/any_older", {"before": before})["older"][0])


def _delete(writer: Writer, before: datetime) -> Deleted:
    for name in _DATED:
        writer.run(f"keep/privacy/old_{name}", {"before": before})
    writer.run("keep/privacy/old_counts")
    counts = writer.frame("keep/privacy/erased_totals")
    for name in (*_DATED, "assignments"):
        writer.run(f"keep/privacy/drop_old_{name}", {"before": before})
    writer.run("keep/privacy/count_erased")
    writer.run("keep/privacy/let_go_of_originals")
    for statement in ("refresh_seen", "drop_people", "drop_members", "unlink_responses", "count_remedies"):
        writer.run(f"keep/load/{statement}")
    settle(writer)
    return Deleted(before, int(counts[["accepted", "rejected", "duplicate"]].to_numpy().sum()), len(counts))
