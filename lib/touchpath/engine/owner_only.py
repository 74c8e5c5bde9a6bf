"""Files of a workspace are readable by their owner only."""

from __future__ import annotations

import stat
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def own_file(path: Path) -> None:
    """Let nobody but its owner read the file, if it is there (and may be changed by us)."""
    _limit(path, FILE)


def own_folder(path: Path) -> Path:
    """The folder, made if it is not there (with those above it); only its owner may look into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=FOLDER, exist_ok=True)
    _limit(path, FOLDER)
    return path


def _limit(path: Path, mode: int) -> None:
    try:
        if stat.S_IMODE(path.stat().st_mode) & ~mode:
            path.chmod(mode)
    except (FileNotFoundError, PermissionError):
        return
