"""Takes an import back, and brings back what other imports had repeated of it."""

from __future__ import annotations

from lib.engine.base import Writer
from lib.ingest.load.identities import merge_identities
from lib.ingest.refusal import ImportRefused

_TABLES = (
    "events", "set_aside_events", "duplicate_events", "people_rows", "identities", "responses", "costs",
    "daily_counts", "rejected_rows", "imports",
)  # fmt: skip
_RESTORE = ("insert_restored", "count_restored", "drop_restored", "repoint_duplicates")
_TIDY = ("drop_people", "unlink_responses", "drop_touchpoints", "drop_channels")


def undo_import(writer: Writer, import_id: int) -> None:
    """Remove everything an import brought, inside the transaction of `writer`.

    Rows that other imports had as duplicates of it come back, as often as the file that has them most. People,
    touchpoints and channels that nothing names any more go. Raises ImportRefused when there is no such import.
    """
    given = {"import_id": import_id}
    if writer.frame("load/undo_exists", given).empty:
        raise ImportRefused("There is no such import.", remedy="It may have been undone already.")
    orphans = writer.run("load/orphaned_duplicates", given)
    for table in _TABLES:
        writer.run(f"load/undo_{table}", given)
    if orphans:
        writer.run("load/restore_by_id")
        writer.run("load/restore_by_content", given)
        for statement in _RESTORE:
            writer.run(f"load/{statement}")
    merge_identities(writer)
    for statement in _TIDY:
        writer.run(f"load/{statement}")
