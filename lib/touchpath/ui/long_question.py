"""An answer that takes long on a page: how far it is, a button that stops it, and a way to ask again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from touchpath.answers import Answer
from touchpath.journey.filters import Filters
from touchpath.ui import cached, session

Doing = Callable[[int, int], str]
"""What is being done, in words, when so many of so many parts are."""


def ask(question: Any, filters: Filters, doing: Doing, key: str) -> Answer[Any] | None:
    """The answer, with how far it is shown meanwhile; None where the reader stopped it, which is said here.

    Whoever changes anything on the page stops it as well, and asks the changed question.
    """
    stopped, about = f"_{key}_stopped", _about(question, filters)
    if st.session_state.get(stopped) == about:
        st.info("Stopped: this question was not answered.", icon=":material/info:")
        st.button("Ask again", key=f"{key}_again", on_click=st.session_state.pop, args=(stopped, None))
        return None
    place = st.empty()
    bars: list[Any] = []

    def show(done: int, of: int) -> None:
        share, text = (done / of if of else 0.0), f"{doing(done, of)}: {done} of {of or 100}"
        if bars:
            bars[0].progress(share, text=text)
            return
        with place.container():
            bars.append(st.progress(share, text=text))
            st.button(
                "Cancel", key=f"{key}_cancel", icon=":material/close:",
                on_click=st.session_state.__setitem__, args=(stopped, about),
            )  # fmt: skip

    found: Answer[Any] = cached.ask_watched(question, filters, show)
    place.empty()
    return found


def _about(question: Any, filters: Filters) -> tuple[str, str, str]:
    return session.token(), repr(question), repr(filters)
