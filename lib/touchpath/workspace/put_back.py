"""Going back to a copy that was made automatically, where a workspace file is damaged; the damaged one is kept."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from touchpath.engine.broken_log import log_of
from touchpath.engine.full_disk import storing
from touchpath.engine.opening import kept_from_others
from touchpath.engine.owner_only import owned
from touchpath.engine.versions import kept_copies
from touchpath.workspace.folder import WorkspaceEntry


@dataclass(frozen=True)
class AutomaticCopy:
    """A copy of a workspace file from before its tables were brought forward, and when it was made (UTC)."""

    path: Path
    made_at: datetime


def automatic_copies(entry: WorkspaceEntry) -> tuple[AutomaticCopy, ...]:
    """The copies beside a workspace file, the newest first."""
    found = [
        AutomaticCopy(path, datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None))
        for path in kept_copies(entry.file)
    ]
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))


def put_back(entry: WorkspaceEntry, copy: AutomaticCopy) -> Path | None:
    """Put a copy in the place of the workspace file; where the damaged file lies now, None if there was none.

    Raises WorkspaceBusyError when the workspace is open, and StorageError when there is no room: nothing is changed.
    """
    part = entry.file.with_name(f".{entry.file.name}.part")
    with kept_from_others(entry.file, entry.name), storing("There is no room for the copy: nothing was changed."):
        try:
            shutil.copyfile(copy.path, owned(part))
            aside = _aside(entry.file)
            os.replace(part, entry.file)
        finally:
            part.unlink(missing_ok=True)
    return aside


def _aside(file: Path) -> Path | None:
    """Move a file, and what was written since its last checkpoint, out of the way under a name that says why."""
    target = file.with_name(f"{file.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}.duckdb")
    for source, beside in ((file, target), (log_of(file), log_of(target))):
        if source.exists():
            os.replace(source, beside)
    return target if target.exists() else None
