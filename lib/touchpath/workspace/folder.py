"""The data folder: one sub-folder per workspace, holding its DuckDB file and what belongs to it.

What is being made, restored or deleted lies in a folder whose name begins with a dot: it is moved in one step, so a
workspace is there whole or not at all, and what a killed process left of one is swept away.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from touchpath.engine.base import CannotOpenError, StorageError
from touchpath.engine.duckdb import DuckDBStore
from touchpath.engine.opening import kept_from_others
from touchpath.engine.owner_only import FOLDER, own_folder, write_whole
from touchpath.journey.definition import DefinitionError
from touchpath.workspace.access import of_folder

FILE = "workspace.duckdb"
_LABEL = "name.json"
_LONGEST_NAME = 80
_MAKING, _DELETING = ".making-", ".deleting-"
_UNFINISHED = (_MAKING, _DELETING, ".restoring-")


@dataclass(frozen=True)
class WorkspaceEntry:
    """A workspace on disk: `slug` is its folder name (part of links), `name` what people call it.

    `named`: False where the name was lost (its file is damaged) and the slug stands in for it.
    """

    slug: str
    name: str
    folder: Path
    named: bool = True

    @property
    def file(self) -> Path:
        """Its DuckDB file."""
        return self.folder / FILE


def data_folder() -> Path:
    """Where workspaces are kept: TOUCHPATH_DATA, else a `touchpath` folder in the home folder."""
    return Path(os.environ.get("TOUCHPATH_DATA") or Path.home() / "touchpath")


def list_workspaces(root: Path) -> tuple[WorkspaceEntry, ...]:
    """The workspaces below `root`, by name, damaged ones too. Raises CannotOpenError when it cannot be read."""
    try:
        folders = list(root.iterdir()) if root.exists() else []
    except OSError as error:
        raise CannotOpenError(
            f"The data folder {root} cannot be looked into ({error.strerror}). Allow that, or set TOUCHPATH_DATA to "
            "another folder."
        ) from error
    entries = [_entry(folder) for folder in folders if _is_workspace(folder)]
    return tuple(sorted(entries, key=lambda entry: (entry.name.casefold(), entry.slug)))


def create_workspace(root: Path, name: str) -> WorkspaceEntry:
    """Make an empty workspace. Raises DefinitionError for a name that is empty or taken, and StorageError."""
    with of_folder(root).act("create", f'workspace "{name}"'), making(root) as part:
        label = _checked_name(root, name)
        DuckDBStore(part / FILE, part / f"{Path(FILE).stem}.spool").close()
        return adopt_workspace(root, label, part)


@contextmanager
def making(root: Path, prefix: str = _MAKING) -> Iterator[Path]:
    """A folder below `root` to build a workspace in; gone after the block unless it was adopted."""
    part = root / f"{prefix}{os.getpid()}-{secrets.token_hex(4)}"
    try:
        root.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        yield own_folder(part)
    except OSError as error:
        if isinstance(error, StorageError):
            raise
        raise StorageError(f"The data folder {root} cannot be written to ({error.strerror}).") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def adopt_workspace(root: Path, name: str, folder: Path) -> WorkspaceEntry:
    """Make a folder below `root`, whose name begins with a dot, a workspace in one step: all of it, or none."""
    label = _checked_name(root, name)
    _write_label(folder, label)
    target = root / _free_slug(root, label)
    os.rename(folder, target)
    return _entry(target)


def rename_workspace(root: Path, slug: str, name: str) -> WorkspaceEntry:
    """Give a workspace another name; its slug, and so its links, stay. Raises DefinitionError and StorageError."""
    entry = find_workspace(root, slug)
    with of_folder(root).act("rename", f'workspace "{entry.name}" to "{name}"'):
        label = _checked_name(root, name, besides=slug)
        try:
            _write_label(entry.folder, label)
        except OSError as error:
            raise StorageError(f'"{entry.name}" keeps its name: its folder cannot be written to.') from error
    return _entry(entry.folder)


def delete_workspace(root: Path, slug: str, typed_name: str) -> None:
    """Remove a workspace and all its files, if its name was typed exactly and nobody has it open.

    It is put out of sight in one step before anything is removed. Raises DefinitionError, WorkspaceBusyError when it
    is open (close it here first), and StorageError when it cannot be moved (nothing is changed), or not all removed.
    """
    entry = find_workspace(root, slug)
    with of_folder(root).act("delete", f'workspace "{entry.name}"'):
        if typed_name.strip() != entry.name:
            raise DefinitionError(f'Type the name "{entry.name}" exactly to delete this workspace.')
        _remove(root, entry)


def _remove(root: Path, entry: WorkspaceEntry) -> None:
    doomed = root / f"{_DELETING}{os.getpid()}-{secrets.token_hex(4)}"
    with kept_from_others(entry.file, entry.name):
        try:
            os.rename(entry.folder, doomed)
        except OSError as error:
            raise StorageError(
                f'"{entry.name}" is still there: the data folder cannot be written to ({error.strerror}).'
            ) from error
    shutil.rmtree(doomed, ignore_errors=True)
    if doomed.exists():
        raise StorageError(
            f'"{entry.name}" is no workspace any more, but some of its files could not be removed: they lie in '
            f"{doomed}. It is tried again at the next start."
        )


def sweep(root: Path) -> None:
    """Remove what processes that have ended left half made, half restored or half deleted."""
    for prefix in _UNFINISHED:
        for leftover in root.glob(f"{prefix}*/"):
            owner = leftover.name.removeprefix(prefix).partition("-")[0]
            if not (owner.isdecimal() and _is_running(int(owner))):
                shutil.rmtree(leftover, ignore_errors=True)


def find_workspace(root: Path, slug: str) -> WorkspaceEntry:
    """The workspace called `slug`; raises DefinitionError when there is none."""
    for entry in list_workspaces(root):
        if entry.slug == slug:
            return entry
    raise DefinitionError(f'There is no workspace "{slug}" here: choose one from the list.')


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_workspace(folder: Path) -> bool:
    """A folder with a name or a database in it; one that may not be looked into counts, to be named as such."""
    if folder.name.startswith("."):
        return False
    try:
        return (folder / _LABEL).is_file() or (folder / FILE).is_file()
    except OSError:
        return folder.is_dir()


def _entry(folder: Path) -> WorkspaceEntry:
    name = _label_in(folder)
    return WorkspaceEntry(folder.name, name or folder.name, folder, named=bool(name))


def _label_in(folder: Path) -> str:
    """The name in the label of a workspace; empty when it is lost."""
    try:
        name = json.loads((folder / _LABEL).read_text(encoding="utf-8"))["name"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""
    plain = name.encode("utf-8", "replace").decode("utf-8") if isinstance(name, str) else ""
    return " ".join(plain.split())[:_LONGEST_NAME]


def _write_label(folder: Path, name: str) -> None:
    write_whole(folder / _LABEL, json.dumps({"name": name}))


def _checked_name(root: Path, name: str, besides: str = "") -> str:
    label = " ".join(name.split())[:_LONGEST_NAME].strip()
    if not label:
        raise DefinitionError("A workspace needs a name.")
    taken = {entry.name.casefold() for entry in list_workspaces(root) if entry.slug != besides}
    if label.casefold() in taken:
        raise DefinitionError(f'There is already a workspace called "{label}".')
    return label


def _free_slug(root: Path, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "workspace"
    slug, number = base, 2
    while (root / slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
