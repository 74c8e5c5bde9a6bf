"""What lies beside a workspace file: found when the file itself is gone, and kept to its owner."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from touchpath.engine.broken_log import log_of
from touchpath.engine.owner_only import own_file, own_folder
from touchpath.engine.versions import kept_copies
from touchpath.workspace.access import AuditLog
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.people_erased import marker_of

_PART = ".part"


def traces(path: Path) -> bool:
    """Whether a workspace file that is not there was there once: originals, copies or unfinished work are left."""
    if os.path.exists(path):
        return False
    beside = (log_of(path), marker_of(path), *kept_copies(path))
    return any(os.path.exists(one) for one in beside) or any(_files(path.with_name(f"{path.stem}.originals")))


def keep_to_owner(path: Path) -> None:
    """Let nobody but their owner read the files of a workspace, as those of earlier days could be; sweep parts.

    The folder around is left alone where it is somebody else's: it is ours when it holds the label of a workspace.
    """
    label = path.with_name("name.json")
    if label.exists():
        own_folder(path.parent)
        for part in path.parent.glob(f".*{_PART}"):
            part.unlink(missing_ok=True)
    audit = AuditLog.beside(path).path or path
    for file in (label, audit, path.with_name(f"{path.stem}.key"), *kept_copies(path)):
        own_file(file)
    for folder in (path.with_name(f"{path.stem}.originals"), Inbox.of(path).folder):
        if folder.is_dir() and not folder.is_symlink():
            own_folder(folder)
    for file in _files(path.with_name(f"{path.stem}.originals")):
        own_file(file)


def _files(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if os.path.isdir(folder) else iter(())
