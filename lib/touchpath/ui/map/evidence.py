"""Links from the map to the pages that show its figures, with the filters to look at them with."""

from __future__ import annotations

import streamlit as st

from touchpath.answers.map.pain import PainEvidence
from touchpath.home import HOME
from touchpath.journey.filter_text import parameters
from touchpath.journey.filters import Filters
from touchpath.ui.pages import PAGES

_WORKSPACE = "workspace"


def link(label: str, page: str, given: tuple[tuple[str, str], ...], filters: Filters, icon: str) -> None:
    """A link to a page by the name of its file."""
    path = next(entry.path for entry in PAGES if entry.path.endswith(f"/{page}.py"))
    if not (HOME / path).is_file():
        return
    found: dict[str, list[str]] = {}
    for name, value in (*parameters(filters), *given):
        found.setdefault(name, []).append(value)
    if workspace := st.query_params.get(_WORKSPACE):
        found[_WORKSPACE] = [workspace]
    st.page_link(HOME / path, label=label, icon=icon, query_params=found)


def to(evidence: PainEvidence) -> None:
    """A link to the evidence of a row."""
    icons = {"funnel": ":material/filter_alt:", "retention": ":material/event_repeat:"}
    icon = icons.get(evidence.page, ":material/sentiment_satisfied:")
    link(evidence.label, evidence.page, evidence.parameters, evidence.filters, icon)
