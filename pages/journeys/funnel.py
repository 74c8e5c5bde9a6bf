"""Where do people drop off?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices, phone, session
from touchpath.ui.funnel import state as funnel_state
from touchpath.ui.funnel.compare import compare
from touchpath.ui.funnel.controls import controls
from touchpath.ui.funnel.over_time import times, trend
from touchpath.ui.funnel.people import people
from touchpath.ui.funnel.picture import picture
from touchpath.ui.funnel.steps import chosen_step
from touchpath.ui.funnel.why import why

top = header.header("Where do people drop off?")
engine, chosen = session.engine(), filters.current()
with notices.refusing():
    funnel = funnel_state.current(engine)
if funnel is None:
    notices.no_events()
with phone.question():
    controls(engine, funnel)
notices.refused(funnel_state.refusal())
with notices.refusing():
    answer = cached.ask(funnel, chosen)
top.show(answer)
views = st.tabs(
    ["Funnel", "Trend", "Time", "Compare", "Why?", "Who dropped?"], key="funnel_view", bind="query-params"
)
with notices.refusing():
    for view, draw in (
        (views[0], lambda: picture(answer)),
        (views[1], lambda: trend(top, engine, funnel, chosen)),
        (views[3], lambda: compare(top, engine, funnel, chosen)),
    ):
        if view.open:
            with view:
                draw()
    for view, show in ((views[2], times), (views[4], why), (views[5], people)):
        if view.open:
            with view:
                place = chosen_step(answer.result)
                if place:
                    show(top, funnel, chosen, place)
