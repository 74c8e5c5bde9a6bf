"""One watched figure: its picture, what was not raised, and what to do with its alarm."""

from __future__ import annotations

from datetime import date

import streamlit as st

from touchpath.answers.alerts.digest import Digest, Watched
from touchpath.journey.alerts import AlarmState
from touchpath.journey.definition import DefinitionError
from touchpath.ui import session, shown
from touchpath.ui.alerts.picture import picture
from touchpath.ui.explain import plain, unbroken

_SAID = "_alerts_said"
_FIGURE = "alerts_figure"


def look(found: Digest) -> None:
    """The figure that is chosen, the one that most needs a look without a choice."""
    by_name = {part.saved.name: part for part in found.watched}
    name = next(iter(by_name))
    if len(by_name) > 1:
        name = st.selectbox(
            "Watched figure", list(by_name), key=_FIGURE, format_func=lambda key: _label(by_name[key])
        )
    part = by_name.get(name) or found.watched[0]
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")
    st.markdown(f"**{unbroken(part.sentence)}**")
    drawn = picture(part.answer, "alerts_picture") if part.answer else None
    _actions(part)
    if part.answer:
        shown.notes(part.answer)
        _alarms(part)
        shown.footer(part.answer, drawn)


def _label(part: Watched) -> str:
    return f"{part.saved.name} ({part.state})"


def _actions(part: Watched) -> None:
    """What can be done: an alarm is seen, closed or opened again; the figure is no longer watched."""
    with st.container(horizontal=True):
        if part.began is not None:
            for state, label, icon in _CHOICES[part.saved.state(part.began)]:
                key, given = f"alerts_{state}", (part.saved.name, part.began, state)
                st.button(label, icon=icon, key=key, on_click=_handle, args=given)
        st.button(
            "Stop watching", icon=":material/notifications_off:", type="tertiary", key="alerts_forget",
            on_click=_forget, args=(part.saved.name,),
        )  # fmt: skip


_SEEN: tuple[AlarmState, str, str] = ("seen", "Mark as seen", ":material/visibility:")
_CLOSE: tuple[AlarmState, str, str] = ("closed", "Close the alarm", ":material/check:")
_AGAIN: tuple[AlarmState, str, str] = ("open", "Open it again", ":material/undo:")
_CHOICES: dict[AlarmState, tuple[tuple[AlarmState, str, str], ...]] = {
    "open": (_SEEN, _CLOSE),
    "seen": (_CLOSE, _AGAIN),
    "closed": (_AGAIN,),
}


def _handle(name: str, began: date, state: AlarmState) -> None:
    try:
        session.workspace().alerts.handle(name, began, state)
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def _forget(name: str) -> None:
    try:
        session.workspace().alerts.forget(name)
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
    else:
        st.session_state[_SAID] = f'"{name}" is no longer watched.'


def _alarms(part: Watched) -> None:
    if part.answer and len(rows := part.answer.table("alarms").readable):
        with st.expander(f"Alarms so far ({len(rows)})", icon=":material/history:"):
            st.dataframe(rows, hide_index=True, width="stretch")
