"""Narrow pages and phones: pictures come before controls there, and wide pictures as lists."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ORDER = "@media (max-width: 640px) {div:has(> .st-key-question) {order: 1}}"
"""The style that puts the controls of a question after what stands beside them, where a page is narrow."""


def question() -> DeltaGenerator:
    """The place of the controls of a question: above its answer, and below it on a narrow page."""
    return st.container(key="question")


def on_a_phone() -> bool:
    """Whether the browser says that it is a phone's."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")
