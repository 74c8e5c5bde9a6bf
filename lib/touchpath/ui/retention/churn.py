"""The tab about churn: how long people stay."""

from __future__ import annotations

import streamlit as st

from touchpath.answers.retention.churn import lines
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import churn_alt, churn_chart
from touchpath.journey.churn import Churn
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.ui import cached, notices, shown, theme
from touchpath.ui.funnel.picture import group_colours
from touchpath.ui.header import Header

_PAUSES = (7, 14, 30, 60, 90, 180)


def churn(top: Header, retention: Retention, filters: Filters) -> None:
    """The curve of staying, the median lifetime, and the test between groups where split."""
    days = st.selectbox(
        "Somebody has churned after a pause of", _PAUSES, index=2, key="churn_days", bind="query-params",
        format_func=lambda days: f"{days} days", width=260,
    )  # fmt: skip
    asked = Churn(retention.back, days, retention.breakdown, retention.channel_of, start=retention.entry)
    answer = cached.ask(asked, filters)
    found = answer.result
    if not found.everybody.points:
        notices.empty(answer.sentence)
        return
    top.show(answer)
    drawn, names = lines(found)
    colours = group_colours(retention.breakdown, drawn) if found.groups else [theme.palette().accent]
    chart = drawing(churn_chart, drawn, names, colours, theme.palette())
    theme.draw(chart, alt=churn_alt(drawn, names), key="churn_curve")
    shown.notes(answer)
    if found.log_rank is not None:
        st.dataframe(answer.table("churn-lifetimes").readable, hide_index=True, width="stretch")
    shown.footer(answer, chart)
