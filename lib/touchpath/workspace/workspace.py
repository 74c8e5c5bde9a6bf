"""The Python front door: open a workspace, import files, hand out the engine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from touchpath.engine.base import Store
from touchpath.engine.duckdb import DuckDBStore
from touchpath.engine.full_disk import storing
from touchpath.engine.limits import Limits
from touchpath.ingest.spool import Spool
from touchpath.workspace.beside import keep_to_owner, traces
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.originals import Originals
from touchpath.workspace.privacy import Private
from touchpath.workspace.settings import Setting, mend_settings, read_settings, save_settings


class Workspace(Private):
    """One DuckDB file (or memory) with everything a team knows about its journeys.

    Share one instance between threads; close it, or use it in a with-statement. Uploaded files are spooled into
    `spool`, the only folder the database may read.
    """

    def __init__(self, path: Path | None, spool: Path, limits: Limits | None = None, *, create: bool = True) -> None:
        self.path = path
        self.spool = spool
        self._mended: tuple[str, ...] = ()
        self.inbox = Inbox.of(path) if path else None
        self.originals = Originals(path.with_name(f"{path.stem}.originals")) if path else None
        self.engine: Store = DuckDBStore(path, spool, limits or Limits.from_environment(), create=create)

    @classmethod
    def open(cls, path: str | Path, limits: Limits | None = None, *, create: bool = True) -> Self:
        """Open a workspace file; `limits`: how much of the machine it may use, else what is usual.

        A file that is not there is made, unless `create` is False or something of it still lies beside (it vanished).
        Raises CannotOpenError in all its kinds (busy, newer, missing, damaged) and StorageError.
        """
        file = Path(path).resolve()
        workspace = cls(file, file.with_name(f"{file.stem}.spool"), limits, create=create and not traces(file))
        try:
            with storing(f"{file.name} is open, but its folder cannot be written to."):
                workspace._tidy()
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def in_memory(cls) -> Self:
        """A workspace that is gone when it is closed; its spool is a temporary folder."""
        return cls(None, Path(tempfile.mkdtemp(prefix="touchpath-")))

    @property
    def settings(self) -> dict[str, Setting]:
        """Every setting by name."""
        return read_settings(self.engine)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was found damaged when it was opened, and is not put right yet, in sentences."""
        lost = [name for name in self._mended if not self.settings[name].confirmed]
        settings = tuple(
            f'The setting "{name.replace("_", " ")}" could not be read and is as in a new workspace: choose it again.'
            for name in lost
        )
        return settings + ((self.clock_leap.sentence,) if self.clock_leap else ())

    def save_settings(self, **values: Any) -> None:
        """Store settings as confirmed by a person."""
        with self.engine.transaction() as writer:
            save_settings(writer, values, confirmed=True)

    def _tidy(self) -> None:
        """Remove what a process that was killed left, finish what it began, and delete what has become too old."""
        if self.path:
            keep_to_owner(self.path)
        self._mended = mend_settings(self.engine)
        Spool(self.spool).sweep()
        self.sweep_originals()
        self.resume_erasing()
        self.delete_old_unasked()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.close()

    def __enter__(self) -> Self:
        """Use as a context manager."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close at the end of a with-statement."""
        self.close()
