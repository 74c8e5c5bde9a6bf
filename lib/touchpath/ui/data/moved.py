"""After an import: what moved, and the figures of the workspace and of its boards before and now."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.answers.change.rereading import change_link, change_sentence, read_due
from touchpath.answers.moved import WhatMoved, WorkspaceFigures, what_moved, workspace_figures
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import ChangesToRead, DataQuality
from touchpath.journey.words import plural
from touchpath.ui import cached, downloads, notices, pages, session
from touchpath.ui.alerts import sending
from touchpath.ui.explain import plain, unbroken
from touchpath.workspace.boards import boards


def show(before: WorkspaceFigures | None) -> None:
    """What moved since `before`; nothing where there were no figures before."""
    if before is None:
        return
    engine = session.engine()
    with st.spinner("Reading what moved"):
        read_due(session.workspace(), cached.ask)
        after = workspace_figures(cached.known(boards, engine), engine.calendar, cached.ask)
    if after is None:
        return
    found = what_moved(before, after, session.currency())
    st.subheader("What moved", anchor=False)
    st.markdown(f"**{unbroken(found.sentence)}**")
    for place, part in enumerate(found.moved):
        with st.container(horizontal=True, vertical_alignment="center", key=f"moved_{place}"):
            st.markdown(unbroken(part.sentence), width="stretch")
            pages.answer_link(part.link, "Look at it")
    if found.moved:
        st.markdown(f"**Data or world?** {plain(cached.ask(DataQuality(), NO_FILTERS).in_full)}")
        pages.link("pages/data/data_quality.py", "Look at the findings about the data")
    _changes()
    sending.after_import()
    _boards(found)
    with st.expander("Every figure before and now", icon=":material/table:"):
        st.dataframe(found.figures.readable, hide_index=True, width="stretch")
        downloads.table(found.figures.rows, found.figures.name)


def _changes() -> None:
    """Saved changes whose date came with these data."""
    read = cached.ask(ChangesToRead(), NO_FILTERS).result.read_on(session.engine().calendar.last_day)
    for part in read:
        st.markdown(f"**A change could be read.** {unbroken(change_sentence(part))}")
        pages.answer_link(change_link(part.change), "Open the change lab")


def _boards(found: WhatMoved) -> None:
    """What the boards said before and say now, each with the page of its question."""
    if found.unread:
        notices.note(f"{plural(found.unread, 'question')} of boards took too long to be read before the import.")
    if not found.boards:
        return
    with st.expander(f"Answers on boards before and now ({len(found.boards)})", icon=":material/dashboard:"):
        for part in found.boards:
            st.markdown(f"**{plain(part.title)}** :gray[on {plain(part.board)}]")
            st.table(_two(part.before, part.after))
            pages.answer_link(part.link, "Open its page")


def _two(before: str, after: str) -> pd.DataFrame:
    return pd.DataFrame({"": ["Before", "Now"], "Answer": [unbroken(before), unbroken(after)]})
