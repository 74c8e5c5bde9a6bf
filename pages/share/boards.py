"""What do we watch?"""

import streamlit as st

from touchpath.ui import cached, header, notices, session
from touchpath.ui.boards import choosing, sending
from touchpath.ui.boards.reading import read
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
answered = read(board, top)
st.divider()
if answered:
    sending.send(board, answered)
choosing.manage(board)
