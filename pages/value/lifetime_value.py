"""What are customers worth?"""

import streamlit as st

from touchpath.ui import header, notices, session
from touchpath.ui.lifetime.ahead import ahead
from touchpath.ui.lifetime.controls import controls
from touchpath.ui.lifetime.for_cost import for_cost
from touchpath.ui.lifetime.so_far import so_far
from touchpath.ui.lifetime.who import who

top = header.header("What are customers worth?")
if session.engine().calendar.data_end is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
tabs = st.tabs(["So far", "Ahead", "Against cost", "Whom to look after"], key="lifetime_view", bind="query-params")
picture = {place: tab.container() for place, tab in enumerate(tabs)}
asked = controls(splits=bool(tabs[0].open or tabs[1].open))
if not asked.target:
    notices.empty(
        "Choose what a purchase is: under More here, or for all pages.", "Settings", "pages/data/workspaces.py"
    )
    st.stop()
with notices.refusing():
    for place, (tab, show) in enumerate(zip(tabs, (so_far, ahead, for_cost, who), strict=True)):
        if tab.open:
            show(top, picture[place], asked)
