"""Which ways do people take?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices, session
from touchpath.ui.explain import plain
from touchpath.ui.paths import state as paths_state
from touchpath.ui.paths.controls import controls
from touchpath.ui.paths.picture import transitions, ways, whole_ways
from touchpath.ui.paths.search import search
from touchpath.ui.paths.views import meant, two_groups, why_different

top = header.header("Which ways do people take?")
engine, chosen = session.engine(), filters.current()
asked = paths_state.current(engine)
if asked is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
controls(engine, asked)
if said := paths_state.refusal():
    st.info(plain(said), icon=":material/info:")
views = st.tabs(
    ["Ways", "What follows what", "Whole ways", "Two groups", "The way meant", "Search", "Why different?"],
    key="path_view",
    bind="query-params",
)
with notices.refusing():
    if views[0].open:
        with views[0]:
            answer = cached.ask(asked, chosen)
            top.show(answer)
            ways(answer)
    for view, show in zip(
        views[1:], (transitions, whole_ways, two_groups, meant, search, why_different), strict=True
    ):
        if view.open:
            with view:
                show(top, asked, chosen)
