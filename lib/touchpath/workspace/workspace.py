"""The Python front door: open a workspace, import files, hand out the engine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from touchpath.engine.base import Store
from touchpath.engine.duckdb import DuckDBStore
from touchpath.engine.full_disk import storing
from touchpath.engine.limits import Limits
from touchpath.ingest.spool import Spool
from touchpath.workspace.access import Access, AuditLog
from touchpath.workspace.alerts import WatchedFigures
from touchpath.workspace.beside import keep_to_owner, traces
from touchpath.workspace.boards import Boards
from touchpath.workspace.catalogue import Catalogue
from touchpath.workspace.changes import Changes
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.corrections import Corrections
from touchpath.workspace.guesses import guess_settings, guesses_due
from touchpath.workspace.importing import Imports
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.originals import Originals
from touchpath.workspace.people import KnownPeople
from touchpath.workspace.remedies import Remedies
from touchpath.workspace.saved import Saved
from touchpath.workspace.settings import Settings, mend_settings
from touchpath.workspace.waiting import WaitingFiles


class Workspace:
    """One DuckDB file (or memory) with everything a team knows about its journeys.

    What can be done with it are its parts: `imports`, `waiting`, `corrections`, `people`, `saved`, `boards`,
    `alerts`, `changes`, `catalogue`, `remedies` and `settings`; every write among them passes `access`. `core` is
    what they share.

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
        self.access = Access(AuditLog.beside(path) if path else AuditLog(None))
        self.core = WorkspaceCore(path, spool, self.engine, self.originals, self.access)
        self._offer_parts(self.core)

    def _offer_parts(self, core: WorkspaceCore) -> None:
        self.imports = Imports(core)
        self.waiting = WaitingFiles(core, self.imports, self.inbox)
        self.corrections = Corrections(core, self.imports)
        self.people = KnownPeople(core)
        self.saved = Saved(core)
        self.boards = Boards(core)
        self.alerts = WatchedFigures(self.saved)
        self.changes = Changes(core)
        self.catalogue = Catalogue(core)
        self.remedies = Remedies(core)
        self.settings = Settings(core)
        self.import_file = self.imports.import_file
        self.import_table = self.imports.import_table
        self.import_tables = self.imports.import_tables
        self.import_again = self.corrections.import_again
        self.import_fixed = self.corrections.import_fixed
        self.import_events = self.imports.import_events
        self.import_people = self.imports.import_people
        self.import_identities = self.imports.import_identities
        self.import_responses = self.imports.import_responses
        self.import_costs = self.imports.import_costs
        self.import_daily_counts = self.imports.import_daily_counts

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
    def remarks(self) -> tuple[str, ...]:
        """What was found damaged when it was opened, and is not put right yet, in sentences."""
        lost = [name for name in self._mended if not self.settings[name].confirmed]
        settings = tuple(
            f'The setting "{name.replace("_", " ")}" could not be read and is as in a new workspace: choose it again.'
            for name in lost
        )
        return settings + ((self.people.clock_leap.sentence,) if self.people.clock_leap else ())

    def _tidy(self) -> None:
        """Remove what a process that was killed left, finish what it began, and delete what has become too old."""
        if self.path:
            keep_to_owner(self.path)
        self._mended = mend_settings(self.engine)
        Spool(self.spool).sweep()
        self.core.sweep_originals()
        self.people.resume_erasing()
        self.people.delete_old_unasked()
        if guesses_due(self.engine):
            with self.access.act("settings", "guessed from the names of touchpoints"):
                guess_settings(self.engine)

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
