"""A reload of the page takes the files that were open on it: that is said, once."""

from __future__ import annotations

import streamlit as st

from touchpath.journey.words import plural
from touchpath.ui import notices
from touchpath.ui.data.upload import Piece

_WAITING, _HERE = "waiting", "_add_data_here"


def say() -> None:
    """Say which files are gone, where the address tells of some that this session never had."""
    told = st.query_params.get(_WAITING, "")
    if _HERE not in st.session_state and told.isdecimal() and 0 < int(told) < 1_000:
        those = plural(int(told), "file that was open here is", "files that were open here are")
        notices.note(f"The page was loaded anew, and the {those} gone with it: choose them again. Imports stay.")
    st.session_state[_HERE] = True


def remember(pieces: list[Piece]) -> None:
    """Keep in the address how many uploaded files are open and not imported."""
    files = {piece.upload for piece in pieces if not piece.report and not piece.inbox}
    if files:
        st.query_params[_WAITING] = str(len(files))
    else:
        st.query_params.pop(_WAITING, None)
