"""The tab of costs: what a new purchaser cost, by channel or campaign, and the budget table."""

from __future__ import annotations

from math import isfinite

import streamlit as st

from touchpath.analysis.attribution.result import CostResult, CostRow
from touchpath.answers import Answer
from touchpath.answers.attribution.names import credited_name
from touchpath.charts.attribution.cost import CostBar, cost_alt, cost_chart
from touchpath.charts.drawing import drawing
from touchpath.journey.attribution import Attribution, CostTable, same_journeys
from touchpath.journey.words import interval, money
from touchpath.ui import cached, filters, notices, session, shown, theme
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
    bars = tuple(_bar(found, row) for row in found.rows if row.start is None and isfinite(row.cost))
    if bars:
        chart = drawing(cost_chart, bars, "Spend per new purchaser", theme.palette())
        theme.draw(chart, alt=cost_alt(bars), key="credit_costs")
    shown.notes(answer)
    if found.rows:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
        shown.footer(answer, chart)


def _bar(found: CostResult, row: CostRow) -> CostBar:
    currency = str(session.workspace().settings["currency"].value)
    name, (low, high) = credited_name(found.asked.to, row.name, row.kind), row.cost_ends
    told = money(row.cost, currency)
    ends = interval(money(low, currency), money(high, currency) if isfinite(high) else "more")
    return CostBar(name, row.cost, low, high, told, f"{name}: {told} ({ends}).")
