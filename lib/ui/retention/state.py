"""The retention this session looks at: kept in the session, written to the link, changed by callbacks of widgets.

There is one truth, the definition. Widgets are set from it before they are drawn, and their callbacks change it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.analysis.suggested_funnels import volumes
from lib.engine.base import Engine
from lib.journey.calendar import Period
from lib.journey.definition import DefinitionError, to_plain
from lib.journey.retention import Retention, retention_from
from lib.ui import cached, session
from lib.workspace.settings import read_settings

PARAM = "retention"
_STATE, _SLUG, _WRITTEN, _SAID = "_retention", "_retention_workspace", "_retention_written", "_retention_said"
_DAYS_FOR_DAYS, _DAYS_FOR_WEEKS = 35, 500


def current(engine: Engine) -> Retention | None:
    """The retention of this session: the link's, else the one looked at last, else a usual one.

    None while the workspace holds no events.
    """
    slug = session.entry().slug
    if st.session_state.get(_SLUG) != slug:
        st.session_state.pop(_STATE, None)
        if _SLUG in st.session_state:  # another workspace was chosen: the link still tells of the old one
            st.session_state[_WRITTEN] = st.query_params.get(PARAM)
        st.session_state[_SLUG] = slug
    if engine.calendar.data_end is None:
        return None
    asked = st.query_params.get(PARAM)
    if asked and asked != st.session_state.get(_WRITTEN):
        _read_link(asked)
    if _STATE not in st.session_state:
        st.session_state[_STATE] = cached.answer(usual, engine)
    _write_link(st.session_state[_STATE])
    chosen: Retention = st.session_state[_STATE]
    return chosen


def usual(engine: Engine) -> Retention:
    """A question that suits any data: who first came in a period (by what the settings call entering, else by
    anything), and came back (by what they call returning, else by anything) in the periods after it.
    """
    known = {volume.name for volume in volumes(engine)}
    settings = read_settings(engine)
    entering, returning = (
        tuple(name for name in settings[setting].value if name in known) for setting in ("entering", "returning")
    )
    calendar = engine.calendar
    days = (calendar.data_end - calendar.data_start).days if calendar.data_end and calendar.data_start else 0
    period: Period = "day" if days <= _DAYS_FOR_DAYS else "week" if days <= _DAYS_FOR_WEEKS else "month"
    return Retention(
        entering or None, returning or None, "first_ever", period, intervals=13 if period == "week" else 10
    )


def show(retention: Retention) -> None:
    """Look at this retention (for callbacks)."""
    st.session_state[_STATE] = retention


def change(**parts: Any) -> None:
    """Change parts of the definition (for callbacks); what cannot be measured is refused, and nothing changes."""
    edit(lambda retention: replace(retention, **parts))


def edit(changed: Callable[[Retention], Retention]) -> None:
    """Change the definition by a function (for callbacks)."""
    try:
        st.session_state[_STATE] = changed(st.session_state[_STATE])
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def refusal() -> str:
    """The sentence of an edit or link that was refused, once."""
    said: str = st.session_state.pop(_SAID, "")
    return said


def refuse(sentence: str) -> None:
    """Say a sentence with the next picture."""
    st.session_state[_SAID] = sentence


def as_text(retention: Retention) -> str:
    """The definition as it stands in the link."""
    return json.dumps(to_plain(retention), separators=(",", ":"), ensure_ascii=False)


def _read_link(text: str) -> None:
    st.session_state[_WRITTEN] = text
    try:
        plain: Any = json.loads(text)
        if not isinstance(plain, dict):
            raise DefinitionError("it is no definition")
        st.session_state[_STATE] = retention_from(plain)
    except (ValueError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, DefinitionError) else "it is damaged"
        st.session_state[_SAID] = (
            f"The retention in the link cannot be read ({reason.rstrip('.')}): another one is shown."
        )


def _write_link(retention: Retention) -> None:
    text = as_text(retention)
    st.session_state[_WRITTEN] = text
    if st.query_params.get(PARAM) != text:
        st.query_params[PARAM] = text
