"""Beside every answer: keep its question on a board."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from touchpath.answers import Answer
from touchpath.answers.boards import block_of
from touchpath.journey.board import Board
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import last_days
from touchpath.ui import cached, session
from touchpath.ui.plain_text import plain
from touchpath.workspace.boards import boards

_NEW = "A new board"
_DAYS = (7, 30, 90)
_SAID = "_kept_on_board"
OWN, RELATIVE, FOLLOWS = "own", "relative", "follows"


def keep(answer: Answer[Any]) -> None:
    """A popover to choose the board, and which filters the question is asked with there."""
    key = _key(answer)
    with st.popover(
        "Keep on a board", icon=":material/dashboard_customize:", type="tertiary", key=key, on_change="rerun"
    ) as place:
        if place.open:
            _form(answer, key)


def _form(answer: Answer[Any], key: str) -> None:
    names = [board.name for board in cached.known(boards, session.engine())]
    chosen = st.selectbox("Board", [*names, _NEW], key=f"{key}_board")
    if chosen == _NEW:
        st.text_input("Its name", key=f"{key}_name", placeholder="Monday meeting")
    days = relative_days(answer)
    ways = {RELATIVE: f"Always the last {days} days, and the other filters"} if days else {}
    ways |= {OWN: "The filters of now", FOLLOWS: "Whatever the reader of the board filters by"}
    st.radio("Ask it with", list(ways), format_func=ways.__getitem__, key=f"{key}_ways")
    st.button("Keep", type="primary", key=f"{key}_go", on_click=_keep, args=(answer, key, days))
    if said := st.session_state.pop(f"{_SAID}_{key}", ""):
        st.info(plain(said), icon=":material/info:")


def relative_days(answer: Answer[Any]) -> int | None:
    """How many last days of the data an answer is about, where its dates are such a stretch."""
    dates = answer.filters.date_from, answer.filters.date_to
    return next((days for days in _DAYS if all(dates) and last_days(answer.calendar, days) == dates), None)


def _keep(answer: Answer[Any], key: str, days: int | None) -> None:
    chosen, how = st.session_state[f"{key}_board"], st.session_state[f"{key}_ways"]
    kept = session.workspace().boards
    try:
        if chosen == _NEW:
            board, is_new = Board(str(st.session_state.get(f"{key}_name") or "")), True
        else:
            board, is_new = kept.named(chosen), False
        block = block_of(answer, days=days if how == RELATIVE else None, follows=how == FOLLOWS)
        name = kept.keep(board.kept(block), replace=not is_new)
    except DefinitionError as refusal:
        st.session_state[f"{_SAID}_{key}"] = str(refusal)
        return
    st.session_state[f"{_SAID}_{key}"] = f'Kept on "{name}", under Boards.'


def _key(answer: Answer[Any]) -> str:
    """One per question on a page: the same question may stand there twice under other filters."""
    told = hashlib.blake2b(repr((answer.question, answer.filters, answer.title)).encode(), digest_size=8).hexdigest()
    return f"keep_{told}"
