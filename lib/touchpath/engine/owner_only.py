"""Files of a workspace are readable by their owner only, and small ones are written whole or not at all."""

from __future__ import annotations

import os
import secrets
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


def owned(path: Path) -> Path:
    """The path of a file that is empty now and that only its owner may read, to be written by whoever opens it."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE))
    own_file(path)
    return path


def write_whole(path: Path, text: str) -> None:
    """Put a text into a file in one step: whenever this is broken off, the file is as before, or new and whole.

    Raises OSError when it cannot be written; nothing of it is left then.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with owned(part).open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _limit(path: Path, mode: int) -> None:
    try:
        if stat.S_IMODE(path.stat().st_mode) & ~mode:
            path.chmod(mode)
    except (FileNotFoundError, PermissionError):
        return
