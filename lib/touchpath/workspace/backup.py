"""A workspace in one file: the database, the kept originals and the key, packed as a zip; and back."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from touchpath.engine.base import StorageError, Store
from touchpath.engine.full_disk import is_unwritable
from touchpath.engine.owner_only import own_folder, owned
from touchpath.ingest.reading.allowance import require_short_index
from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace.access import of_folder
from touchpath.workspace.core import key_file
from touchpath.workspace.folder import FILE, WorkspaceEntry, adopt_workspace, list_workspaces, making, sweep
from touchpath.workspace.workspace import Workspace

_NAME, _KEY, _DATABASE, _ORIGINALS = "name.txt", "workspace.key", "workspace.duckdb", "originals/"
_ORIGINAL = re.compile(r"originals/[0-9a-f]{64}\.(zst|json)")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_PIECE = 1 << 20
_LONGEST_NAME = 400


def back_up(workspace: Workspace, name: str, target: Path) -> None:
    """Write everything of a workspace called `name` to one zip file; others wait while its database is copied.

    The file holds the key of keyed hashes: keep it as safe as the workspace. Raises ValueError for one in memory, and
    StorageError when the disk is full: nothing of the backup is then left.
    """
    if workspace.path is None:
        raise ValueError("A workspace in memory cannot be backed up.")
    with workspace.access.act("back up", f'workspace "{name}"'):
        try:
            _pack(workspace, workspace.path, name, target)
        except OSError as error:
            why = error.strerror or error
            raise StorageError(f"There is no backup: the disk is full, or cannot be written to ({why}).") from error


def _pack(workspace: Workspace, path: Path, name: str, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(owned(part), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.writestr(_NAME, name)
            if key_file(path).exists():
                packed.write(key_file(path), _KEY)
            _pack_database(workspace.engine, packed, target.parent)
            if workspace.originals and workspace.originals.folder.is_dir():
                for kept in sorted(workspace.originals.folder.iterdir()):
                    packed.write(kept, _ORIGINALS + kept.name, zipfile.ZIP_STORED)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def restore(root: Path, stream: IO[bytes], name: str = "") -> WorkspaceEntry:
    """Make a new workspace below `root` of a backup; all of it or nothing. A name that is taken gets a number.

    Raises ImportRefused when the file is no backup, is damaged, or is too large for the disk, and StorageError when
    the data folder cannot be written to.
    """
    sweep(root)
    with of_folder(root).act("restore", name or "a backup"), making(root) as part:
        found = _unpack(stream, part, name)
        _try(part / _DATABASE, name)
        return adopt_workspace(root, _free_name(root, found), part)


def _pack_database(engine: Store, packed: zipfile.ZipFile, folder: Path) -> None:
    """A copy first, so that others wait for a copy only and not for the packing."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        copy = Path(place) / FILE
        engine.copy_to(copy)
        packed.write(copy, _DATABASE)


def _unpack(stream: IO[bytes], part: Path, file_name: str) -> str:
    """Unpack what a backup holds, and nothing else; the name of the workspace in it."""
    try:
        require_short_index(stream, file_name)
        with zipfile.ZipFile(stream) as packed:
            names = packed.namelist()
            if _DATABASE not in names or _NAME not in names:
                raise _no_backup(file_name)
            if sum(part.file_size for part in packed.infolist()) > shutil.disk_usage(part).free:
                raise ImportRefused(
                    "There is not enough room on the disk.", file=file_name, remedy="Make room first."
                )
            for member in names:
                if member in (_DATABASE, _KEY) or _ORIGINAL.fullmatch(member):
                    _place(packed, member, part)
            return packed.open(_NAME).read(_LONGEST_NAME).decode("utf-8", "replace") or "Restored"
    except ImportRefused:
        raise
    except _DAMAGED as error:
        if is_unwritable(error):
            raise StorageError(f"{file_name or 'The backup'} does not fit on the disk: make room first.") from error
        raise _no_backup(file_name) from error


def _place(packed: zipfile.ZipFile, member: str, part: Path) -> None:
    target = part / member.replace(_ORIGINALS, f"{Path(FILE).stem}.originals/")
    own_folder(target.parent)
    with packed.open(member) as source, owned(target).open("wb") as copy:
        shutil.copyfileobj(source, copy, _PIECE)


def _try(file: Path, file_name: str) -> None:
    """Open what came out of the backup once, before it becomes a workspace."""
    try:
        with Workspace.open(file) as workspace:
            workspace.imports()
    except StorageError:
        raise
    except Exception as error:  # whatever a foreign file makes the database say, it is no workspace
        raise _no_backup(file_name) from error


def _no_backup(file_name: str) -> ImportRefused:
    return ImportRefused(
        "This is no backup of a workspace, or it is damaged.", file=file_name, remedy="Choose another file."
    )


def _free_name(root: Path, name: str) -> str:
    taken = {entry.name.casefold() for entry in list_workspaces(root)}
    label, number = " ".join(name.split())[:70] or "Restored", 2
    free = label
    while free.casefold() in taken:
        free, number = f"{label} ({number})", number + 1
    return free
