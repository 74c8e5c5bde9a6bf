"""The tab "Why?": what goes with dropping between two steps, and what people did instead."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.drivers.times import default_hours
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.comparison import drivers_chart
from touchpath.charts.funnel.next import next_chart
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import DropOffInstead, DropOffReasons
from touchpath.journey.words import duration
from touchpath.ui import cached, notices, shown, theme
from touchpath.ui.header import Header
from touchpath.ui.paths.instead import instead_link

_HOURS = (0.25, 1.0, 6.0, 24.0, 72.0, 168.0)
_SHOWN = 12


def why(top: Header, funnel: Funnel, filters: Filters, place: int) -> None:
    """What goes with not reaching step `place` (counted from 0)."""
    usual = default_hours(funnel)
    with notices.refusing():
        DropOffReasons(funnel, place, usual)
    hours = st.select_slider(
        "Watch everyone for",
        sorted({*_HOURS, usual}),
        value=usual,
        key="funnel_watch",
        format_func=lambda value: duration(value * 3600),
        help="What happened in this time after the step is compared with who went on later. The same time for "
        "everybody: otherwise those who stay longer simply meet more.",
    )
    with st.spinner("Looking at what happened after the step …"):
        answer = cached.ask(DropOffReasons(funnel, place, float(hours)), filters)
    top.show(answer)
    factors = answer.result.factors
    if factors:
        chart = drawing(drivers_chart, factors[:_SHOWN], theme.palette())
        theme.draw(chart, alt=answer.sentence, key="funnel_drivers")
        shown.table(answer.table())
    shown.notes(answer)
    shown.footer(answer, table=bool(factors))
    _instead(funnel, filters, place)


def _instead(funnel: Funnel, filters: Filters, place: int) -> None:
    st.subheader("What they did instead", anchor=False)
    instead_link(funnel, place)
    answer = cached.ask(DropOffInstead(funnel, place), filters)
    if not answer.result:
        notices.note(answer.sentence)
        return
    chart = drawing(next_chart, answer.result, theme.palette())
    theme.draw(chart, alt=answer.sentence, key="funnel_next")
    shown.notes(answer)
