"""Who is about to leave, and what is worth trying?"""

import streamlit as st

from touchpath.ui import header, notices, session
from touchpath.ui.foresight import prediction

top = header.header("Who is about to leave, and what is worth trying?")
if session.engine().calendar.data_end is None:
    notices.no_events()
sections = {"Who is at risk": prediction.section}
tabs = st.tabs(list(sections), key="foresight_view", bind="query-params")
for tab, section in zip(tabs, sections.values(), strict=True):
    if tab.open:
        with tab, notices.refusing():
            section(top)
