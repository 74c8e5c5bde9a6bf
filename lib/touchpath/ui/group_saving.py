"""Keeping people as a group: a name, a button, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import plural
from touchpath.ui import session
from touchpath.ui.explain import plain


def save_as_group(key: str, keep: Callable[..., str], args: tuple[Any, ...], example: str = "") -> None:
    """A name and a button; `keep(name, *args)` saves, and says so in a sentence or refuses."""
    st.text_input("Name of the group", key=f"{key}_name", placeholder=example[:40])
    st.button("Save", type="primary", key=f"{key}_save", on_click=_keep, args=(key, keep, args))
    if said := st.session_state.pop(f"_{key}_said", ""):
        st.info(plain(said), icon=":material/info:")


def keep_group(name: str, people: Sequence[int], origin: str) -> str:
    """Save people under a name; the sentence that says so. Raises DefinitionError for a name that cannot be."""
    label = session.workspace().saved.save_group(name, people, origin)
    return f'Saved "{label}": {plural(len(people), "person", "people")}.'


def _keep(key: str, keep: Callable[..., str], args: tuple[Any, ...]) -> None:
    name = str(st.session_state[f"{key}_name"] or "")
    try:
        st.session_state[f"_{key}_said"] = keep(name, *args)
    except DefinitionError as refusal:
        st.session_state[f"_{key}_said"] = str(refusal)
