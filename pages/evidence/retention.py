"""Who comes back?"""

import streamlit as st

from lib.analysis import retention as measuring
from lib.ui import cached, filters, header, notices, session
from lib.ui.explain import plain
from lib.ui.retention import state as retention_state
from lib.ui.retention import words as retention_words
from lib.ui.retention.churn import churn
from lib.ui.retention.controls import controls
from lib.ui.retention.lifecycle import lifecycle
from lib.ui.retention.matrix import matrix
from lib.ui.retention.repeat import repeat
from lib.ui.retention.saved import saved_retentions
from lib.ui.retention.trend import over_cohorts

top = header.header("Who comes back?")
engine, chosen = session.engine(), filters.current()
retention = retention_state.current(engine)
if retention is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
controls(engine, retention)
if said := retention_state.refusal():
    st.info(plain(said), icon=":material/info:")
with notices.refusing():
    result = cached.answer(measuring.measure, engine, retention, chosen)
top.answer(retention_words.answer(result))
with st.container(horizontal=True, vertical_alignment="center"):
    st.caption(plain(retention.sentence()), width="stretch")
    saved_retentions(engine, retention)

views = st.tabs(
    ["Retention", "Over time", "Churn", "Repeat purchase", "Lifecycle"], key="retention_view", bind="query-params"
)
with notices.refusing():
    for view, show in ((views[0], matrix), (views[1], over_cohorts)):
        if view.open:
            with view:
                show(engine, result, chosen)
    for view, show_more in ((views[2], churn), (views[3], repeat), (views[4], lifecycle)):
        if view.open:
            with view:
                show_more(engine, retention, chosen)
