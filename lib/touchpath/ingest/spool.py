"""The spool: the one folder uploaded files are written to, and the only one the database may read.

Names on disk are ours (random), so a file name with path parts leads nowhere; the uploaded name is kept for people.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from touchpath.engine.owner_only import own_folder, owned
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import LARGE, SpooledFile

_PIECE = 1 << 20


@dataclass(frozen=True)
class Spool:
    """A folder files are streamed into, one sub-folder each."""

    folder: Path

    def save(self, name: str, stream: BinaryIO) -> SpooledFile:
        """Stream an upload to disk, fingerprinting it on the way; never holds more than a piece in memory."""
        path = self._place(name)
        digest, size = hashlib.sha256(), 0
        with owned(path).open("wb") as target:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        return SpooledFile(path, shown_name(name), size, digest.hexdigest())

    def take(self, source: Path) -> SpooledFile:
        """Bring a file of this machine into the spool: a hard link where possible, else a copy.

        Raises ImportRefused when there is no such file.
        """
        if not source.is_file():
            raise ImportRefused("There is no such file.", file=source.name, remedy="Check the path.")
        path = self._place(source.name)
        try:
            os.link(source, path)
        except OSError:
            shutil.copyfile(source, owned(path))
        size = path.stat().st_size
        return SpooledFile(
            path, shown_name(source.name), size, _fingerprint(path) if size < LARGE else _meanwhile(path)
        )

    def discard(self, file: SpooledFile) -> None:
        """Remove a spooled file and everything made from it."""
        with suppress(OSError):
            _ = file.sha256  # nobody reads a file that goes
        if file.path.parent.parent == self.folder:
            shutil.rmtree(file.path.parent, ignore_errors=True)

    def sweep(self) -> None:
        """Remove every file: what was here belongs to a process that has ended."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()

    def _place(self, name: str) -> Path:
        """A fresh path below the folder; only a harmless ending of the name survives."""
        folder = own_folder(own_folder(self.folder) / secrets.token_hex(8))
        endings = re.findall(r"\.[a-z0-9]{1,8}", name.lower())[-2:]
        return folder / f"original{''.join(endings)}"


def shown_name(name: str) -> str:
    """The last part of an uploaded name, without control characters, at most 200 characters."""
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return clean[:200] or "unnamed file"


def _meanwhile(path: Path) -> Future[str]:
    """The fingerprint, made while the file is looked at: it takes a second for a gigabyte."""
    made: Future[str] = Future()

    def work() -> None:
        try:
            made.set_result(_fingerprint(path))
        except OSError as error:
            made.set_exception(error)

    Thread(target=work, name="fingerprint", daemon=True).start()
    return made


def _fingerprint(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
