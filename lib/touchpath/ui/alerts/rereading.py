"""Saved changes when their date comes: what was read of them, and when the others can be."""

from __future__ import annotations

import streamlit as st

from touchpath.answers.alerts.digest import Digest
from touchpath.answers.change.rereading import change_link, change_sentence
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import ChangesToRead
from touchpath.ui import cached, pages, shown
from touchpath.ui.explain import unbroken

_MOST = 5


def changes_read(found: Digest) -> None:
    """The latest that were read and the next that can be, with links to the change lab; nothing without any."""
    if not found.changes.changes:
        return
    answer = cached.ask(ChangesToRead(), NO_FILTERS)
    st.subheader("Saved changes and their dates", anchor=False)
    parts = (*found.changes.of("read"), *found.changes.of("due"), *found.changes.of("waiting"))
    for place, part in enumerate(parts[:_MOST]):
        with st.container(horizontal=True, vertical_alignment="center", key=f"change_to_read_{place}"):
            st.markdown(unbroken(change_sentence(part)), width="stretch")
            pages.answer_link(change_link(part.change), "Open the change lab")
    shown.footer(answer)
