"""What earned the conversions?"""

import streamlit as st

from touchpath.ui import cached, filters, header, notices, phone, session
from touchpath.ui.attribution import state
from touchpath.ui.attribution.controls import controls
from touchpath.ui.attribution.cost import costs
from touchpath.ui.attribution.credit import agreement, credit, journeys, names_of
from touchpath.ui.explain import plain

top = header.header("What earned the conversions?")
engine = session.engine()
asked = state.current(engine)
if asked is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
if said := state.LOOKED_AT.refusal():
    st.info(plain(said), icon=":material/info:")
with phone.question():
    controls(asked)
tabs = st.tabs(["Credit", "Do the rules agree?", "Journeys", "Cost"], key="credit_view", bind="query-params")
with notices.refusing():
    with st.spinner("Sharing out the credit …"):
        answer = cached.ask(asked, filters.current())
    if tabs[0].open:
        with tabs[0]:
            top.show(answer)
            credit(answer)
    if tabs[1].open:
        with tabs[1]:
            agreement(top, asked)
    if tabs[2].open:
        with tabs[2]:
            journeys(top, asked, names_of(answer.result))
    if tabs[3].open:
        with tabs[3]:
            costs(top, asked)
