"""The tab "Who dropped?": people at a step, as a list, a download and a saved group; each opens a timeline."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import StepPeople
from touchpath.answers.funnel.people import what
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import PeopleAtStep
from touchpath.ui import cached, downloads, notices, session, shown
from touchpath.ui.group_saving import keep_group, save_as_group
from touchpath.ui.header import Header
from touchpath.ui.person_timeline import show_timeline

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
            save_as_group("funnel_group", _keep, (asked, filters), what(asked))
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.person_id):
        show_timeline(session.engine(), found.person_id[rows[0]])


def _keep(name: str, asked: PeopleAtStep, filters: Filters) -> str:
    """The group holds everybody, not only the list."""
    whole = replace(asked.funnel, breakdown=None)
    found = measuring.people_at(session.engine(), whole, filters, asked.step, dropped=asked.dropped, limit=None)
    people = sorted({int(key) for key in found.person})
    return keep_group(name, people, f"People who {what(asked)}. {asked.funnel.sentence()} {filters.sentence()}.")
