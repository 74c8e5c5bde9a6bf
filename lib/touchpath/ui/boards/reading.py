"""A board as it is read: its sentence, then its blocks; on the page of boards, or where the overview is a board."""

from __future__ import annotations

import streamlit as st

from touchpath.answers.board_words import board_sentence
from touchpath.answers.boards import AnsweredBlock, answered_block
from touchpath.answers.change.rereading import count_look, read_due
from touchpath.journey.board import Board
from touchpath.ui import cached, filters, session
from touchpath.ui.boards import block
from touchpath.ui.header import Header


def read(board: Board, top: Header) -> tuple[AnsweredBlock, ...]:
    """Answer every block as the reader filters, say the whole in a sentence, and show block after block."""
    calendar, readers = session.engine().calendar, filters.current()
    with st.spinner("Answering …"):
        read_due(session.workspace(), cached.ask)
        answered = tuple(answered_block(part, calendar, readers, cached.ask) for part in board.blocks)
    for part in answered:
        if part.answer is not None:
            count_look(session.workspace(), part.answer)
    top.answer(board_sentence(board, answered, calendar))
    for place, part in enumerate(answered):
        block.block(board, place, part)
    return answered
