"""Which ways do people take?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices, phone, session
from touchpath.ui.paths import state as paths_state
from touchpath.ui.paths.controls import controls
from touchpath.ui.paths.picture import step_tree, transitions, ways, whole_ways
from touchpath.ui.paths.search import search
from touchpath.ui.paths.views import meant, two_groups, why_different

top = header.header("Which ways do people take?")
engine, chosen = session.engine(), filters.current()
asked = paths_state.current(engine)
if asked is None:
    notices.no_events()
with phone.question():
    controls(engine, asked)
notices.refused(paths_state.refusal())
shows = {
    "Step by step": step_tree,
    "What follows what": transitions,
    "Whole ways": whole_ways,
    "Two groups": two_groups,
    "The way meant": meant,
    "Search": search,
    "Why different?": why_different,
}
first, *others = st.tabs(["Ways", *shows], key="path_view", bind="query-params")
with notices.refusing():
    if first.open:
        with first:
            answer = cached.ask(asked, chosen)
            top.show(answer)
            ways(answer)
    for view, show in zip(others, shows.values(), strict=True):
        if view.open:
            with view:
                show(top, asked, chosen)
