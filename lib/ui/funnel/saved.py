"""Saved funnels: open, save, rename, duplicate, delete (with undo), and the saved groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.engine.base import Engine
from lib.journey.definition import DefinitionError, to_plain
from lib.journey.funnel import Funnel, funnel_from
from lib.journey.words import plural
from lib.ui import cached, session
from lib.ui.explain import plain
from lib.ui.funnel import state as funnel_state
from lib.workspace import saved as kept

_DELETED, _SAID = "_funnel_deleted", "_funnel_saved_said"


def saved_funnels(engine: Engine, funnel: Funnel) -> None:
    """A popover with everything about saved funnels."""
    with st.popover("Saved", icon=":material/bookmark:", type="tertiary"):
        found = cached.answer(kept.saved, engine, "funnel")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Save this funnel as", key="funnel_save_name", placeholder="Checkout")
            st.button("Save", key="funnel_save", type="primary", on_click=_save, args=(funnel,))
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")
        if st.session_state.get(_DELETED):
            st.button("Undo deleting", icon=":material/undo:", key="funnel_undo", on_click=_undo)
        for place, part in enumerate(found):
            _row(place, part)
        _groups(engine)


def _row(place: int, part: kept.SavedDefinition) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(plain(part.name), key=f"funnel_open_{place}", type="tertiary", on_click=_open, args=(part,))
        for icon, said, action in (
            ("edit", "Rename to the name typed above", _rename),
            ("content_copy", "Duplicate", _duplicate),
            ("delete", "Delete", _delete),
        ):
            key = f"funnel_{icon}_saved_{place}"
            st.button("", icon=f":material/{icon}:", help=said, key=key, on_click=action, args=(part.name,))


def _groups(engine: Engine) -> None:
    groups = cached.answer(kept.saved_groups, engine)
    if groups:
        st.markdown("**Saved groups of people**")
    for place, group in enumerate(groups):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{group.name} ({plural(group.people, 'person', 'people')})"), help=plain(group.origin))
            st.button(
                "", icon=":material/delete:", help="Forget this group; the people stay", key=f"funnel_forget_{place}",
                on_click=_forget, args=(group.name,),
            )  # fmt: skip


def _trying(action: Callable[[], Any]) -> Any:
    try:
        return action()
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
        return None


def _save(funnel: Funnel) -> None:
    name = str(st.session_state["funnel_save_name"] or "")
    if label := _trying(lambda: kept.save(session.engine(), "funnel", name, to_plain(funnel))):
        st.session_state[_SAID] = f'Saved as "{label}".'


def _open(part: kept.SavedDefinition) -> None:
    _trying(lambda: funnel_state.show(funnel_from(part.definition)))


def _rename(name: str) -> None:
    new_name = str(st.session_state["funnel_save_name"] or "")
    if label := _trying(lambda: kept.rename(session.engine(), "funnel", name, new_name)):
        st.session_state[_SAID] = f'"{name}" is now called "{label}".'


def _duplicate(name: str) -> None:
    _trying(lambda: kept.duplicate(session.engine(), "funnel", name))


def _delete(name: str) -> None:
    st.session_state[_DELETED] = _trying(lambda: kept.delete(session.engine(), "funnel", name))


def _undo() -> None:
    gone: kept.SavedDefinition = st.session_state.pop(_DELETED)
    _trying(lambda: kept.save(session.engine(), "funnel", gone.name, gone.definition))


def _forget(name: str) -> None:
    _trying(lambda: kept.delete_group(session.engine(), name))
