"""The question this session asks about a change: kept in the session, written to the link, changed by callbacks.

There is one truth, the definition. Widgets are set from it before they are drawn, and their callbacks change it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.analysis.change.question import usual_question
from lib.engine.base import Engine
from lib.journey.change import Change, change_from, change_to_plain
from lib.journey.definition import DefinitionError
from lib.ui import cached, session
from lib.workspace.changes import DatedChange, saved_changes

PARAM = "change"
_STATE, _SLUG, _WRITTEN, _SAID = "_change", "_change_workspace", "_change_written", "_change_said"
NEW = "New change"


def current(engine: Engine) -> Change:
    """The question of this session: the link's, else the one asked last, else about the first saved change."""
    slug = session.entry().slug
    if st.session_state.get(_SLUG) != slug:
        st.session_state.pop(_STATE, None)
        if _SLUG in st.session_state:  # another workspace was chosen: the link still tells of the old one
            st.session_state[_WRITTEN] = st.query_params.get(PARAM)
        st.session_state[_SLUG] = slug
    asked = st.query_params.get(PARAM)
    if asked and asked != st.session_state.get(_WRITTEN):
        _read_link(asked)
    if _STATE not in st.session_state:
        st.session_state[_STATE] = first(engine)
    _write_link(st.session_state[_STATE])
    chosen: Change = st.session_state[_STATE]
    return chosen


def first(engine: Engine) -> Change:
    """What is asked when nobody asked anything yet."""
    saved = cached.answer(saved_changes, engine)
    return question_of(engine, saved[0]) if saved else cached.answer(usual_question, engine, NEW)


def question_of(engine: Engine, dated: DatedChange) -> Change:
    """The saved question of a change, or a usual one where it has none."""
    return dated.question or usual_question(engine, dated.name, dated.day, dated.touchpoint, dated.reached)


def show(change: Change) -> None:
    """Ask this (for callbacks)."""
    st.session_state[_STATE] = change


def change(**parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be asked is refused, and nothing changes."""
    edit(lambda asked: replace(asked, **parts))


def outcome(**parts: Any) -> None:
    """Change parts of the outcome (for callbacks)."""
    edit(lambda asked: replace(asked, outcome=replace(asked.outcome, **parts)))


def edit(changed: Callable[[Change], Change]) -> None:
    """Change the question by a function (for callbacks)."""
    try:
        st.session_state[_STATE] = changed(st.session_state[_STATE])
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def refusal() -> str:
    """The sentence of an edit or link that was refused, once."""
    said: str = st.session_state.pop(_SAID, "")
    return said


def say(sentence: str) -> None:
    """Say a sentence on the next run."""
    st.session_state[_SAID] = sentence


def _read_link(text: str) -> None:
    st.session_state[_WRITTEN] = text
    try:
        plain: Any = json.loads(text)
        if not isinstance(plain, dict):
            raise DefinitionError("it is no definition")
        st.session_state[_STATE] = change_from(plain)
    except (ValueError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, DefinitionError) else "it is damaged"
        st.session_state[_SAID] = (
            f"The question in the link cannot be read ({reason.rstrip('.')}): another one is shown."
        )


def _write_link(asked: Change) -> None:
    text = json.dumps(change_to_plain(asked), separators=(",", ":"), ensure_ascii=False)
    st.session_state[_WRITTEN] = text
    if st.query_params.get(PARAM) != text:
        st.query_params[PARAM] = text
