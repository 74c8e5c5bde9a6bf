"""The top of every page: the question as title, the answer in a sentence, the filters in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchpath.answers import Answer
from touchpath.journey.words import NOTHING
from touchpath.ui import filters, session
from touchpath.ui.explain import plain, unbroken


@dataclass(frozen=True)
class Header:
    """A page's header; the answer is filled in once it is known, without moving what lies below."""

    title: DeltaGenerator
    place: DeltaGenerator

    def answer(self, sentence: str) -> None:
        """Say the answer, with its numbers."""
        self.place.markdown(f"##### {unbroken(sentence)}")

    def show(self, answer: Answer[Any]) -> None:
        """The question that what is on screen answers, as the title, and its answer."""
        self.title.title(plain(answer.title), anchor=False)
        self.answer(answer.sentence)


def header(question: str, *, filtered: bool = True) -> Header:
    """Title, a place for the answer sentence, and the filters described (unless they do not apply)."""
    title = st.empty()
    title.title(question, anchor=False)
    place = st.empty()
    if filtered:
        st.caption(plain(filters.describe()))
    if k := session.least_shown():
        st.caption(
            f":material/visibility_off: Fewer than {k} people: hidden, shown as {NOTHING}",
            help="Figures about fewer people, those that would tell them by subtraction, and what rests on them are "
            "left out of tables, pictures, texts and downloads. The number is set under Workspaces, Privacy.",
        )
    return Header(title, place)
