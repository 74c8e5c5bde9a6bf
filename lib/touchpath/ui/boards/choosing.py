"""Which board is read; beginning, renaming, deleting one, and carrying it to another workspace."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from touchpath.answers.asking import question_to_plain
from touchpath.answers.usual import USUAL
from touchpath.journey.board import Board, BoardBlock, question_text
from touchpath.journey.definition import DefinitionError
from touchpath.ui import downloads, session
from touchpath.ui.boards import opening
from touchpath.ui.plain_text import plain
from touchpath.workspace.boards import board_of_text, board_text

_SAID, _GONE = "_boards_said", "_boards_gone"
_STARTER = ("overview", "funnel", "retention", "lifecycle", "scores")
CHOSEN = "board"


def chosen(found: tuple[Board, ...]) -> Board:
    """The board of the link, the first without one."""
    names = [board.name for board in found]
    if st.session_state.get(CHOSEN) not in names:
        st.session_state.pop(CHOSEN, None)
    name = st.selectbox("Board", names, key=CHOSEN, bind="query-params", width=320) if len(names) > 1 else names[0]
    return found[names.index(name)] if name in names else found[0]


def begin() -> None:
    """Without a board: begin one with what most look at, or take one from a file."""
    st.button(
        "Begin with the usual questions", type="primary", key="board_begin", on_click=_begin_usual,
        help="How the journey does, the first funnel, who comes back, the lifecycle and the scores.",
    )  # fmt: skip


def manage(board: Board) -> None:
    """Rename, delete (with undo), export, import; open the app with it."""
    with st.expander("Name, file and more", icon=":material/settings:"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Name", board.name, key=f"board_rename_{board.name}", max_chars=80)
            st.button("Rename", key="board_rename_go", on_click=_rename, args=(board.name,))
            st.download_button(
                "Export (no data in it)", data=board_text(board), file_name=f"{downloads.file_name(board.name)}.json",
                mime="application/json", icon=":material/download:", on_click="ignore", key="board_export",
            )  # fmt: skip
            opening.choose(board)
            st.button("Delete", icon=":material/delete:", key="board_delete", on_click=_delete, args=(board.name,))
        take_in()


def take_in() -> None:
    """A board from a file that Export made."""
    given = st.file_uploader("Take in a board from a file", type="json", key="board_file")
    if given is not None:
        st.button("Take it in", key="board_take", on_click=_take, args=(given.getvalue(),))


def said() -> None:
    """What the last action came to, and a way back from deleting."""
    if text := st.session_state.pop(_SAID, ""):
        st.info(plain(text), icon=":material/info:")
    if st.session_state.get(_GONE):
        st.button("Undo deleting", icon=":material/undo:", key="board_undo", on_click=_undo)


def _begin_usual() -> None:
    workspace = session.workspace()
    blocks = []
    for word in _STARTER:
        try:
            plain_question = question_to_plain(USUAL[word](workspace))
        except (DefinitionError, KeyError):
            continue  # the workspace has nothing to ask it about
        blocks.append(BoardBlock(question_text(plain_question), follows=True))
    _try(lambda: workspace.boards.keep(Board("Our board", tuple(blocks))))


def _rename(name: str) -> None:
    new_name = str(st.session_state[f"board_rename_{name}"] or "")
    if label := _try(lambda: session.workspace().boards.rename(name, new_name)):
        opening.renamed(name, label)
        st.session_state[CHOSEN] = label


def _delete(name: str) -> None:
    st.session_state[_GONE] = session.workspace().boards.delete(name)


def _undo() -> None:
    gone: Board = st.session_state.pop(_GONE)
    _try(lambda: session.workspace().boards.keep(gone))


def _take(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    if label := _try(lambda: session.workspace().boards.keep(board_of_text(text))):
        st.session_state[_SAID] = f'"{label}" is here now.'


def _try(action: Callable[[], str]) -> str:
    try:
        return action()
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
        return ""
