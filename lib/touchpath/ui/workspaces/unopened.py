"""The chosen workspace cannot be opened: why, what there is to go back to, and the others, which are all right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from touchpath.engine.base import DamagedWorkspaceError, MissingWorkspaceError
from touchpath.journey.words import day_in_words
from touchpath.ui import failures, notices, session
from touchpath.ui.explain import plain
from touchpath.workspace.backup import restore
from touchpath.workspace.folder import WorkspaceEntry, data_folder
from touchpath.workspace.put_back import AutomaticCopy, automatic_copies, put_back

_SAID = "_unopened_said"
SwitchTo = Callable[[str], None]


def show(error: Exception, entry: WorkspaceEntry, others: Mapping[str, WorkspaceEntry], switch_to: SwitchTo) -> None:
    """The sentence of the error and every way on; the page below is not drawn."""
    st.error(plain(f"{entry.name}: {error}"), icon=":material/lock:")
    if said := st.session_state.pop(_SAID, ""):
        notices.warning(said)
    if isinstance(error, DamagedWorkspaceError | MissingWorkspaceError):
        _copies(entry)
        _restore(switch_to)
    notices.note(f"Its files lie in {entry.folder}.")
    for slug, other in others.items():
        st.button(f"Open {plain(other.name)}", key=f"instead_{slug}", on_click=switch_to, args=(slug,))
    st.stop()


def _copies(entry: WorkspaceEntry) -> None:
    """The copies made automatically before an update."""
    for copy in automatic_copies(entry):
        st.button(
            f"Go back to the copy of {day_in_words(copy.made_at)}",
            key=f"put_back_{copy.path.name}",
            icon=":material/history:",
            on_click=partial(_put_back, entry, copy),
            help="It was made before an update of Touchpath. What was added since is not in it; the damaged file is "
            "kept beside it.",
        )


def _put_back(entry: WorkspaceEntry, copy: AutomaticCopy) -> None:
    try:
        put_back(entry, copy)
        session.open_file.clear(str(entry.file.resolve()))
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)


def _restore(switch_to: SwitchTo) -> None:
    with st.container(border=True):
        file = st.file_uploader("Restore a backup as a workspace of its own", type=["zip"], key="unopened_file")
        st.button("Restore", disabled=file is None, on_click=partial(_on_restore, switch_to), key="unopened_restore")


def _on_restore(switch_to: SwitchTo) -> None:
    file = st.session_state["unopened_file"]
    try:
        switch_to(restore(data_folder(), file, file.name).slug)
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
