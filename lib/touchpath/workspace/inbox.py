"""The inbox: a folder beside the workspace for files too large to upload, or that came while the app was running.

What lies in it is somebody's file: it is offered, taken by itself only where the workspace is told to watch the
folder (waiting.py), and after an import it is moved to the folder `imported` in the inbox, never deleted unasked.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from touchpath.engine.owner_only import own_folder, owned, write_whole
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SpooledFile
from touchpath.ingest.spool import Spool, shown_name
from touchpath.ingest.wishes import NO_WISHES, Wishes
from touchpath.workspace.access import Access
from touchpath.workspace.folder import FILE

ENDINGS = (
    "csv", "tsv", "txt", "tab", "log", "dat", "json", "ndjson", "jsonl", "parquet", "pq",
    "xlsx", "xlsm", "xls", "ods", "gz", "tgz", "tar", "zip",
)  # fmt: skip
"""What the names of files end in that are offered (also those that are only read to be refused with a remedy)."""
_NOTE, _PART = ".touchpath", ".part"
_IMPORTED = "imported"
_STILL_SECONDS = 3.0


@dataclass(frozen=True)
class InboxFile:
    """A file in the inbox: name, bytes, when it was last written (UTC), what was said of it when it was handed in.

    `growing`: it was written to within the last seconds, so a copy is probably under way. `refused`: why it was
    refused as it lies there; "" once it has changed.
    """

    name: str
    bytes: int
    written_at: datetime
    growing: bool
    wishes: Wishes = NO_WISHES
    refused: str = ""

    @property
    def stamp(self) -> tuple[int, datetime]:
        """Tells what lies there from what lay there before it was changed."""
        return self.bytes, self.written_at


@dataclass(frozen=True)
class Inbox:
    """A folder people and the command line put files into."""

    folder: Path

    @classmethod
    def of(cls, workspace: Path) -> Self:
        """The inbox of a workspace file; the one of a workspace made by the app is called `inbox`."""
        name = "inbox" if workspace.name == FILE else f"{workspace.stem}.inbox"
        return cls(workspace.with_name(name))

    def make(self) -> None:
        """Make the folder, so that there is one to put files into."""
        own_folder(self.folder)

    def files(self) -> tuple[InboxFile, ...]:
        """The files that can be read, by name: plain files, no links, of formats we read or handed in."""
        found = (self._described(path) for path in _plain_files(self.folder))
        return tuple(sorted((file for file in found if file), key=lambda file: file.name.casefold()))

    def take(self, name: str, spool: Spool) -> SpooledFile:
        """Bring a file of the inbox into the spool, without a second copy where possible; it stays here as well.

        Raises ImportRefused when it is gone, or is still being written.
        """
        before = next((file for file in self.files() if file.name == name), None)
        if before is None:
            raise ImportRefused("The file is no longer in the inbox.", file=shown_name(name))
        taken = spool.take(self.folder / before.name)
        after = next((file for file in self.files() if file.name == name), None)
        if before.growing or after is None or after.stamp != before.stamp:
            spool.discard(taken)
            raise ImportRefused(
                "The file is still being written.", file=before.name, remedy="Try again once the copy is complete."
            )
        return taken

    def hand_in(self, source: Path, wishes: Wishes = NO_WISHES) -> str:
        """Put a file into the inbox (a hard link where possible, else a copy); the name it has there.

        Raises ImportRefused when there is no such file, or no room.
        """
        if not source.is_file():
            raise ImportRefused("There is no such file.", file=source.name, remedy="Check the path.")
        self.make()
        name = _name_for(self.folder, source)
        part = self.folder / f".{name}{_PART}"
        try:
            _link_or_copy(source, part)
            if wishes != NO_WISHES:
                write_whole(self._note(name), json.dumps(wishes.to_plain()))
            os.replace(part, self.folder / name)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ImportRefused(
                f"The inbox cannot be written to ({error.strerror or error}).", file=source.name, remedy="Make room."
            ) from error
        return name

    def keep_refusal(self, file: InboxFile, reason: str) -> None:
        """Remember why a file was refused, until it changes; nothing where there is no room for that."""
        refused = {"bytes": file.bytes, "written_at": file.written_at.isoformat(), "reason": reason}
        with suppress(OSError):
            write_whole(self._note(file.name), json.dumps({**file.wishes.to_plain(), "refused": refused}))

    def set_aside(self, name: str) -> None:
        """Move a file that was imported to the folder `imported`; what is no longer there is let be."""
        aside = self.folder / _IMPORTED
        own_folder(aside)
        if name in {file.name for file in self.files()}:
            os.replace(self.folder / name, aside / _free_name(aside, name))
            self._note(name).unlink(missing_ok=True)

    def imported(self) -> tuple[int, int]:
        """How many files lie in the folder `imported`, and their bytes."""
        sizes = [path.stat().st_size for path in _plain_files(self.folder / _IMPORTED)]
        return len(sizes), sum(sizes)

    def delete_imported(self, access: Access) -> None:
        """Delete the files that were imported, because somebody asked for it; raises NotAllowedError."""
        with access.act("delete", "the imported files of the inbox"):
            for path in _plain_files(self.folder / _IMPORTED):
                path.unlink(missing_ok=True)

    def _described(self, path: Path) -> InboxFile | None:
        note = self._note(path.name)
        known = path.suffix.lower().removeprefix(".") in ENDINGS or note.exists()
        if path.name.startswith(".") or not known:
            return None
        seen = path.stat()
        written = datetime.fromtimestamp(seen.st_mtime, UTC).replace(tzinfo=None)
        growing = 0 <= time.time() - seen.st_mtime < _STILL_SECONDS
        found = InboxFile(path.name, seen.st_size, written, growing, _wishes(note))
        return replace(found, refused=_refused(note, found))

    def _note(self, name: str) -> Path:
        """Where what was said of a file stands."""
        return self.folder / f".{name}{_NOTE}"


def _plain_files(folder: Path) -> Iterator[Path]:
    """The files of a folder itself; links lead elsewhere and are passed over."""
    for path in folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ():
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                yield path
        except OSError:  # it went while we looked
            continue


def _wishes(note: Path) -> Wishes:
    try:
        return Wishes.from_plain(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError):  # none were said, or they are damaged: it is guessed
        return NO_WISHES


def _refused(note: Path, file: InboxFile) -> str:
    """Why the file was refused, where it is still the same."""
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))["refused"]
        same = (kept["bytes"], kept["written_at"]) == (file.bytes, file.written_at.isoformat())
        return str(kept["reason"]) if same else ""
    except (OSError, ValueError, TypeError, KeyError):  # it was not, or what was noted is damaged
        return ""


def _free_name(folder: Path, name: str) -> str:
    """The name, or with a number before its ending where it is taken."""
    first, dot, ending = shown_name(name).lstrip(".").partition(".")
    free, number = f"{first}{dot}{ending}", 2
    while (folder / free).exists():
        free, number = f"{first} ({number}){dot}{ending}", number + 1
    return free


def _name_for(folder: Path, source: Path) -> str:
    """A free name; the one it has already where the same file was handed in before."""
    there = folder / shown_name(source.name)
    return there.name if there.exists() and there.samefile(source) else _free_name(folder, source.name)


def _link_or_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:
        shutil.copyfile(source, owned(target))
