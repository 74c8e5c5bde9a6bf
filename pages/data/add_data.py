"""Files become part of the workspace: upload, say what the columns mean, see what will happen, import."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from touchpath.ingest.columns import check
from touchpath.ingest.first_rows import first_rows
from touchpath.ingest.mapping import Constant, Mapping
from touchpath.ingest.preview import Preview
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import plural
from touchpath.ui import cached, header, notices, session
from touchpath.ui.data import asking as data_asking
from touchpath.ui.data import choosing as data_choosing
from touchpath.ui.data import inbox as data_inbox
from touchpath.ui.data import job as data_job
from touchpath.ui.data import mapping as data_mapping
from touchpath.ui.data import own as data_own
from touchpath.ui.data import personal as data_personal
from touchpath.ui.data import presets as data_presets
from touchpath.ui.data import preview as data_preview
from touchpath.ui.data import queue as data_queue
from touchpath.ui.data import reading as data_reading
from touchpath.ui.data import reloaded as data_reloaded
from touchpath.ui.data import result as data_result
from touchpath.ui.data import standing as data_standing
from touchpath.ui.data import upload as data_upload
from touchpath.ui.data import watched as data_watched
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain
from touchpath.workspace.looking import look, make_ready

top = header.header("Which files should be part of the picture?", filtered=False)
workspace, engine = session.workspace(), session.engine()


def importing(job: data_job.ImportJob) -> str:
    """What is under way."""
    left = data_queue.left()
    return f"Importing {job.name}" + (f"; {plural(left, 'table follows', 'tables follow')}." if left else ".")


def prepare(piece: Piece) -> str:
    """Mapping, preview and the button; whether the table can be imported, in a sentence."""
    data_reading.reading(piece)
    data_asking.answered(piece)
    if piece.guessed and (doubt := data_asking.open_question(piece)) and not data_standing.rowless(piece):
        data_asking.question(piece, doubt)
        return data_standing.verdict(piece, piece.guessed.mapping, None)
    first = None if piece.table is None or data_preview.whole_wanted(piece) else first_rows(piece.table)
    if first is not None and piece.guessed is not None:
        _begin_look(first, piece.guessed.mapping)
    try:
        mapping = data_personal.personal(piece, data_mapping.mapping_form(piece))
    except DefinitionError as refusal:
        notices.warning(str(refusal))
        return f"{piece.name} needs another look."
    _remark(mapping)
    shown = None if data_standing.rowless(piece) else _preview(piece, mapping, first)
    if shown is not None:
        data_preview.outcome(shown, piece, of_first=first is not None)
    with st.container(horizontal=True, vertical_alignment="center"):
        ready = shown is not None and shown.accepted > 0
        st.button(
            data_preview.button(shown, piece, of_first=first is not None) if ready else "Import",
            type="primary",
            key="import_go",
            disabled=not ready,
            on_click=data_queue.start,
            args=([piece], mapping),
        )
        if len(alike := data_queue.alike(piece)) > 1:
            st.button(
                f"Import all {len(alike)} tables with these columns", key="import_all", disabled=not ready,
                on_click=data_queue.start, args=(alike, mapping),
            )  # fmt: skip
        st.button("Leave it out", type="tertiary", key="import_skip", on_click=data_upload.remove, args=(piece.key,))
        if piece.table is not None:
            data_presets.keep(piece.table, mapping, f"map_{piece.key}")
    if shown is not None:
        data_preview.typed_rows(shown, mapping)
    return data_standing.verdict(piece, mapping, shown)


def _remark(mapping: Mapping) -> None:
    """That one name holds for every row."""
    touchpoint = getattr(mapping, "touchpoint", None)
    if mapping.kind == "events" and isinstance(touchpoint, Constant):
        notices.note(f'Every row becomes the touchpoint "{touchpoint.value}".')


def _begin_look(first: SourceTable, mapping: Mapping) -> None:
    """Read the first rows of a large table by its guess while the choices are drawn: most readers keep them."""
    with suppress(ImportRefused):
        check(first, mapping)
        cached.know_ahead(look, engine, workspace.spool, first, mapping, workspace.core.hashing)


def _preview(piece: Piece, mapping: Mapping, first: SourceTable | None) -> Preview | None:
    """What comes out of the first rows of a large table, or of the whole."""
    table = first or piece.table
    assert table is not None
    try:
        check(table, mapping)
        with st.spinner(data_preview.reading(table), show_time=first is None):
            return cached.known(look, engine, workspace.spool, table, mapping, workspace.core.hashing)
    except ImportRefused as refusal:
        st.info(plain(str(refusal)), icon=":material/info:")
        return None


make_ready(workspace.spool)
data_reloaded.say()
job = data_queue.collect()
if refused := data_queue.refused():
    notices.warning(refused)
if job is None:
    data_own.offer()
data_upload.uploader("Files (CSV, JSON, Parquet or Excel; also packed)", busy=job is not None)
data_inbox.inbox(busy=job is not None)
pieces = list(data_upload.pieces().values())
data_watched.arrived(in_words=job is not None or bool(pieces))
data_reloaded.remember(pieces)
top.answer(importing(job) if job else data_standing.standing(workspace, pieces))
if job is not None:
    data_job.progress(job)
elif pieces:
    piece = data_choosing.chosen_piece(pieces)
    st.subheader(plain(piece.name), anchor=False)
    if piece.refusal:
        notices.warning(piece.refusal)
        st.button("Leave it out", key="import_skip", on_click=data_upload.remove, args=(piece.key,))
    elif piece.report:
        data_result.result(piece, piece.report, data_choosing.likeliest(data_standing.waiting(pieces)))
    else:
        said = prepare(replace(piece))
        if len(pieces) == 1:
            top.answer(said)
        elif data_standing.rowless(piece):
            st.info(plain(said), icon=":material/info:")
