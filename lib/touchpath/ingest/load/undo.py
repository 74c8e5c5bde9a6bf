"""Takes an import back, and brings back what other imports had repeated of it.

What several imports say is held as often as in the import that says it most, whichever of them are there and in
whatever order they came; so the workspace is afterwards as if the import had never been made.
"""

from __future__ import annotations

from touchpath.engine.base import Writer
from touchpath.ingest.load.identities import merge_identities
from touchpath.ingest.load.spellings import settle_spellings
from touchpath.ingest.refusal import ImportRefused

_TABLES = (
    "events", "set_aside_events", "duplicate_events", "people_rows", "identities", "responses", "duplicate_responses",
    "costs", "daily_counts", "duplicate_amounts", "rejected_rows", "imports",
)  # fmt: skip
_KEPT_ASIDE = {"events": ("events",), "responses": ("responses",), "amounts": ("costs", "daily_counts")}
_TIDY = ("drop_people", "drop_members", "unlink_responses", "drop_touchpoints", "drop_channels", "count_remedies")


def undo_import(writer: Writer, import_id: int) -> None:
    """Remove everything an import brought, inside the transaction of `writer`.

    Rows that other imports had as duplicates of it come back. People, touchpoints and channels that nothing names
    any more go. Raises ImportRefused when there is no such import.
    """
    given = {"import_id": import_id}
    if writer.frame("ask/load/undo_exists", given).empty:
        raise ImportRefused("There is no such import.", remedy="It may have been undone already.")
    for table in _TABLES:
        writer.run(f"keep/load/undo_{table}", given)
    for kind in _KEPT_ASIDE:
        _restore(writer, kind, import_id)
    merge_identities(writer)
    for statement in _TIDY:
        writer.run(f"keep/load/{statement}")
    writer.run("keep/load/drop_remedies", given)
    settle_spellings(writer)


def _restore(writer: Writer, kind: str, import_id: int) -> None:
    """Bring back what was kept aside as repeated of the import; what stays aside is repeated of another now."""
    given = {"import_id": import_id}
    if not int(writer.frame(f"ask/load/orphaned_{kind}", given)["rows"][0]):
        return
    if kind == "events":
        writer.run("keep/load/sought_events", given)
    writer.run(f"keep/load/known_{kind}")
    writer.run("keep/load/restored_items", given)
    writer.run(f"keep/load/restored_{kind}")
    writer.run("keep/load/count_restored")
    for table in _KEPT_ASIDE[kind]:
        writer.run(f"keep/load/insert_restored_{table}")
    writer.run(f"keep/load/drop_restored_{kind}")
    writer.run("keep/load/repointed_items", given)
    writer.run(f"keep/load/repoint_{kind}")
