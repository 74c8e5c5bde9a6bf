"""Imports one after the other: the one under way, and tables that wait for it to end."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.answers.moved import WorkspaceFigures
from touchpath.ingest.mapping import Mapping
from touchpath.ui import session
from touchpath.ui.data import job as data_job
from touchpath.ui.data import upload
from touchpath.ui.data.job import ImportJob
from touchpath.ui.data.upload import Piece

_WAITING, _REFUSED = "_imports_waiting", "_import_refused"
_BEFORE = "_figures_before_import"


def start(pieces: Sequence[Piece], mapping: Mapping) -> None:
    """Import tables with the same columns by one mapping, the first at once."""
    st.session_state.pop(_BEFORE, None)
    st.session_state[_WAITING] = [(piece.key, mapping) for piece in pieces]
    _next()


def collect() -> ImportJob | None:
    """Take over what a finished import left, and begin the one that waits; the import that is under way."""
    job = data_job.running()
    if job is not None and job.over:
        st.session_state.setdefault(_BEFORE, (session.token(), job.before))
        piece = upload.pieces().get(job.piece)
        if piece is not None and job.report is not None:
            upload.finish(piece, job.report)
            upload.look_at(piece.key)
        if job.refusal:
            said = st.session_state.get(_REFUSED, "")
            st.session_state[_REFUSED] = f"{said} {job.refusal}".strip()
        if job.stop.is_set():
            st.session_state.pop(_WAITING, None)
        data_job.forget()
        _next()
    return data_job.running()


def before() -> WorkspaceFigures | None:
    """The figures as they were before the imports that ended last; None while one is under way, or for no figures."""
    token, found = st.session_state.get(_BEFORE, ("", None))
    return found if token == session.token() and data_job.running() is None else None


def refused() -> str:
    """What could not be done, said once."""
    said: str = st.session_state.pop(_REFUSED, "") if data_job.running() is None else ""
    return said


def left() -> int:
    """How many tables wait for the import under way to end."""
    return len(st.session_state.get(_WAITING, ()))


def alike(piece: Piece) -> list[Piece]:
    """The tables that wait and have the columns of this one, it first."""
    others = [
        other for other in upload.pieces().values()
        if other.table and piece.table and other.key != piece.key and not other.report and not other.refusal
        and (other.table.header_key, other.table.preset) == (piece.table.header_key, piece.table.preset)
    ]  # fmt: skip
    return [piece, *others]


def _next() -> None:
    waiting: list[tuple[str, Mapping]] = st.session_state.get(_WAITING) or []
    while waiting:
        key, mapping = waiting.pop(0)
        piece = upload.pieces().get(key)
        if piece is not None and piece.table is not None:
            job = ImportJob(piece.key, piece.name, piece.table.rows, first=_BEFORE not in st.session_state)
            data_job.begin(job, session.workspace(), piece.table, mapping)
            return
