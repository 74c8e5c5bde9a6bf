"""Takes an import back, and brings back what other imports had repeated of it.

What several imports say is held as often as in the import that says it most, whichever of them are there and in
whatever order they came; so the workspace is afterwards as if the import had never been made.
"""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.engine.base import Writer
from touchpath.ingest.load.identities import merge_identities
from touchpath.ingest.load.spellings import settle_spellings
from touchpath.ingest.refusal import ImportRefused
from touchpath.queries.tables import DUPLICATE_AMOUNTS, DUPLICATE_EVENTS, DUPLICATE_RESPONSES, TABLES, KeptTable

_TIDY = (
    "keep/load/drop_people",
    "keep/load/drop_members",
    "keep/load/unlink_responses",
    "keep/load/drop_touchpoints",
    "keep/load/drop_channels",
    "keep/load/count_remedies",
)


@dataclass(frozen=True)
class KeptAside:
    """Where rows lie that repeat another import, and the statements that bring them back.

    `known` finds what all imports say, `restored` the rows of files that count as accepted again, `back` puts what
    comes back where it belongs; `first` comes before them.
    """

    table: KeptTable
    known: str
    restored: str
    back: tuple[str, ...]
    first: tuple[str, ...] = ()


KEPT_ASIDE = (
    KeptAside(
        DUPLICATE_EVENTS,
        known="keep/load/known_events",
        restored="keep/load/restored_events",
        back=("keep/load/insert_restored_events",),
        first=("keep/load/sought_events",),
    ),
    KeptAside(
        DUPLICATE_RESPONSES,
        known="keep/load/known_responses",
        restored="keep/load/restored_responses",
        back=("keep/load/insert_restored_responses",),
    ),
    KeptAside(
        DUPLICATE_AMOUNTS,
        known="keep/load/known_amounts",
        restored="keep/load/restored_amounts",
        back=("keep/load/insert_restored_costs", "keep/load/insert_restored_daily_counts"),
    ),
)


def undo_import(writer: Writer, import_id: int) -> None:
    """Remove everything an import brought, inside the transaction of `writer`.

    Rows that other imports had as duplicates of it come back. People, touchpoints and channels that nothing names
    any more go. Raises ImportRefused when there is no such import.
    """
    given = {"import_id": import_id}
    if writer.frame("ask/load/undo_exists", given).empty:
        raise ImportRefused("There is no such import.", remedy="It may have been undone already.")
    for table in TABLES:
        if table.of_import:
            writer.run_over(table, "keep/load/undo_rows", given)
    for aside in KEPT_ASIDE:
        _restore(writer, aside, given)
    merge_identities(writer)
    for statement in _TIDY:
        writer.run(statement)
    writer.run("keep/load/drop_remedies", given)
    settle_spellings(writer)


def _restore(writer: Writer, aside: KeptAside, given: dict[str, int]) -> None:
    """Bring back what was kept aside as repeated of the import; what stays aside is repeated of another now."""
    if not int(writer.frame_over(aside.table, "ask/load/orphaned", given)["rows"][0]):
        return
    for statement in aside.first:
        writer.run(statement, given)
    writer.run(aside.known)
    writer.run("keep/load/restored_items", given)
    writer.run(aside.restored)
    writer.run("keep/load/count_restored")
    for statement in aside.back:
        writer.run(statement)
    writer.run_over(aside.table, "keep/load/drop_restored")
    writer.run("keep/load/repointed_items", given)
    writer.run_over(aside.table, "keep/load/repoint")
