"""Before own files join the sample company: the offer of a workspace of one's own."""

from __future__ import annotations

import streamlit as st

from touchpath.ui import failures, frame, session
from touchpath.ui.explain import plain
from touchpath.workspace import sample
from touchpath.workspace.folder import create_workspace, data_folder

_NAME, _REFUSED = "own_workspace_name", "_own_workspace_refused"


def offer() -> None:
    """A line with a button, only while the sample company is open; files already chosen come along."""
    if session.entry().name != sample.NAME:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown("This is the sample company. Your own files are better off in a workspace of their own.")
        with st.popover("Make a workspace", icon=":material/add:", width="content"):
            st.text_input("Name", value="My workspace", key=_NAME, max_chars=80)
            st.button("Make it and go there", type="primary", key="own_workspace_go", on_click=_make)
    if refused := st.session_state.pop(_REFUSED, ""):
        st.warning(plain(refused), icon=":material/info:")


def _make() -> None:
    try:
        frame.switch_to(create_workspace(data_folder(), str(st.session_state[_NAME])).slug)
    except failures.SAID as refusal:
        st.session_state[_REFUSED] = str(refusal)
