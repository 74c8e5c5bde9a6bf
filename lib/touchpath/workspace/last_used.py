"""Which workspace was looked at last on this machine: where the app opens when no link says another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from touchpath.engine.owner_only import write_whole
from touchpath.workspace.folder import WorkspaceEntry, list_workspaces

_FILE = ".last-used"
_LONGEST = 255
"""A slug is the name of a folder: what is longer is none."""


def last_used(root: Path) -> str:
    """The slug that was remembered; empty when none was, or it cannot be read. There may be no such workspace now."""
    try:
        with (root / _FILE).open(encoding="utf-8") as stream:
            return stream.read(_LONGEST).strip()
    except (OSError, ValueError):
        return ""


def shown_first(root: Path) -> WorkspaceEntry | None:
    """The workspace that opens where no link says another: the one looked at last, else the first; None without any.

    Raises StorageError where the folder cannot be read.
    """
    entries = {entry.slug: entry for entry in list_workspaces(root)}
    return entries.get(last_used(root)) or next(iter(entries.values()), None)


def remember_used(root: Path, slug: str) -> None:
    """Remember the workspace; where the folder cannot be written to, the first by name opens, as before."""
    if last_used(root) != slug:
        with suppress(OSError):
            write_whole(root / _FILE, slug)
