"""The top of every page: the question as title, the answer in a sentence, the filters in words."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.ui import filters
from lib.ui.explain import plain


@dataclass(frozen=True)
class Header:
    """A page's header; the answer is filled in once it is known, without moving what lies below."""

    place: DeltaGenerator

    def answer(self, sentence: str) -> None:
        """Say the answer, with its numbers."""
        self.place.markdown(f"##### {plain(sentence)}")


def header(question: str, *, filtered: bool = True) -> Header:
    """Title, a place for the answer sentence, and the filters described (unless they do not apply)."""
    st.title(question, anchor=False)
    place = st.empty()
    if filtered:
        st.caption(plain(filters.describe()))
    return Header(place)
