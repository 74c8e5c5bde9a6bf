"""Files beside a workspace that are not its own to change: an erase names them and says what to do."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from touchpath.workspace.bytes_searched import holds
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.people_found import OVER, word_pattern

_DATABASE = "workspace.duckdb"
_WHOLE = {"backup": "It is a backup made before", "damaged": "It is a damaged workspace file that was put aside"}
_HOLDS, _MAY = "It holds an id of this person", "It was looked through in vain, but may be packed"


@dataclass(frozen=True)
class Untouched:
    """A file an erase left as it is: its name (without the person), whether it holds an id, and what to do."""

    name: str
    holds: bool
    advice: str


def untouched_files(workspace: Path, spool: Path, ids: Sequence[str]) -> tuple[Untouched, ...]:
    """The files of the inbox, uploads that wait in the spool, and backups in the folder of a workspace file."""
    named = re.compile(word_pattern(ids))
    found = []
    for path, kind, remedy in _candidates(workspace, spool):
        held = kind in _WHOLE or holds(path, ids)
        said = _WHOLE.get(kind) or (_HOLDS if held else _MAY)
        shown = path.relative_to(workspace.parent).as_posix() if path.is_relative_to(workspace.parent) else path.name
        found.append(Untouched(named.sub(OVER, shown), held, f"{said}: {remedy}"))
    return tuple(found)


def _candidates(workspace: Path, spool: Path) -> Iterator[tuple[Path, str, str]]:
    inbox = Inbox.of(workspace).folder
    for path in _files(inbox):
        yield path, "inbox", "take the person out of it, or delete it, before it is imported."
    for path in _files(spool):
        if "spill" not in path.relative_to(spool).parts:
            yield path, "upload", "it waits to be imported and goes when that ends; erase again after an import."
    for path in sorted(workspace.parent.glob("*.damaged-*")):
        yield path, "damaged", "delete it."
    for path in sorted(workspace.parent.glob("*.zip")):
        if _is_backup(path):
            yield path, "backup", "delete it and make a new one."


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def _is_backup(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return _DATABASE in packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return False
