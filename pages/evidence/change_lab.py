"""Did the change do it? A guided question, an honest answer."""

import streamlit as st

from touchpath.analysis.change.question import answered
from touchpath.analysis.change.result import Verdict
from touchpath.answers.change.asking import asked_sentence, missing_sentence
from touchpath.journey.filters import NO_FILTERS
from touchpath.ui import cached, filters, header, notices, session
from touchpath.ui.change import state as change_state
from touchpath.ui.change.answer import effect, gates, levels, outlook, verdict_line
from touchpath.ui.change.controls import controls
from touchpath.ui.change.explain import explain
from touchpath.ui.change.more import assignments_file, more
from touchpath.ui.change.picture import picture
from touchpath.ui.change.plan import plan
from touchpath.ui.change.pretended import pretended
from touchpath.ui.change.split import segments
from touchpath.ui.explain import plain
from touchpath.workspace.assignments import assigned_tests

top = header.header("Did the change do it?")
engine, chosen = session.engine(), filters.current()
nothing = engine.calendar.data_end is None
if nothing and not cached.answer(assigned_tests, engine) and not cached.known(answered, engine):
    notices.empty(
        "There is nothing to judge a change by in this workspace yet.", "Add data", "pages/data/add_data.py"
    )
    assignments_file(engine)
    st.stop()
draft = change_state.current(engine)
verdict, form, below = st.container(), st.container(), st.container()
with form:
    if said := change_state.refusal():
        st.info(plain(said), icon=":material/info:")
    folded = st.expander(
        "Change the question" if draft.complete else "The question",
        expanded=not draft.complete,
        icon=":material/tune:",
        key=f"change_question_{draft.complete}",
    )
    with folded:
        controls(engine, draft)
    more(engine, draft)
if not draft.complete:
    top.answer(missing_sentence(draft))
    st.stop()
with verdict, notices.refusing():
    answer = cached.ask(draft.asked, chosen)
result = answer.result
usable = result.verdict is not Verdict.DO_NOT_USE
top.answer(answer.sentence)
with verdict:
    verdict_line(result)
    st.caption(plain(asked_sentence(draft.asked)))
    if usable:
        left, right = st.columns([5, 6])
        with left:
            levels(answer)
        with right:
            effect(result)
        picture(answer)
with below:
    gates(result)
    outlook(result)
    if usable:
        segments(answer)
        pretended(draft.asked, chosen)
        plan(result)
    st.caption(plain(result.why_design))
    explain(answer)
if chosen == NO_FILTERS:
    session.workspace().changes.record_look(result)
