"""Whether the reader holds a phone: pictures then come before controls, and wide ones as lists."""

from __future__ import annotations

import streamlit as st


def on_a_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")
