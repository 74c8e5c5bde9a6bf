"""A watched inbox: files whose columns are known are imported by themselves while the app runs, one after the other.

Nothing here draws: a thread of the process looks, `watched` shows what it did.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from touchpath.answers import ask
from touchpath.answers.alerts.digest import digest
from touchpath.answers.alerts.sending import AlarmsSent, send_alarms
from touchpath.answers.change.rereading import read_due
from touchpath.answers.moved import WorkspaceFigures, workspace_figures
from touchpath.engine.base import StorageError
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.access import acting_as
from touchpath.workspace.alerts import saved_alerts
from touchpath.workspace.inbox import InboxFile

ACTOR = "the watched inbox"
"""Who imports, in the audit file."""
LOOK_EVERY = 3.0
_Stamp = tuple[int, datetime]


@dataclass(frozen=True)
class Arrived:
    """What came in by itself: the imports since somebody said they had seen them, the figures before the first."""

    reports: tuple[ImportReport, ...]
    before: WorkspaceFigures | None
    since: datetime


@dataclass
class InboxWatcher:
    """Looks into the inbox of one workspace; its fields are read by pages while it does.

    `arrived` is what nobody has said to have seen, `doing` the file that is being imported and how far it is,
    `failure` what went wrong when it looked last, `sent` what came of sending alarms on after the last import.
    """

    workspace: Workspace
    arrived: Arrived | None = None
    doing: str = ""
    failure: str = ""
    sent: AlarmsSent | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    _resting: dict[str, _Stamp] = field(default_factory=dict)
    _left: dict[str, tuple[_Stamp, int]] = field(default_factory=dict)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from now on, until the workspace says otherwise or is closed; nothing where it looks already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def seen(self) -> None:
        """Somebody has seen what arrived."""
        self.arrived = self.sent = None

    def needs_look(self, file: InboxFile) -> bool:
        """Whether a file waits for somebody: its columns are new, or something about it is to be answered."""
        return self._left.get(file.name, (None, 0))[0] == file.stamp

    def look(self) -> None:
        """Import every file that is whole and known; the others are left."""
        waiting = self.workspace.waiting.files()
        ready = [file for file in waiting if self._is_ready(file)]
        self._resting = {file.name: file.stamp for file in waiting}
        self._left = {name: left for name, left in self._left.items() if name in self._resting}
        done = [report for file in ready for report in self._take(file)]
        if done:
            asking = partial(ask, self.workspace)
            read_due(self.workspace, asking)
            if self.workspace.settings["alarm_webhook"].value:
                self.sent = send_alarms(self.workspace, digest(saved_alerts(self.workspace.engine), asking))

    def _is_ready(self, file: InboxFile) -> bool:
        """Whether its size rests since the last look, it was not refused, and the data changed since it was left."""
        rests = not file.growing and self._resting.get(file.name) == file.stamp
        return rests and not file.refused and self._left.get(file.name) != (file.stamp, self._version)

    @property
    def _version(self) -> int:
        return self.workspace.engine.version

    def _take(self, file: InboxFile) -> tuple[ImportReport, ...]:
        try:
            with self._importing(file), acting_as(ACTOR):
                reports = self.workspace.waiting.take_known(
                    file, self._look_before, partial(self._tell, file), self.stop.is_set
                )
        except (
            ImportRefused,
            DefinitionError,
        ):  # its own fault: kept beside it; else: asked for here
            self._left[file.name] = (file.stamp, self._version)
            return ()
        known = self.arrived
        if known:
            self.arrived = Arrived((*known.reports, *reports), known.before, known.since)
        return reports

    @contextmanager
    def _importing(self, file: InboxFile) -> Iterator[None]:
        self.doing = file.name
        self.stop.clear()
        try:
            yield
        finally:
            self.doing = ""

    def _tell(self, file: InboxFile, step: str, rows: int) -> None:
        self.doing = f"{file.name}: {step.lower()}" + (f", {rows:,} rows" if rows else "")

    def _look_before(self) -> None:
        """The figures as they are, once for all that arrives until somebody sees it."""
        if self.arrived is not None:
            return
        before = None
        with suppress(DefinitionError, StorageError):
            boards, calendar = self.workspace.boards(), self.workspace.engine.calendar
            before = workspace_figures(boards, calendar, partial(ask, self.workspace), self.stop.is_set)
        self.arrived = Arrived((), before, datetime.now(UTC).replace(tzinfo=None))

    def _run(self) -> None:
        while self._is_on():
            try:
                self.look()
                self.failure = ""
            except Exception as error:  # a thread must not die silently: the page says what happened
                self.failure = f"The watched inbox could not be looked through: {error}."
            time.sleep(LOOK_EVERY)

    def _is_on(self) -> bool:
        """Whether the folder is to be watched; not once the workspace is closed."""
        try:
            return bool(self.workspace.settings["watch_inbox"].value)
        except Exception:  # closed or deleted meanwhile, in any of many ways: there is nothing to watch
            return False
