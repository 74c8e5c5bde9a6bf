"""Saved retention definitions: open, save, delete (with undo)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from lib.engine.base import Engine
from lib.journey.definition import DefinitionError, to_plain
from lib.journey.retention import Retention, retention_from
from lib.ui import cached, session
from lib.ui.explain import plain
from lib.ui.retention import state as retention_state
from lib.workspace import saved as kept

_DELETED, _SAID = "_retention_deleted", "_retention_saved_said"


def saved_retentions(engine: Engine, retention: Retention) -> None:
    """A popover with everything about saved definitions."""
    with st.popover("Saved", icon=":material/bookmark:", type="tertiary"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Save this as", key="retention_save_name", placeholder="Weekly return")
            st.button("Save", key="retention_save", type="primary", on_click=_save, args=(retention,))
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")
        if st.session_state.get(_DELETED):
            st.button("Undo deleting", icon=":material/undo:", key="retention_undo", on_click=_undo)
        for place, part in enumerate(cached.answer(kept.saved, engine, "retention")):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    plain(part.name), key=f"retention_open_{place}", type="tertiary", on_click=_open, args=(part,)
                )
                st.button(
                    "", icon=":material/delete:", help="Delete", key=f"retention_delete_{place}", on_click=_delete,
                    args=(part.name,),
                )  # fmt: skip


def _trying(action: Callable[[], Any]) -> Any:
    try:
        return action()
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
        return None


def _save(retention: Retention) -> None:
    name = str(st.session_state["retention_save_name"] or "")
    if label := _trying(lambda: kept.save(session.engine(), "retention", name, to_plain(retention))):
        st.session_state[_SAID] = f'Saved as "{label}".'


def _open(part: kept.SavedDefinition) -> None:
    _trying(lambda: retention_state.show(retention_from(part.definition)))


def _delete(name: str) -> None:
    st.session_state[_DELETED] = _trying(lambda: kept.delete(session.engine(), "retention", name))


def _undo() -> None:
    gone: kept.SavedDefinition = st.session_state.pop(_DELETED)
    _trying(lambda: kept.save(session.engine(), "retention", gone.name, gone.definition))
