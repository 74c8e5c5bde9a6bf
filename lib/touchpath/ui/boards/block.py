"""One block of a board: the answer, its picture or table, and what can be changed about it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.answers.boards import AnsweredBlock
from touchpath.charts.pictures import picture_named, pictures
from touchpath.charts.pictures.picture import Picture
from touchpath.journey.board import PICTURE, TABLE, Board
from touchpath.ui import explain, pages, session, shown, theme
from touchpath.ui.plain_text import plain


def block(board: Board, place: int, found: AnsweredBlock) -> None:
    """Title, sentence, note, picture; then the table, the definition, and the menu of the block."""
    answer = found.answer
    st.divider()
    if answer is None:
        st.subheader("This question cannot be answered now", anchor=False)
        st.info(plain(found.refusal), icon=":material/info:")
        _menu(board, place, ())
        return
    st.subheader(plain(answer.title), anchor=False)
    shown.sentence(answer)
    if found.block.note:
        st.markdown(plain(found.block.note))
    drawn = pictures(answer, theme.name_colours())
    picture = picture_named(drawn, found.block.picture) if found.block.picture != TABLE else None
    if picture is not None:
        theme.draw(picture.drawing, alt=picture.alt, key=f"board_{place}_picture")
    elif answer.tables:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.notes(answer)
    if picture is not None and answer.tables:
        shown.table(answer.table())
    with st.container(horizontal=True, vertical_alignment="center"):
        explain.explained(answer.definition, answer.denominator, answer.filters, answer.n, answer.sql)
        pages.answer_link(answer.link, "Open its page")
        _menu(board, place, drawn)


def _menu(board: Board, place: int, drawn: tuple[Picture, ...]) -> None:
    key, kept = f"board_{place}", board.blocks[place]
    with st.popover("Change", icon=":material/tune:", type="tertiary", key=f"{key}_menu", on_change="rerun") as menu:
        if not menu.open:
            return
        titles = {picture.name: picture.title for picture in drawn} | {TABLE: "Table"}
        now = (
            TABLE if kept.picture == TABLE or not drawn else kept.picture if kept.picture in titles else drawn[0].name
        )
        st.selectbox(
            "Show",
            list(titles),
            index=list(titles).index(now),
            format_func=titles.__getitem__,
            key=f"{key}_picture_kind",
            on_change=_choose,
            args=(board, place),
        )
        st.text_area("Note", kept.note, key=f"{key}_note", on_change=_write, args=(board, place), max_chars=2_000)
        last = len(board.blocks) - 1
        moves = (
            ("Up", "arrow_upward", place == 0, board.moved(place, -1)),
            ("Down", "arrow_downward", place == last, board.moved(place, 1)),
            ("Remove", "delete", False, board.without(place)),
        )
        with st.container(horizontal=True):
            for label, icon, off, then in moves:
                st.button(
                    label, icon=f":material/{icon}:", key=f"{key}_{label}", disabled=off, on_click=_keep, args=(then,)
                )


def _choose(board: Board, place: int) -> None:
    picture = str(st.session_state[f"board_{place}_picture_kind"] or PICTURE)
    _keep(board.changed(place, replace(board.blocks[place], picture=picture)))


def _write(board: Board, place: int) -> None:
    note = str(st.session_state[f"board_{place}_note"] or "")
    _keep(board.changed(place, replace(board.blocks[place], note=note)))


def _keep(board: Board) -> None:
    """Keep the changed board; what the menus held is forgotten, for another block may stand at a place now."""
    session.workspace().boards.keep(board, replace=True)
    for key in [str(key) for key in st.session_state]:
        if key.startswith("board_") and key.endswith(("_note", "_kind")):
            del st.session_state[key]
