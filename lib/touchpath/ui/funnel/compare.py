"""The comparison tab: every group against the rest, and this period against the one before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.comparison import comparison_chart
from touchpath.engine.base import Store
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.journey.funnel_views import Allowance, FunnelGroups, FunnelPeriods
from touchpath.ui import cached, notices, pages, shown, theme
from touchpath.ui.header import Header
from touchpath.workspace.saved import saved_groups

PERIODS = "Two periods"
_ALLOWANCES: dict[str, Allowance] = {"Which ones differ?": "holm", "Exploring": "bh"}


def compare(top: Header, engine: Store, funnel: Funnel, filters: Filters) -> None:
    """Choose what to compare; then the sentence, the picture and the table."""
    groups = [group.name for group in cached.answer(saved_groups, engine)]
    axes = {"Personas": Breakdown("persona"), "Channels": Breakdown("channel")}
    axes |= {f"Group: {name}": Breakdown(name, scope="group") for name in groups}
    if funnel.breakdown and funnel.breakdown not in axes.values():
        axes["The split above"] = funnel.breakdown
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.segmented_control(
            "Compare", [*axes, PERIODS], default="Personas", required=True, key="funnel_compare", bind="query-params"
        )
        if what != PERIODS:
            how = st.selectbox(
                "Looking for", list(_ALLOWANCES), key="funnel_correction", width=190,
                help="How p-values allow for many comparisons: Holm (hardly ever a false one) or Benjamini-Hochberg "
                "(when exploring, at most one in twenty of those found is false on average).",
            )  # fmt: skip
    with notices.refusing():
        if what == PERIODS:
            _show(top, FunnelPeriods(funnel), filters, "funnel_periods")
            pages.link("pages/evidence/change_lab.py", "Open the change lab")
        else:
            split = replace(funnel, breakdown=axes[str(what)])
            _show(top, FunnelGroups(split, _ALLOWANCES[how]), filters, "funnel_comparison")


def _show(top: Header, question: FunnelGroups | FunnelPeriods, filters: Filters, key: str) -> None:
    answer = cached.ask(question, filters)
    found: Any = answer.result
    cells = found.comparison.cells if isinstance(question, FunnelGroups) else found.cells
    top.show(answer)
    chart = drawing(comparison_chart, cells, found.headings, theme.palette())
    theme.draw(chart, alt=answer.sentence, key=key)
    shown.table(answer.table())
    shown.footer(answer, chart)
    shown.notes(answer)
