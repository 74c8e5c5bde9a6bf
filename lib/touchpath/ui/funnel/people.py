"""The tab "Who dropped?": people at a step, as a list, a download and a saved group; each opens a timeline."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import streamlit as st

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import FunnelResult, StepPeople
from touchpath.engine.base import Engine
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.words import count
from touchpath.ui import cached, downloads, notices, session
from touchpath.ui.explain import plain
from touchpath.ui.funnel import words as funnel_words
from touchpath.ui.person_timeline import show_timeline
from touchpath.workspace.saved import save_group

LIMIT = 1000
_SAID = "_funnel_group_said"
CHOICES = {"Dropped here": "dropped", "Reached it": "reached"}


def people(engine: Engine, funnel: Funnel, filters: Filters, result: FunnelResult, place: int) -> None:
    """Who dropped before step `place` (counted from 0), or reached it."""
    choice = st.segmented_control(
        "People who",
        list(CHOICES),
        default="Dropped here",
        required=True,
        key="funnel_who",
        label_visibility="collapsed",
    )
    dropped = CHOICES[str(choice)] == "dropped"
    found = cached.answer(_people, engine, funnel, filters, place, dropped)
    earlier, step = funnel_words.before(result, place), result.steps[place].name
    what = f"reached {earlier} but not {step}" if dropped else f"reached {step}"
    if not found.total:
        notices.empty(f"Nobody {what} in this selection.")
        return
    st.markdown(f"**{plain(f'{count(found.total)} {funnel.counting} {what}.')}** Select a row to see that journey.")
    frame = _frame(found, engine.calendar.tz)
    picked = st.dataframe(
        frame, hide_index=True, width="stretch", height=280, on_select="rerun", selection_mode="single-row",
        key="funnel_people_rows",
    )  # fmt: skip
    if found.total > len(frame):
        notices.note(f"The first {count(len(frame))} of {count(found.total)} are listed.")
    with st.container(horizontal=True, vertical_alignment="center"):
        downloads.table(frame, f"people-{what}", key="csv_funnel_people")
        with st.popover("Save as a group", icon=":material/group_add:", type="tertiary"):
            _save(engine, funnel, filters, place, dropped, what)
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.person_id):
        show_timeline(engine, found.person_id[rows[0]])


def _people(engine: Engine, funnel: Funnel, filters: Filters, place: int, dropped: bool) -> StepPeople:
    return measuring.people_at(engine, replace(funnel, breakdown=None), filters, place, dropped=dropped, limit=LIMIT)


def _frame(found: StepPeople, zone: ZoneInfo) -> pd.DataFrame:
    def local(moments: np.ndarray) -> pd.Series:
        return pd.Series(pd.to_datetime(moments)).dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)

    return pd.DataFrame(
        {"Person": found.person_id, "Began": local(found.entered_at), "Last step reached": local(found.reached_at)}
    )


def _save(engine: Engine, funnel: Funnel, filters: Filters, place: int, dropped: bool, what: str) -> None:
    """A name and a button; the group holds everybody, not only the list."""
    st.text_input("Name of the group", key="funnel_group_name", placeholder=f"{what[:40]}")
    st.button(
        "Save", type="primary", key="funnel_group_save", on_click=_keep,
        args=(funnel, filters, place, dropped, what),
    )  # fmt: skip
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")


def _keep(funnel: Funnel, filters: Filters, place: int, dropped: bool, what: str) -> None:
    engine = session.engine()
    name = str(st.session_state["funnel_group_name"] or "")
    try:
        everybody = measuring.people_at(
            engine, replace(funnel, breakdown=None), filters, place, dropped=dropped, limit=None
        )
        origin = f"People who {what}. {funnel.sentence()} {filters.sentence()}."
        label = save_group(engine, name, [int(key) for key in everybody.person], origin)
        st.session_state[_SAID] = f'Saved "{label}": {count(len(set(everybody.person.tolist())))} people.'
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
