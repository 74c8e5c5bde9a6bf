"""An import running beside the page: how far it is, a way to stop it, and what came of it."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from touchpath.answers import ask
from touchpath.answers.moved import WorkspaceFigures, workspace_figures
from touchpath.engine.base import StorageError
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import count
from touchpath.ui.explain import plain
from touchpath.workspace import Workspace

JOB = "_import_job"
_EVERY = 0.5


@dataclass
class ImportJob:
    """One import in a thread of its own; its fields are read by the page while it runs.

    `before` are the figures as they were, read where it is the `first` of several imports.
    """

    piece: str
    name: str
    rows: int | None
    first: bool = True
    before: WorkspaceFigures | None = None
    step: str = "Starting"
    reached: int = 0
    report: ImportReport | None = None
    refusal: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.report is not None or bool(self.refusal)

    def start(self, workspace: Workspace, table: SourceTable, mapping: Mapping) -> None:
        """Begin importing."""
        self.thread = threading.Thread(target=self._run, args=(workspace, table, mapping), daemon=True)
        self.thread.start()

    def _run(self, workspace: Workspace, table: SourceTable, mapping: Mapping) -> None:
        try:
            if self.first:
                self._look_before(workspace)
            self.report = workspace.import_table(table, mapping, progress=self._tell, cancelled=self.stop.is_set)
        except ImportRefused as refusal:
            self.refusal = str(refusal)
        except Exception as error:  # a thread must not die silently: the page says what happened
            self.refusal = f"{self.name}: the import failed and nothing of it was kept ({error})."

    def _look_before(self, workspace: Workspace) -> None:
        """The figures as they are; where they cannot be read the import goes on, and nothing is told to move."""
        self._tell("Reading the figures as they are", 0)
        with suppress(DefinitionError, StorageError):
            boards, asking = workspace.boards(), partial(ask, workspace)
            self.before = workspace_figures(boards, workspace.engine.calendar, asking, self.stop.is_set)

    def _tell(self, step: str, rows: int) -> None:
        self.step, self.reached = step, rows


def running() -> ImportJob | None:
    """The import of this session that is under way or has just ended."""
    job: ImportJob | None = st.session_state.get(JOB)
    return job


def begin(job: ImportJob, workspace: Workspace, table: SourceTable, mapping: Mapping) -> None:
    """Start an import, as the one of this session."""
    st.session_state[JOB] = job
    job.start(workspace, table, mapping)


def forget() -> None:
    """The outcome has been seen."""
    st.session_state.pop(JOB, None)


@st.fragment(run_every=_EVERY)
def progress(job: ImportJob) -> None:
    """How far the import is, and a button to stop it; the page is drawn again when it has ended."""
    if job.over:
        st.rerun()
    st.progress(_share(job), text=plain(f"{job.name}: {_doing(job)}"))
    st.button(
        "Stopping" if job.stop.is_set() else "Cancel",
        icon=":material/close:",
        key="import_cancel",
        disabled=job.stop.is_set(),
        on_click=job.stop.set,
    )


def _doing(job: ImportJob) -> str:
    """The step and its rows: reading 120,000 of 2,000,000 rows."""
    step = job.step[:1].lower() + job.step[1:]
    if job.reached and job.rows and job.reached < job.rows:
        return f"{step}, {count(job.reached)} of {count(job.rows)} rows"
    rows = job.reached or job.rows
    return f"{step}, {count(rows)} rows" if rows else step


def _share(job: ImportJob) -> float:
    """How full the bar is: reading is its first half, storing what follows."""
    if job.step == "Reading":
        return 0.1 + 0.4 * min(1.0, job.reached / job.rows if job.rows else 0.0)
    return {"Storing": 0.6, "Done": 1.0}.get(job.step, 0.02)
