"""The tab about repeat purchase."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers.retention.repeat import curves
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import repeat_alt, repeat_chart
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.ui import cached, notices, session, shown, theme
from touchpath.ui.funnel.picture import group_colours
from touchpath.ui.header import Header


def repeat(top: Header, retention: Retention, filters: Filters) -> None:
    """The share of purchasers who bought again, by days since the first purchase."""
    known = [volume.name for volume in cached.answer(volumes, session.engine())]
    usual = [name for name in session.workspace().settings["purchase"].value if name in known]
    chosen = st.multiselect(
        "A purchase is", known, default=usual, key="repeat_purchase", bind="query-params",
        placeholder="Choose the touchpoints that are a purchase",
    )  # fmt: skip
    if not chosen:
        notices.note("Choose what a purchase is to see who bought again.")
        return
    asked = RepeatPurchase(tuple(chosen), breakdown=retention.breakdown, channel_of=retention.channel_of)
    answer = cached.ask(asked, filters)
    found = answer.result
    if not any(point.size for point in found.points):
        notices.empty(answer.sentence)
        return
    top.show(answer)
    drawn, names = curves(found)
    colours = group_colours(retention.breakdown, found.groups) if found.groups else [theme.palette().accent]
    chart = drawing(repeat_chart, drawn, names, colours)
    theme.draw(chart, alt=repeat_alt(drawn, names), key="repeat_curve")
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer, chart)
