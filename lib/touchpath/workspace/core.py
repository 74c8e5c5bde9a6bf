"""What the parts of a workspace share: its database, the files beside it, and the door of every write."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from touchpath.engine.base import Store
from touchpath.ingest.privacy import Hashing, workspace_key
from touchpath.ingest.records import list_imports
from touchpath.workspace.access import Access
from touchpath.workspace.originals import Originals


@dataclass(frozen=True)
class WorkspaceCore:
    """The database (`path` None: in memory), the spool it may read, the kept originals, and the door."""

    path: Path | None
    spool: Path
    engine: Store
    originals: Originals | None
    access: Access

    @cached_property
    def hashing(self) -> Hashing:
        """The keyed hash of this workspace; its key lies beside the database file, never in it."""
        return Hashing(workspace_key(key_file(self.path)) if self.path else secrets.token_bytes(32))

    def sweep_originals(self) -> None:
        """Remove kept originals that no import is made of any more."""
        if self.originals:
            self.originals.sweep({record.sha256 for record in list_imports(self.engine)})


def key_file(path: Path) -> Path:
    """Where the key of a workspace lies."""
    return path.with_name(f"{path.stem}.key")
