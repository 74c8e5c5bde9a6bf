"""Where does the journey hurt?"""

import streamlit as st

from touchpath.analysis.ahead import is_large
from touchpath.answers.map.pain import TITLE
from touchpath.journey.journey_gaps import JourneyGaps
from touchpath.journey.touchpoint_map import PainPoints
from touchpath.ui import cached, filters, header, notices, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.map import state as map_state
from touchpath.ui.map.card import card
from touchpath.ui.map.comparable import opportunities
from touchpath.ui.map.controls import controls
from touchpath.ui.map.edit import place
from touchpath.ui.map.gaps import gaps
from touchpath.ui.map.pains import outlined, pains
from touchpath.ui.map.picture import map_or_list

top = header.header(TITLE)
engine, chosen = session.engine(), filters.current()
asked = map_state.current(engine)
if asked is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
if said := map_state.LOOKED_AT.refusal():
    st.info(plain(said), icon=":material/info:")
with notices.refusing():
    answer = cached.ask(asked, chosen)
if not answer.result.marks:
    notices.empty(answer.sentence)
    st.stop()
picture = st.empty()
looked_at = map_state.card(asked)
controls(asked, answer.result, looked_at)
pain_points = PainPoints(horizon_days=asked.horizon_days)
waits = is_large(engine) and not cached.at_hand(pain_points, chosen)
with picture.container():
    chart = map_or_list(answer, () if waits else outlined(pain_points, chosen), looking=waits)
place(answer.result)
if looked_at is not None:
    with notices.saying():
        card(cached.ask(looked_at, chosen), answer.result.hidden)
if waits:
    with picture.container():
        chart = map_or_list(answer, outlined(pain_points, chosen))
with notices.refusing():
    list_of_pains = cached.ask(pain_points, chosen)
    if list_of_pains.result.looked_at:
        top.show(list_of_pains)
    else:
        top.answer(answer.sentence)
    pains(list_of_pains)
with notices.saying():
    opportunities(asked.horizon_days, chosen)
missing = st.expander(
    "What is missing, and what differs between channels", icon=":material/rule:", key="map_gaps", on_change="rerun"
)
if missing.open:
    with missing, notices.saying():
        gaps(cached.ask(JourneyGaps(asked.horizon_days), chosen))
st.markdown(plain(answer.sentence))
shown.notes(answer)
shown.table(answer.table())
shown.footer(answer, chart)
