"""The tab "Who dropped?": people at a step, as a list, a download and a saved group; each opens a timeline."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import StepPeople
from touchpath.answers.funnel.people import what
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import PeopleAtStep
from touchpath.journey.words import plural
from touchpath.ui import cached, downloads, notices, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.ui.person_timeline import show_timeline

_SAID = "_funnel_group_said"
CHOICES = {"Dropped here": "dropped", "Reached it": "reached"}


def people(top: Header, funnel: Funnel, filters: Filters, place: int) -> None:
    """Who dropped before step `place` (counted from 0), or reached it."""
    choice = st.segmented_control(
        "People who",
        list(CHOICES),
        default="Dropped here",
        required=True,
        key="funnel_who",
        label_visibility="collapsed",
    )
    asked = PeopleAtStep(funnel, place, CHOICES[str(choice)] == "dropped")
    answer = cached.ask(asked, filters)
    found: StepPeople = answer.result
    if not found.total:
        notices.empty(answer.sentence)
        return
    top.show(answer)
    notices.note("Select a row to see that journey.")
    table = answer.table()
    picked = st.dataframe(
        table.readable, hide_index=True, width="stretch", height=280, on_select="rerun", selection_mode="single-row",
        key="funnel_people_rows", column_config=shown.clock(table.readable),
    )  # fmt: skip
    shown.notes(answer)
    with st.container(horizontal=True, vertical_alignment="center"):
        downloads.table(table.rows, table.name, key="csv_funnel_people")
        with st.popover("Save as a group", icon=":material/group_add:", type="tertiary"):
            _save(asked, filters)
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.person_id):
        show_timeline(session.engine(), found.person_id[rows[0]])


def _save(asked: PeopleAtStep, filters: Filters) -> None:
    """A name and a button; the group holds everybody, not only the list."""
    st.text_input("Name of the group", key="funnel_group_name", placeholder=what(asked)[:40])
    st.button("Save", type="primary", key="funnel_group_save", on_click=_keep, args=(asked, filters))
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")


def _keep(asked: PeopleAtStep, filters: Filters) -> None:
    engine = session.engine()
    name = str(st.session_state["funnel_group_name"] or "")
    whole = replace(asked.funnel, breakdown=None)
    try:
        everybody = measuring.people_at(engine, whole, filters, asked.step, dropped=asked.dropped, limit=None)
        origin = f"People who {what(asked)}. {asked.funnel.sentence()} {filters.sentence()}."
        label = session.workspace().saved.save_group(name, [int(key) for key in everybody.person], origin)
        st.session_state[_SAID] = (
            f'Saved "{label}": {plural(len(set(everybody.person.tolist())), "person", "people")}.'
        )
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
