"""The data folder: one sub-folder per workspace, holding its DuckDB file and what belongs to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from touchpath.journey.definition import DefinitionError

FILE = "workspace.duckdb"
_LABEL = "name.json"


@dataclass(frozen=True)
class WorkspaceEntry:
    """A workspace on disk: `slug` is its folder name (part of links), `name` what people call it."""

    slug: str
    name: str
    folder: Path

    @property
    def file(self) -> Path:
        """Its DuckDB file."""
        return self.folder / FILE


def data_folder() -> Path:
    """Where workspaces are kept: TOUCHPATH_DATA, else a `touchpath` folder in the home folder."""
    return Path(os.environ.get("TOUCHPATH_DATA") or Path.home() / "touchpath")


def list_workspaces(root: Path) -> tuple[WorkspaceEntry, ...]:
    """The workspaces below `root`, by name."""
    if not root.is_dir():
        return ()
    entries = [_entry(folder) for folder in root.iterdir() if _is_workspace(folder)]
    return tuple(sorted(entries, key=lambda entry: entry.name.casefold()))


def create_workspace(root: Path, name: str) -> WorkspaceEntry:
    """Make the folder of a new workspace; raises DefinitionError when the name is empty or taken."""
    label = _checked_name(root, name)
    folder = root / _free_slug(root, label)
    folder.mkdir(parents=True)
    _write_label(folder, label)
    return _entry(folder)


def adopt_workspace(root: Path, name: str, folder: Path) -> WorkspaceEntry:
    """Make a folder below `root`, whose name begins with a dot, a workspace in one step: all of it, or none."""
    label = _checked_name(root, name)
    _write_label(folder, label)
    target = root / _free_slug(root, label)
    os.rename(folder, target)
    return _entry(target)


def rename_workspace(root: Path, slug: str, name: str) -> WorkspaceEntry:
    """Give a workspace another name; its slug, and so its links, stay."""
    entry = find_workspace(root, slug)
    _write_label(entry.folder, _checked_name(root, name, besides=slug))
    return _entry(entry.folder)


def delete_workspace(root: Path, slug: str, typed_name: str) -> None:
    """Remove a workspace and all its files, if its name was typed exactly."""
    entry = find_workspace(root, slug)
    if typed_name.strip() != entry.name:
        raise DefinitionError(f'Type the name "{entry.name}" exactly to delete this workspace.')
    shutil.rmtree(entry.folder)


def find_workspace(root: Path, slug: str) -> WorkspaceEntry:
    """The workspace called `slug`; raises DefinitionError when there is none."""
    for entry in list_workspaces(root):
        if entry.slug == slug:
            return entry
    raise DefinitionError(f'There is no workspace "{slug}" here: choose one from the list.')


def _is_workspace(folder: Path) -> bool:
    """Folders whose names begin with a dot are being made."""
    return not folder.name.startswith(".") and (folder / _LABEL).is_file()


def _entry(folder: Path) -> WorkspaceEntry:
    label = json.loads((folder / _LABEL).read_text(encoding="utf-8"))
    return WorkspaceEntry(folder.name, str(label["name"]), folder)


def _write_label(folder: Path, name: str) -> None:
    (folder / _LABEL).write_text(json.dumps({"name": name}), encoding="utf-8")


def _checked_name(root: Path, name: str, besides: str = "") -> str:
    label = " ".join(name.split())
    if not label:
        raise DefinitionError("A workspace needs a name.")
    taken = {entry.name.casefold() for entry in list_workspaces(root) if entry.slug != besides}
    if label.casefold() in taken:
        raise DefinitionError(f'There is already a workspace called "{label}".')
    return label[:80]


def _free_slug(root: Path, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "workspace"
    slug, number = base, 2
    while (root / slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug
