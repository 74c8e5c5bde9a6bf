"""What a page says when there is nothing to show, something to know, or a definition it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.ui.explain import plain
from touchpath.ui.pages import go


def empty(sentence: str, button: str = "", page: str = "") -> None:
    """An empty state: what to do next, and the button that leads there (a page path, filters kept)."""
    with st.container(border=True, horizontal_alignment="center"):
        st.markdown(plain(sentence), text_alignment="center")
        if button and page and st.button(button, type="primary", key=f"empty_{page}"):
            go(page)


def no_events() -> NoReturn:
    """The empty state of a page about events, where there are none yet; the page stops there."""
    empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()


def refused(sentence: str) -> None:
    """Why a change of what the page looks at was refused; nothing where none was."""
    if sentence:
        st.info(plain(sentence), icon=":material/info:")


def warning(sentence: str) -> None:
    """Something the reader should know before believing the picture; rare, and therefore read."""
    st.warning(plain(sentence), icon=":material/warning:")


def note(sentence: str) -> None:
    """A quiet remark under a picture: what is incomplete, what was left out."""
    st.caption(plain(sentence))


@contextmanager
def saying() -> Iterator[None]:
    """Shows a DefinitionError of the block as a sentence, and the page goes on: for parts of a page."""
    try:
        yield
    except DefinitionError as refusal:
        st.info(plain(str(refusal)), icon=":material/info:")


@contextmanager
def refusing() -> Iterator[None]:
    """Shows a DefinitionError of the block as a sentence and stops the page there; use it around measuring."""
    try:
        yield
    except DefinitionError as refusal:
        st.info(plain(str(refusal)), icon=":material/info:")
        st.stop()
