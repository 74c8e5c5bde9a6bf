"""Renaming, merging and splitting names from a popover, with one step of undo."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.journey.renaming import Named
from touchpath.ui import session
from touchpath.ui.explain import plain
from touchpath.workspace.touchpoints import NamesBefore

_UNDO, _SAID = "_names_before", "_names_said"


def remember(before: NamesBefore, sentence: str) -> None:
    """Say what was done and offer to undo it, until the data change again."""
    st.session_state[_UNDO] = (session.token(), session.engine().version, before, sentence)


def undo_offer() -> None:
    """What was just done, with a button that takes it back."""
    token, version, before, sentence = st.session_state.get(_UNDO, ("", 0, None, ""))
    if before is None or (token, version) != (session.token(), session.engine().version):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check: {plain(sentence)}", width="content")
        st.button("Undo", icon=":material/undo:", key="names_undo", on_click=_undo, args=(before,))


def popover(catalogue: pd.DataFrame, kind: Named) -> None:
    """Merge several names into one, or split one again. `catalogue` has a column named `kind` and raw_names."""
    names = [str(name) for name in catalogue[kind]]
    merged = [name for name, raw in zip(names, catalogue["raw_names"], strict=True) if list(raw) != [name]]
    with st.popover("Merge or split", icon=":material/merge:", width="content"):
        chosen = st.multiselect(
            "Show these as one", names, key=f"{kind}_merge", placeholder=f"Choose {kind}s", persist_state="session"
        )
        target = st.text_input(
            "Name to show", value=chosen[0] if chosen else "", key=f"{kind}_merge_as_{'_'.join(chosen)}"
        )
        st.button(
            "Merge" if len(chosen) != 1 else "Rename",
            key=f"{kind}_merge_go",
            disabled=not chosen,
            on_click=_show_as,
            args=(tuple(chosen), target, kind),
        )
        if merged:
            st.divider()
            name = st.selectbox("Show under the uploaded names again", merged, key=f"{kind}_split", index=None)
            st.button("Split", key=f"{kind}_split_go", disabled=not name, on_click=_split, args=(name, kind))
    if refused := st.session_state.pop(_SAID, ""):
        st.warning(plain(refused), icon=":material/info:")


def _show_as(names: tuple[str, ...], target: str, kind: Named) -> None:
    done = "renamed" if len(names) == 1 else "shown as one"
    _try(
        lambda: session.workspace().catalogue.show_as(names, target, kind),
        f'{", ".join(names)} {done}: "{target.strip()}".',
    )
    st.session_state.pop(f"{kind}_merge", None)


def _split(name: str, kind: Named) -> None:
    _try(
        lambda: session.workspace().catalogue.split(name, kind), f'"{name}" is shown under its uploaded names again.'
    )


def _try(change: Any, sentence: str) -> None:
    try:
        remember(change(), sentence)
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def _undo(before: NamesBefore) -> None:
    session.workspace().catalogue.take_back(before)
    st.session_state.pop(_UNDO, None)
