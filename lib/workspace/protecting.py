"""Protection of people when files come in, as the settings of the workspace want it."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path

from lib.engine.base import FileEngine
from lib.ingest.mapping import Mapping
from lib.ingest.privacy import Hashing, Protection, protect, protection, workspace_key
from lib.ingest.report import Finding
from lib.ingest.source import SourceTable
from lib.workspace.settings import read_settings


class Protecting:
    """The part of a workspace that keeps its key and replaces ids before they are stored."""

    engine: FileEngine
    path: Path | None

    @cached_property
    def hashing(self) -> Hashing:
        """The keyed hash of this workspace; its key lies beside the database file, never in it."""
        return Hashing(workspace_key(key_file(self.path)) if self.path else secrets.token_bytes(32))

    def protected(self, table: SourceTable, mapping: Mapping) -> tuple[SourceTable, Mapping, tuple[Finding, ...]]:
        """The table and mapping to import, after the replacement where the settings want one."""
        wanted = self.protection_of(table, mapping)
        return protect(wanted, mapping) if wanted else (table, mapping, ())

    def protection_of(self, table: SourceTable, mapping: Mapping, *, in_place: bool = False) -> Protection | None:
        """What the settings want to be done to a table; None: nothing. `in_place` masks what would be left out."""
        settings = read_settings(self.engine)
        if not settings["protect_people"].value:
            return None
        treatment = settings["personal_columns"].value
        return protection(table, mapping, self.hashing, "mask" if in_place and treatment == "drop" else treatment)


def key_file(path: Path) -> Path:
    """Where the key of a workspace lies."""
    return path.with_name(f"{path.stem}.key")
