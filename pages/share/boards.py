"""What do we watch?"""

import streamlit as st

from touchpath.answers.board_words import board_sentence
from touchpath.answers.boards import answered_block
from touchpath.ui import cached, filters, header, notices, session
from touchpath.ui.boards import block, choosing, sending
from touchpath.workspace.boards import boards

top = header.header("What do we watch?")
choosing.said()
found = cached.known(boards, session.engine())
if not found:
    notices.empty(
        "A board keeps questions in one place: the week's figures, what a team works on. Choose Keep on a board "
        "beside any answer, or begin with the usual questions."
    )
    choosing.begin()
    choosing.take_in()
    st.stop()
board = choosing.chosen(found)
calendar, readers = session.engine().calendar, filters.current()
with st.spinner("Answering …"):
    answered = tuple(answered_block(part, calendar, readers, cached.ask) for part in board.blocks)
top.answer(board_sentence(board, answered, calendar))
for place, part in enumerate(answered):
    block.block(board, place, part)
st.divider()
if answered:
    sending.send(board, answered)
choosing.manage(board)
