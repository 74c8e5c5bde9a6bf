"""The tabs about time: conversion by period of entry, and how long it took."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.comparison import bases_of
from touchpath.answers.funnel.names import before, step_names
from touchpath.answers.funnel.time import lines
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.times import times_alt, times_chart
from touchpath.charts.funnel.trend import trend_alt, trend_chart
from touchpath.engine.base import Store
from touchpath.journey.calendar import Period
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import FunnelOverTime, FunnelTimes
from touchpath.ui import cached, notices, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.funnel.picture import group_colours
from touchpath.ui.header import Header

_PERIODS: dict[str, Period] = {"Day": "day", "Week": "week", "Month": "month"}


def trend(top: Header, engine: Store, funnel: Funnel, filters: Filters) -> None:
    """Conversion by day, week or month of entry; by group where the funnel is split."""
    name = st.segmented_control(
        "Period of entry", list(_PERIODS), default="Week", required=True, key="funnel_period", bind="query-params"
    )
    period = _PERIODS[str(name)]
    answer = cached.ask(FunnelOverTime(funnel, period), filters)
    top.show(answer)
    series, labels = lines(answer.result)
    if not any(part.points for part in series):
        notices.empty(answer.sentence)
        return
    colours = group_colours(funnel.breakdown, series) if answer.result.groups else [theme.palette().accent]
    chart = with_changes(drawing(trend_chart, series, labels, colours, theme.palette(), period), engine)
    theme.draw(chart, alt=trend_alt(series, labels), key="funnel_trend")
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer, chart)


def times(top: Header, funnel: Funnel, filters: Filters, place: int) -> None:
    """How long people took from the step before, or from the start, to step `place` (counted from 0)."""
    earlier, start = before(funnel, place), step_names(funnel)[0]
    since = bases_of([step.optional for step in funnel.steps])[place]
    if since:
        chosen = st.segmented_control(
            "Measured from", (earlier, start), default=earlier, required=True, key=f"funnel_since_{place}"
        )
        since = 0 if chosen == start else since
    answer = cached.ask(FunnelTimes(funnel, since, place), filters)
    if not answer.n:
        notices.empty(answer.sentence)
        return
    top.show(answer)
    names = step_names(funnel)
    chart = drawing(times_chart, answer.result, theme.palette())
    theme.draw(chart, alt=times_alt(answer.result, names[since], names[place]), key="funnel_times")
    shown.footer(answer, chart, table=False)
