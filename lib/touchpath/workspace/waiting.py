"""Importing what waits in the inbox: the same for the command line and for a folder that is watched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.settled import Settled, settled
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SpooledFile
from touchpath.ingest.spool import Spool
from touchpath.ingest.wishes import NO_WISHES, Wishes
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.importing import Imports, Progress
from touchpath.workspace.inbox import Inbox, InboxFile


class LookNeeded(ImportRefused):
    """No file with these columns was imported before: somebody has to look at it first."""


@dataclass(frozen=True)
class WaitingFiles:
    """The part of a workspace that imports files of its inbox; `inbox` is None for a workspace in memory.

    A file that is refused for what it holds is not tried again before it changes: its reason is kept beside it.
    """

    core: WorkspaceCore
    imports: Imports
    inbox: Inbox | None

    def files(self) -> tuple[InboxFile, ...]:
        """The files that wait, by name, each with the reason it was refused for, if it was."""
        return self.inbox.files() if self.inbox else ()

    def take(self, file: InboxFile, wishes: Wishes = NO_WISHES) -> tuple[ImportReport, ...]:
        """Import a file as wished (else as was said when it was handed in), the rest guessed, and move it aside.

        Raises ImportRefused, with `questions` where something must be answered first; DefinitionError for wishes
        that its kind does not know.
        """
        own = wishes if wishes != NO_WISHES else file.wishes
        if file.refused and own == file.wishes:
            raise ImportRefused(
                f"It was refused before: {file.refused}", file=file.name, remedy="It is tried again once it changes."
            )
        return self._taken(file, own, lambda chosen: self.imports.import_tables(chosen))

    def take_known(
        self,
        file: InboxFile,
        begin: Callable[[], None],
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[ImportReport, ...]:
        """Import a file by itself: each of its tables as files with its header were before; nothing is guessed.

        `begin` is called once it is clear that it can be. Raises LookNeeded where a header is new, ImportRefused
        with `questions` where something is in doubt, and where not one row could be imported.
        """

        def bring(chosen: Settled) -> tuple[ImportReport, ...]:
            if not all(file.wishes.guess(table, self.core.engine).remembered for table, _ in chosen):
                raise LookNeeded(
                    "No file with these columns was imported before.", file=file.name, remedy="Look at it once."
                )
            begin()
            reports = self.imports.import_tables(chosen, progress, cancelled)
            self._require_rows(file, reports)
            return reports

        return self._taken(file, file.wishes, bring)

    def _taken(
        self, file: InboxFile, wishes: Wishes, bring: Callable[[Settled], tuple[ImportReport, ...]]
    ) -> tuple[ImportReport, ...]:
        """Bring a file in and move it aside; why it cannot be is kept, unless a question or the moment is why."""
        if self.inbox is None:
            raise ImportRefused("This workspace has no inbox.", file=file.name)
        spooled = self.inbox.take(file.name, Spool(self.core.spool))
        try:
            reports = bring(self._settled(spooled, wishes))
        except ImportRefused as refusal:
            passing = refusal.questions or isinstance(refusal, LookNeeded) or isinstance(refusal.__cause__, OSError)
            if not passing and wishes == file.wishes:
                self.inbox.keep_refusal(file, str(refusal).removeprefix(f"{file.name}: "))
            raise
        finally:
            Spool(self.core.spool).discard(spooled)
        self.inbox.set_aside(file.name)
        return reports

    def _settled(self, file: SpooledFile, wishes: Wishes) -> Settled:
        return settled(sniff(file), self.core.engine, lambda table: wishes)

    def _require_rows(self, file: InboxFile, reports: tuple[ImportReport, ...]) -> None:
        """Take a file back of which no row could be used: nobody was there to see that it looks wrong."""
        if any(report.accepted or report.duplicate or not report.rejected for report in reports):
            return
        for report in reversed(reports):
            if report.import_id is not None:
                self.imports.undo(report.import_id)
        why = next((part.reason for report in reports for part in report.reasons), "")
        raise ImportRefused(
            f"None of its rows could be imported{f' ({why})' if why else ''}.",
            file=file.name,
            remedy="Put it right, or look at it.",
        )
