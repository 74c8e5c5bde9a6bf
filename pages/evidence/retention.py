"""Who comes back?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices, phone, session
from touchpath.ui.retention import state as retention_state
from touchpath.ui.retention.churn import churn
from touchpath.ui.retention.controls import controls
from touchpath.ui.retention.lifecycle import lifecycle
from touchpath.ui.retention.matrix import matrix
from touchpath.ui.retention.repeat import repeat
from touchpath.ui.retention.stickiness import stickiness
from touchpath.ui.retention.trend import over_cohorts

top = header.header("Who comes back?")
engine, chosen = session.engine(), filters.current()
retention = retention_state.current(engine)
if retention is None:
    notices.no_events()
with phone.question():
    controls(engine, retention)
notices.refused(retention_state.refusal())
with notices.refusing():
    answer = cached.ask(retention, chosen)
top.show(answer)

views = st.tabs(
    ["Retention", "Over time", "Churn", "Repeat purchase", "Lifecycle", "Stickiness"],
    key="retention_view",
    bind="query-params",
)
with notices.refusing():
    for view, draw in ((views[0], lambda: matrix(answer)), (views[1], lambda: over_cohorts(top, answer))):
        if view.open:
            with view:
                draw()
    for view, show_more in ((views[2], churn), (views[3], repeat), (views[4], lifecycle), (views[5], stickiness)):
        if view.open:
            with view:
                show_more(top, retention, chosen)
