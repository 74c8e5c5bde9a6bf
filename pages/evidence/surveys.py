"""How did it feel?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices
from touchpath.ui.surveys import state
from touchpath.ui.surveys.sections import SECTIONS

top = header.header("How did it feel?")
asked, chosen = state.current(), filters.current()
notices.refused(state.LOOKED_AT.refusal())
with notices.refusing():
    answer = cached.ask(asked, chosen)
top.show(answer)
if not answer.result.choices:
    notices.empty(
        "Import a survey file: NPS, CSAT, CES or any other scale. Its columns are recognised.",
        "Add data", "pages/data/add_data.py",
    )  # fmt: skip
    st.stop()
tabs = st.tabs([section.title for section in SECTIONS], key="surveys_view", bind="query-params")
with notices.refusing():
    for tab, section in zip(tabs, SECTIONS, strict=True):
        if tab.open:
            with tab:
                section.show(top, answer)
