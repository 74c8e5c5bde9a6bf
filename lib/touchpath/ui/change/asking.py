"""A long question being answered beside the page: how far it is, and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from touchpath.answers import Answer, Viewer, ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.watching import Stopped
from touchpath.ui import session
from touchpath.ui.explain import plain
from touchpath.workspace import Workspace

_JOB = "_long_question"
_EVERY = 0.5


@dataclass
class LongQuestion:
    """One question in a thread of its own; its fields are read by the page while it runs."""

    key: Hashable
    done: int = 0
    of: int = 0
    answer: Answer[Any] | None = None
    refusal: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.answer is not None or bool(self.refusal)

    def run(self, workspace: Workspace, question: Any, filters: Filters, viewer: Viewer) -> None:
        """Ask; the outcome is left in the fields."""
        try:
            self.answer = ask(workspace, question, filters, viewer, self._tell)
        except DefinitionError as refusal:
            self.refusal = str(refusal)
        except Exception as error:  # a thread must not die silently: the page says what happened
            self.refusal = f"This could not be answered ({error})."

    def _tell(self, done: int, of: int) -> None:
        if self.stop.is_set():
            raise Stopped("Stopped.")
        self.done, self.of = done, of


def key_of(question: Any, filters: Filters) -> Hashable:
    """What an answer belongs to: the data as they are, the question, the filters, and who asks."""
    return session.token(), session.engine().version, repr(question), repr(filters), session.least_shown()


def under_way(question: Any, filters: Filters) -> LongQuestion | None:
    """The job of this very question in this session; None where it was not asked, or stopped."""
    job: LongQuestion | None = st.session_state.get(_JOB)
    return job if job and job.key == key_of(question, filters) and not job.stop.is_set() else None


def begin(question: Any, filters: Filters) -> None:
    """Start answering (for buttons: use as a callback); an earlier question still running is stopped."""
    if earlier := st.session_state.get(_JOB):
        earlier.stop.set()
    job = LongQuestion(key_of(question, filters))
    st.session_state[_JOB] = job
    given = session.workspace(), question, filters, Viewer("owner", session.least_shown())
    threading.Thread(target=job.run, args=given, daemon=True).start()


@st.fragment(run_every=_EVERY)
def progress(job: LongQuestion) -> None:
    """How far it is, and a button to stop it; the page is drawn again when it has ended."""
    if job.over or job.stop.is_set():
        st.rerun()
    share = job.done / job.of if job.of else 0.0
    st.progress(share, text=plain(f"{job.done} of {job.of} earlier weeks" if job.of else "Reading"))
    st.button("Cancel", icon=":material/close:", key="long_question_cancel", on_click=job.stop.set)
