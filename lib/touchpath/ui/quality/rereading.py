"""Imports that would be understood otherwise today, each with what it would be and a way to import it again."""

from __future__ import annotations

from functools import partial

import streamlit as st

from touchpath.ingest.mapping import Mapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.ui import notices, pages, session
from touchpath.ui.explain import plain
from touchpath.workspace.rereading import ReadDifferently, keep_reading, read_differently

_SAID = "_reread_said"


def show() -> None:
    """The imports read otherwise, as findings; nothing where there are none."""
    if said := st.session_state.pop(_SAID, ""):
        notices.note(said)
    with st.spinner("Reading the files of earlier imports again"):
        found = _found((session.token(), session.engine().version))
    if found:
        st.subheader("Files that would be understood otherwise today", anchor=False)
    for one in found:
        _one(one)


@st.cache_data(max_entries=20, show_spinner=False)
def _found(key: tuple[str, int]) -> tuple[ReadDifferently, ...]:
    return read_differently(session.workspace())


def _one(found: ReadDifferently) -> None:
    with st.container(border=True):
        st.markdown(f":orange-badge[check] {plain(found.sentence)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            if found.mapping is not None:
                st.button(
                    "Import it again so", key=f"reread_{found.import_id}", icon=":material/refresh:",
                    on_click=partial(_again, found.import_id, found.file_name, found.mapping),
                    help="The import is taken back and made again, both or nothing.",
                )  # fmt: skip
            else:
                pages.link("pages/data/workspaces.py", "Import it again under Correct an import")
            st.button(
                "It is right as it is", type="tertiary", key=f"keep_reading_{found.import_id}",
                on_click=partial(_keep, found.import_id),
            )  # fmt: skip


def _again(import_id: int, name: str, mapping: Mapping) -> None:
    try:
        report = session.workspace().import_again(import_id, mapping)
    except ImportRefused as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state[_SAID] = f"{name} was imported again. {report.sentence}."


def _keep(import_id: int) -> None:
    keep_reading(session.workspace(), import_id)
