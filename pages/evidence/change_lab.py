"""Did the change do it? A guided question, an honest answer."""

import streamlit as st

from lib.analysis.change import measure
from lib.analysis.change.question import answered
from lib.analysis.change.result import Verdict
from lib.journey.filters import NO_FILTERS
from lib.ui import cached, filters, header, notices, session
from lib.ui.change import state as change_state
from lib.ui.change.answer import effect, gates, levels, outlook, verdict_line
from lib.ui.change.controls import controls
from lib.ui.change.explain import explain
from lib.ui.change.more import assignments_file, more
from lib.ui.change.picture import picture
from lib.ui.change.plan import plan
from lib.ui.change.split import segments
from lib.ui.explain import plain
from lib.workspace.assignments import assigned_tests
from lib.workspace.changes import record_look

top = header.header("Did the change do it?")
engine, chosen = session.engine(), filters.current()
nothing = engine.calendar.data_end is None
if nothing and not cached.answer(assigned_tests, engine) and not cached.answer(answered, engine):
    notices.empty(
        "There is nothing to judge a change by in this workspace yet.", "Add data", "pages/data/add_data.py"
    )
    assignments_file(engine)
    st.stop()
asked = change_state.current(engine)
controls(engine, asked)
if said := change_state.refusal():
    st.info(plain(said), icon=":material/info:")
more(engine, asked)
with notices.refusing():
    result = cached.answer(measure, engine, asked, chosen)
top.answer(result.sentence)
verdict_line(result)
st.caption(plain(f"{result.change.outcome.sentence()} {result.why_design}"))
usable = result.verdict is not Verdict.DO_NOT_USE
if usable:
    left, right = st.columns([5, 6])
    with left:
        levels(result)
    with right:
        effect(result)
    picture(result)
gates(result)
outlook(result)
if usable:
    segments(result)
    plan(result)
explain(result, chosen)
if chosen == NO_FILTERS:
    record_look(engine, result)
