"""A board as a file to send on: made with progress, then downloaded."""

from __future__ import annotations

import streamlit as st

from touchpath.answers.boards import AnsweredBlock
from touchpath.journey.board import Board
from touchpath.reports import FORMS, MEDIA, rendered, report_of
from touchpath.ui import downloads, session, theme

_FORMS = {"html": "Page (HTML)", "pptx": "Slides (PPTX)", "xlsx": "Workbook (XLSX)"}
_MADE = "_report_made"


def send(board: Board, blocks: tuple[AnsweredBlock, ...]) -> None:
    """Choose a form, make the file, take it. It holds what is on screen, with its filters."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.selectbox("Report as", list(FORMS), format_func=_FORMS.__getitem__, key="report_form", width=200)
        wanted = st.button("Make the report", icon=":material/description:", key="report_make")
    if wanted:
        st.session_state[_MADE] = (_about(board, blocks), form, _make(board, blocks, form))
    about, kind, content = st.session_state.get(_MADE, ("", "", b""))
    if content and about == _about(board, blocks):
        st.download_button(
            f"Download the report ({kind.upper()})",
            data=content,
            file_name=f"{downloads.file_name(board.name)}.{kind}",
            mime=MEDIA[kind],
            icon=":material/download:",
            on_click="ignore",
            key="report_download",
            type="primary",
        )


def _make(board: Board, blocks: tuple[AnsweredBlock, ...], form: str) -> bytes:
    bar = st.progress(0.0, text="Making the report …")
    report = report_of(board, blocks, session.entry().name, session.engine().calendar, theme.name_colours().owners)

    def tell(done: int, of: int) -> None:
        bar.progress(done / max(of, 1), text=f"{done} of {of} questions")

    content = rendered(report, form, tell)
    bar.empty()
    return content


def _about(board: Board, blocks: tuple[AnsweredBlock, ...]) -> str:
    """What a report would hold: another board, filter or version of the data makes it out of date."""
    told = [(block.block, block.answer.filters if block.answer else None) for block in blocks]
    return repr((session.token(), session.engine().version, board.name, board.note, told))
