"""Who is about to leave, and what is worth trying?"""

import streamlit as st

from touchpath.ui import header, notices, session
from touchpath.ui.foresight import next_touchpoint, prediction, uplift

top = header.header("Who is about to leave, and what is worth trying?")
sections = {
    "Who is at risk": prediction.section,
    "Next touchpoint": next_touchpoint.section,
    "For whom it worked": uplift.section,
}
if session.engine().calendar.data_end is None:
    if not uplift.has_test():
        notices.no_events()
    sections = {"For whom it worked": uplift.section}
tabs = st.tabs(list(sections), key="foresight_view", bind="query-params")
for tab, section in zip(tabs, sections.values(), strict=True):
    if tab.open:
        with tab, notices.refusing():
            section(top)
