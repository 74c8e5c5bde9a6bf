"""Narrow pages and phones: pictures come before controls there, and wide pictures as lists."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

ORDER = "@media (max-width: 640px) {div:has(> .st-key-question) {order: 1}}"
"""The style that puts the controls of a question after what stands beside them, where a page is narrow."""


def question() -> DeltaGenerator:
    """The place of the controls of a question: above its answer, and below it on a narrow page."""
    return st.container(key="question")


_BY_WIDTH = {
    page: f"<style>@media (max-width: 640px) {{.st-key-{page}_wide {{display: none}}}} "
    f"@media (min-width: 641px) {{.st-key-{page}_narrow {{display: none}}}}</style>"
    for page in ("paths", "map", "map_first")
}
"""Ribbons and maps need more room than a phone has: there a list stands in their place."""


def by_width(page: str) -> None:
    """Of the containers `page`_wide and `page`_narrow the width of the page shows one."""
    st.html(_BY_WIDTH[page])
