"""The overview can be any board: which one, and the ways there and back."""

from __future__ import annotations

import streamlit as st

from touchpath.journey.board import Board
from touchpath.ui import cached, pages, session
from touchpath.ui.plain_text import plain
from touchpath.workspace.boards import boards

BOARD, FIGURES = "board", "figures"
_SHOWS = "shows"
_NAME = "opening_board"


def opening_board() -> Board | None:
    """The board that the overview shows; None where none is chosen, or it is gone."""
    name = session.workspace().settings[_NAME].value
    return next((board for board in cached.known(boards, session.engine()) if board.name == name), None)


def wanted() -> Board | None:
    """The board to show on the overview now, with the choice to see the figures instead; kept in the link."""
    board = opening_board()
    if board is None:
        return None
    names = {BOARD: plain(board.name), FIGURES: "The usual figures"}
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = st.segmented_control(
            "What the overview shows", list(names), format_func=names.__getitem__, default=BOARD, required=True,
            key=_SHOWS, bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        pages.link("pages/share/boards.py", "Choose another board")
    return board if shown == BOARD else None


def choose(board: Board) -> None:
    """On the page of boards: open the app with this board, or with the usual figures again."""
    if session.workspace().settings[_NAME].value == board.name:
        st.button("Open with the usual overview again", key="board_opens", on_click=_set, args=("",))
        return
    st.button(
        "Open with this board", key="board_opens", icon=":material/home:", on_click=_set, args=(board.name,),
        help="The overview then shows this board to everybody of the workspace; its figures stay a click away.",
    )  # fmt: skip


def renamed(name: str, new_name: str) -> None:
    """A board that the overview shows stays the one it shows under another name."""
    if session.workspace().settings[_NAME].value == name:
        _set(new_name)


def _set(name: str) -> None:
    session.workspace().settings.save(**{_NAME: name})
