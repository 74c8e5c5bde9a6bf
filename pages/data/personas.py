"""How the personas differ, and who they are."""

import streamlit as st

from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import PersonaGrid, PersonaTable
from touchpath.ui import cached, downloads, explain, header, notices, session
from touchpath.ui.personas import grid, side
from touchpath.ui.personas.editing import applied, editing
from touchpath.ui.personas.suggested import suggested

ONE, BESIDE, SIZES, SUGGESTED = "One persona", "Side by side", "Sizes and rules", "Suggested"

top = header.header("Who are the people?", filtered=False)
engine = session.engine()
found = cached.ask(PersonaTable(), NO_FILTERS)
if not found.n:
    notices.empty("There are no people yet: add a file of events or people.", "Add data", "pages/data/add_data.py")
    st.stop()
applied()
named = [part.persona for part in found.result.personas if part.persona is not None and part.people == part.people]
if len(named) < 2:
    alone = st.segmented_control(
        "Look closer", [SIZES, SUGGESTED], default=SIZES, key="persona_view", required=True, bind="query-params"
    )
    if alone == SUGGESTED:
        suggested(top)
    else:
        top.answer(found.sentence)
        editing(engine, found.result)
        explain.answered(found)
    st.stop()
pictures = st.container()
views = [ONE, BESIDE, SIZES, SUGGESTED]
view = st.segmented_control("Look closer", views, default=ONE, key="persona_view", required=True, bind="query-params")
if view == SUGGESTED:
    suggested(top)
    st.stop()
with notices.refusing():
    answer = cached.ask(PersonaGrid(), NO_FILTERS)
top.show(answer)
with pictures:
    grid.pictures(answer, str(session.workspace().settings["currency"].value))
if view == ONE:
    grid.card(answer.result, answer)
elif view == BESIDE:
    side.side_by_side(named)
else:
    st.markdown(explain.plain(found.sentence))
    editing(engine, found.result)
    explain.answered(found, label="How are the sizes counted?")
with st.expander("Every measure of every persona"):
    st.dataframe(answer.table().readable, hide_index=True)
    downloads.table(answer.table().rows, "persona-measures")
explain.answered(answer)
for note in answer.notes:
    notices.note(note)
