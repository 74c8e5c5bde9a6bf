"""The tab of costs: what a new purchaser cost, by channel or campaign, and the budget table."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.attribution.result import CostResult
from touchpath.answers import Answer
from touchpath.charts.pictures.credit import costs as cost_pictures
from touchpath.journey.attribution import Attribution, CostTable, same_journeys
from touchpath.ui import cached, filters, notices, shown, theme
from touchpath.ui.header import Header

_PERIODS = {"all": "All days", "month": "Months", "week": "Weeks"}


def costs(top: Header, asked: Attribution) -> None:
    """The question asked of spend: the rule and journeys are those of the page, the purchase is the conversion."""
    period = st.segmented_control(
        "Show", list(_PERIODS), default="all", required=True, key="credit_period", label_visibility="collapsed",
        format_func=lambda name: _PERIODS[name],
    )  # fmt: skip
    to = "channel" if asked.to == "touchpoint" else asked.to
    question = same_journeys(CostTable, asked, to=to, counting="conversions", rule=asked.rule, period=period or "all")
    answer: Answer[CostResult] = cached.ask(question, filters.current())
    top.show(answer)
    found, chart = answer.result, None
    if not found.known:
        notices.empty(answer.sentence, "Add data", "pages/data/add_data.py")
        return
    for drawn in cost_pictures(answer, theme.name_colours()):
        chart = drawn.drawing
        theme.draw(chart, alt=drawn.alt, key="credit_costs")
    shown.notes(answer)
    if found.rows:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
        shown.footer(answer, chart)
