"""Protection of people when files come in, as chosen for the file, else as the settings of the workspace want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from touchpath.engine.base import Store
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import ROWS_SHOWN, Preview, preview
from touchpath.ingest.privacy import ID_FIELDS, Hashing, Protection, protect, protection
from touchpath.ingest.report import ImportFinding, ImportRecord
from touchpath.ingest.source import SourceTable
from touchpath.ingest.treatment import Protect
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.settings import read_settings


@dataclass(frozen=True)
class ProtectionOfPeople:
    """The part of a workspace that replaces ids before they are stored."""

    core: WorkspaceCore

    def protected(
        self, table: SourceTable, mapping: Mapping
    ) -> tuple[SourceTable, Mapping, tuple[ImportFinding, ...]]:
        """The table and mapping to import, after the replacement where one is wanted."""
        wanted = self.protection_of(table, mapping)
        return protect(wanted, mapping) if wanted else (table, mapping, ())

    def protection_of(self, table: SourceTable, mapping: Mapping, *, in_place: bool = False) -> Protection | None:
        """What is to be done to a table; None: nothing. `in_place` masks what would be left out."""
        wanted = mapping.protect or usual_protection(self.core.engine)
        if wanted is None:
            return None
        chosen = protection(table, mapping, self.core.hashing, wanted)
        if in_place and chosen.dropped:
            chosen = replace(chosen, masked=chosen.masked | chosen.dropped, dropped=frozenset())
        return chosen


def usual_protection(engine: Store) -> Protect | None:
    """What the settings of the workspace do to every file nothing else was chosen for; None: nothing."""
    settings = read_settings(engine)
    if not settings["protect_people"].value:
        return None
    return Protect(ids=True, others=settings["personal_columns"].value)


def ids_so_far(records: Sequence[ImportRecord]) -> frozenset[str]:
    """How imports before kept the ids of people: "plain", "hashed", both or neither."""
    found = set()
    for record in records:
        ids = [name for name in map(record.mapping.get, ID_FIELDS) if isinstance(name, str)]
        if ids:
            said = [finding.sentence for finding in record.findings if finding.code == "personal_column"]
            hashed = any(f'"{name}" was replaced by a keyed hash' in sentence for name in ids for sentence in said)
            found.add("hashed" if hashed else "plain")
    return frozenset(found)


def protected_preview(
    engine: Store, table: SourceTable, mapping: Mapping, hashing: Hashing, rows: int = ROWS_SHOWN
) -> Preview:
    """What an import would do, its first rows as they look after the replacement. Raises ImportRefused."""
    wanted = mapping.protect or usual_protection(engine)
    if wanted is None:
        return preview(engine, table, mapping, rows)
    chosen = protection(table, mapping, hashing, wanted)
    head, mapped, _ = protect(chosen, mapping, rows)
    try:
        shown = preview(engine, head, mapped, rows)
    finally:
        for path in (head.file.path, head.data):
            if path:
                path.unlink(missing_ok=True)
    return replace(preview(engine, table, mapped), rows=shown.rows)
