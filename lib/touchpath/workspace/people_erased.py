"""Erasing a person everywhere in a workspace, with a receipt; afterwards no file of it holds their ids.

A marker lies beside the database file while this is under way: should the process be killed after the rows are gone,
the file is written anew when the workspace opens next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from touchpath.engine.base import StorageError, Store, Writer
from touchpath.engine.full_disk import storing
from touchpath.engine.versions import kept_copies
from touchpath.ingest.load.identities import merge_identities
from touchpath.ingest.spool import Spool
from touchpath.queries.tables import TABLES
from touchpath.workspace.files_untouched import Untouched
from touchpath.workspace.originals import Originals
from touchpath.workspace.originals_erased import clear_originals
from touchpath.workspace.people_found import OVER, PersonFound, is_telling, quoted_pattern, word_pattern
from touchpath.workspace.settling import settle

_FULL = "The disk is full, or the workspace cannot be written."
_LATER = "The rows are gone, but not yet from the bytes of the file: make room and open the workspace again."


@dataclass(frozen=True)
class Receipt:
    """What was erased, by place, and when (UTC). It does not name the person."""

    rows: tuple[tuple[str, int], ...]
    mentions: int
    originals: int
    too_short: bool
    erased_at: datetime
    untouched: tuple[Untouched, ...] = ()

    @property
    def text(self) -> str:
        """The receipt as text to be kept."""
        lines = [
            f"Erased on {self.erased_at:%Y-%m-%d %H:%M} UTC",
            *(f"{rows:,} {place}" for place, rows in self.rows),
        ]
        lines.append(f"{self.mentions:,} rows of others in which an id was written over")
        lines.append(f"{self.originals:,} kept original files written anew")
        lines.append("The database file was written anew, so that the ids are in none of its bytes.")
        if self.too_short:
            lines.append("An id is too short to be told from other words: texts of others were not searched for it.")
        lines.append(
            "Ids were looked for as written, in links (percent signs), entities, full-width letters and base64. "
            "Inside a longer packed text (base64 of several values, compressed, encrypted) they cannot be seen."
        )
        lines += [f"Not touched: {file.name}. {file.advice}" for file in self.untouched]
        lines.append("Backups and downloads made before still hold this person: delete them.")
        return "\n".join(lines) + "\n"


def erase_person(
    engine: Store, originals: Originals | None, spool: Path, found: PersonFound, path: Path | None
) -> Receipt:
    """Erase a human from every table and kept original, and write the database file anew.

    All of it or nothing; the counts of the imports become as if the rows had never been read. Raises StorageError
    when the disk is full.
    """
    marker = mark(path)
    try:
        with engine.transaction() as writer:
            mentions = _erase(writer, found)
            changed = clear_originals(writer, originals, Spool(spool), found.ids)
    except BaseException as error:
        unmark(marker)
        _sweep(engine, originals)
        if isinstance(error, OSError):
            raise StorageError(f"{_FULL} Nothing was erased: make room and erase again.") from error
        raise
    finish(engine, originals, path)
    short = not all(is_telling(one) for one in found.ids)
    return Receipt(found.rows, mentions, changed, short, datetime.now(UTC).replace(tzinfo=None, microsecond=0))


def marker_of(path: Path) -> Path:
    """What lies beside a workspace file while rows are being deleted from it for good."""
    return path.with_name(f"{path.stem}.erasing")


def mark(path: Path | None) -> Path | None:
    """Say beside the file that rows are about to be deleted for good; None in memory."""
    if path is None:
        return None
    with storing(f"{_FULL} Nothing was erased: make room and erase again."):
        marker_of(path).touch()
    return marker_of(path)


def unmark(marker: Path | None) -> None:
    """Nothing was deleted, or all of it is done."""
    if marker:
        marker.unlink(missing_ok=True)


def finish(engine: Store, originals: Originals | None, path: Path | None) -> None:
    """What follows the deletion of rows: old originals and automatic copies go, and the file is written anew.

    Raises StorageError when the disk is too full for that; the marker then stays, and it is done later.
    """
    _sweep(engine, originals)
    try:
        engine.rewrite()
    except OSError as error:
        raise StorageError(f"{_FULL} {_LATER}") from error
    if path:
        for copy in kept_copies(path):
            copy.unlink(missing_ok=True)
        unmark(marker_of(path))


def _sweep(engine: Store, originals: Originals | None) -> None:
    if originals:
        originals.sweep(set(engine.frame("ask/privacy/held_originals")["sha256"]))


def _erase(writer: Writer, found: PersonFound) -> int:
    """Delete the rows of a human inside the transaction; how many rows of others spoke of them."""
    theirs = [table for table in TABLES if table.belongs]
    speaking = [table for table in TABLES if table.speaks]
    writer.run("keep/privacy/begin_picking")
    for table in theirs:
        if table.counted:
            writer.run_over(table, "keep/privacy/pick_theirs", {**found.asked, "counted": table.counted})
    writer.run("keep/privacy/picked_counts")
    for table in theirs:
        writer.run_over(table, "keep/privacy/erase_theirs", found.asked)
    writer.run("keep/privacy/count_deleted")
    merge_identities(writer)
    given = {"pattern": word_pattern(found.ids), "over": OVER}
    first = sum(writer.run_over(table, "keep/privacy/write_over", given) for table in speaking)
    for table in speaking:  # an id right after another shares the sign between them, and is met the second time
        writer.run_over(table, "keep/privacy/write_over", given)
    writer.run("keep/privacy/redact_examples", {"quoted": quoted_pattern(found.ids)})
    settle(writer)
    return first
