"""The guided question: what changed, when, for whom, what should it have moved, by how much at least?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Store
from touchpath.journey import filter_text
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.filters import Name
from touchpath.ui import cached, filters
from touchpath.ui.change import state as change_state
from touchpath.ui.change.compare import compare
from touchpath.ui.change.outcome import outcome_controls
from touchpath.workspace.changes import DatedChange, saved_changes

EVERYBODY = "Everybody"


def controls(engine: Store, draft: ChangeDraft) -> None:
    """Draw the question: what nobody said yet is empty."""
    left, middle, right = st.columns([5, 3, 4])
    with left:
        _what(engine, draft)
    with middle:
        _when(draft)
    with right:
        _whom(engine, draft)
    outcome_controls(engine, draft)
    compare(engine, draft)


def touchpoint_names(engine: Store) -> list[str]:
    """The touchpoints of the workspace, most events first."""
    return [volume.name for volume in cached.answer(volumes, engine)]


def _what(engine: Store, draft: ChangeDraft) -> None:
    saved = {part.name: part for part in cached.known(saved_changes, engine)}
    name = draft.asked.name if draft.said("name") else None
    st.session_state["change_name"] = name
    st.selectbox(
        "What changed?",
        list(dict.fromkeys([*saved, *([name] if name else [])])),
        index=None,
        key="change_name",
        accept_new_options=True,
        placeholder="Choose one, or type a new name",
        on_change=_named,
        args=(engine, saved),
        help="A declared change brings its day and whom it reached; a new name begins an empty question.",
    )


def _named(engine: Store, saved: dict[str, DatedChange]) -> None:
    """Another change is another question: nothing of the one before is taken over once that is complete."""
    name = str(st.session_state["change_name"] or "").strip()
    if name in saved:
        change_state.start(change_state.draft_of(engine, saved[name]))
        return
    if change_state.current(engine).complete:
        change_state.start(change_state.empty(engine))
    if name:
        change_state.change("name", name=name, touchpoint=None)
    else:
        change_state.edit_draft(lambda draft: draft.taking_back("name"))


def _when(draft: ChangeDraft) -> None:
    st.session_state["change_day"] = draft.asked.day if draft.said("day") else None
    st.date_input(
        "Since when?",
        value=None,
        key="change_day",
        format="YYYY-MM-DD",
        on_change=_picked_day,
        help="The first day with the change, in the time zone of the workspace. Weeks are counted from this day on.",
    )


def _picked_day() -> None:
    day = st.session_state["change_day"]
    if day is not None:
        change_state.change("day", day=day)
    else:
        change_state.edit_draft(lambda draft: draft.taking_back("day"))


def _whom(engine: Store, draft: ChangeDraft) -> None:
    reached = draft.asked.reached
    known = list(filters.names(engine, "persona"))
    chosen = list(reached.personas) or [EVERYBODY]
    st.session_state["change_personas"] = chosen if draft.said("reached") else []
    st.multiselect(
        "Whom did it reach?",
        [EVERYBODY, *known, *(name for name in reached.personas if name not in known)],
        key="change_personas",
        format_func=_persona,
        placeholder="Choose whom",
        on_change=_reached,
        help="Personas as they were known when people entered. Channels can be picked under More.",
    )


def _persona(name: Name) -> str:
    return EVERYBODY if name == EVERYBODY else filter_text.label("persona", name)


def _reached() -> None:
    """Everybody and a persona exclude each other: the last chosen counts."""
    chosen = list(st.session_state["change_personas"])
    if not chosen:
        change_state.edit_draft(lambda draft: draft.taking_back("reached"))
        return
    personas = () if chosen[-1] == EVERYBODY else tuple(name for name in chosen if name != EVERYBODY)
    change_state.edit(lambda asked: replace(asked, reached=replace(asked.reached, personas=personas)), "reached")
