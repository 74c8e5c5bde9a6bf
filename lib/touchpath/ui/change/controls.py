"""The guided question: what changed, when, for whom, what should it have moved, by how much at least?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Engine
from touchpath.journey import filter_text
from touchpath.journey.change import Change
from touchpath.journey.filters import Name
from touchpath.ui import cached, filters
from touchpath.ui.change import state as change_state
from touchpath.ui.change.compare import compare
from touchpath.ui.change.outcome import outcome_controls
from touchpath.workspace.changes import DatedChange, saved_changes


def controls(engine: Engine, asked: Change) -> None:
    """Draw the question in one bordered block."""
    with st.container(border=True):
        left, middle, right = st.columns([5, 3, 4])
        with left:
            _what(engine, asked)
        with middle:
            _when(engine, asked)
        with right:
            _whom(engine, asked)
        outcome_controls(engine, asked)
        compare(engine, asked)


def touchpoint_names(engine: Engine) -> list[str]:
    """The touchpoints of the workspace, most events first."""
    return [volume.name for volume in cached.answer(volumes, engine)]


def _what(engine: Engine, asked: Change) -> None:
    saved = {part.name: part for part in cached.answer(saved_changes, engine)}
    options = list(dict.fromkeys([*saved, asked.name, change_state.NEW]))
    st.session_state["change_name"] = asked.name
    st.selectbox(
        "What changed?",
        options,
        key="change_name",
        accept_new_options=True,
        on_change=_named,
        args=(engine, saved),
        help="Choose a saved change, or type a name for another one.",
    )


def _named(engine: Engine, saved: dict[str, DatedChange]) -> None:
    name = str(st.session_state["change_name"] or "").strip()
    if name in saved:
        change_state.show(change_state.question_of(engine, saved[name]))
    elif name:
        change_state.change(name=name, touchpoint=None)


def _when(engine: Engine, asked: Change) -> None:
    st.session_state["change_day"] = asked.day
    st.date_input(
        "Since when?",
        key="change_day",
        on_change=_picked,
        args=("day", "change_day"),
        help="The first day with the change, in the time zone of the workspace. Weeks are counted from this day on.",
    )


def _whom(engine: Engine, asked: Change) -> None:
    known = list(filters.names(engine, "persona"))
    st.session_state["change_personas"] = list(asked.reached.personas)
    st.multiselect(
        "Whom did it reach?",
        [*known, *(name for name in asked.reached.personas if name not in known)],
        key="change_personas",
        format_func=_persona,
        placeholder="Everybody",
        on_change=_reached,
        help="Personas as they were known when people entered. Channels can be picked under More.",
    )


def _persona(name: Name) -> str:
    return filter_text.label("persona", name)


def _reached() -> None:
    chosen = tuple(st.session_state["change_personas"])
    change_state.edit(lambda asked: replace(asked, reached=replace(asked.reached, personas=chosen)))


def _picked(field: str, key: str) -> None:
    value: Any = st.session_state[key]
    if value is not None:
        change_state.change(**{field: value})
