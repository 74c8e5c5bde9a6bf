"""The funnel this session looks at: kept in the session, written to the link, changed by callbacks of widgets.

There is one truth, the definition. Widgets are set from it before they are drawn, and their callbacks change it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.analysis.suggested_funnels import Suggestion, suggested_funnels
from lib.engine.base import Engine
from lib.journey.definition import DefinitionError, to_plain
from lib.journey.funnel import Funnel, Step, funnel_from
from lib.ui import cached, session
from lib.workspace.settings import read_settings

PARAM = "funnel"
_STATE, _SLUG, _WRITTEN, _SAID = "_funnel", "_funnel_workspace", "_funnel_written", "_funnel_said"


def suggestions(engine: Engine) -> tuple[Suggestion, ...]:
    """Funnels suggested for the open workspace."""
    return cached.answer(_suggestions, engine)


def current(engine: Engine) -> Funnel | None:
    """The funnel of this session: the link's, else the one looked at last, else the first suggestion.

    None while the workspace holds no events.
    """
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
        found = suggestions(engine)
        if not found:
            return None
        st.session_state[_STATE] = found[0].funnel
    _write_link(st.session_state[_STATE])
    chosen: Funnel = st.session_state[_STATE]
    return chosen


def show(funnel: Funnel) -> None:
    """Look at this funnel (for callbacks)."""
    st.session_state[_STATE] = funnel


def change(edit: Callable[[Funnel], Funnel]) -> None:
    """Edit the funnel (for callbacks); what cannot be measured is refused with its sentence, and nothing changes."""
    try:
        st.session_state[_STATE] = edit(st.session_state[_STATE])
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def refusal() -> str:
    """The sentence of an edit or link that was refused, once."""
    said: str = st.session_state.pop(_SAID, "")
    return said


def refuse(sentence: str) -> None:
    """Say a sentence with the next picture."""
    st.session_state[_SAID] = sentence


def with_steps(funnel: Funnel, steps: tuple[Step, ...]) -> Funnel:
    """The funnel with other steps; exclusions and a split at a step that is gone are dropped with it."""
    last = len(steps) - 1
    exclusions = tuple(part for part in funnel.exclusions if part.before_step <= last)
    split = funnel.breakdown
    if split and isinstance(split.at, int) and split.at > last:
        split = replace(split, at="first_touch")
    return replace(funnel, steps=steps, exclusions=exclusions, breakdown=split)


def moved(funnel: Funnel, place: int, by: int) -> Funnel:
    """The funnel with one step moved up (-1) or down (1)."""
    steps = list(funnel.steps)
    steps.insert(place + by, steps.pop(place))
    return replace(funnel, steps=tuple(steps))


def as_text(funnel: Funnel) -> str:
    """The definition as it stands in the link."""
    return json.dumps(to_plain(funnel), separators=(",", ":"), ensure_ascii=False)


def _suggestions(engine: Engine) -> tuple[Suggestion, ...]:
    settings = read_settings(engine)
    return suggested_funnels(engine, settings["goal"].value or settings["purchase"].value)


def _read_link(text: str) -> None:
    st.session_state[_WRITTEN] = text
    try:
        plain: Any = json.loads(text)
        if not isinstance(plain, dict):
            raise DefinitionError("it is no definition")
        st.session_state[_STATE] = funnel_from(plain)
    except (ValueError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, DefinitionError) else "it is damaged"
        st.session_state[_SAID] = (
            f"The funnel in the link cannot be read ({reason.rstrip('.')}): another one is shown."
        )


def _write_link(funnel: Funnel) -> None:
    text = as_text(funnel)
    st.session_state[_WRITTEN] = text
    if st.query_params.get(PARAM) != text:
        st.query_params[PARAM] = text
