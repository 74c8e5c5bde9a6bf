"""Which touchpoints are not the customer's, and therefore not on the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.analysis.map.hidden import hidden_touchpoints
from touchpath.ui import session

_KEY = "touchpoints_off_map"


def choice(names: Sequence[str]) -> None:
    """Choose them; it is stored at once."""
    hidden = hidden_touchpoints(session.engine())
    st.session_state[_KEY] = [name for name in hidden if name in names]
    st.multiselect(
        "Not on the touchpoint map", names, key=_KEY, on_change=_save, placeholder="Every touchpoint is on it",
        help="What is not the customer's, such as steps inside the company. Figures elsewhere stay as they are.",
    )  # fmt: skip


def _save() -> None:
    session.workspace().settings.save(off_map=tuple(st.session_state[_KEY]))
