"""What a narrow page shows otherwise: pictures before controls, and wide ones as lists."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def on_a_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


_PICTURE_FIRST = "<style>@media (max-width: 640px) {.st-key-picture_first {flex-direction: column-reverse}}</style>"


def controls_and_picture() -> tuple[DeltaGenerator, DeltaGenerator]:
    """A place for controls and one for the picture below them; on a narrow page the picture stands first."""
    st.html(_PICTURE_FIRST)
    with st.container(key="picture_first"):
        return st.container(), st.container()
