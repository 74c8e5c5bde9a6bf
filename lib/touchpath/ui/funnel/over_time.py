"""The tabs about time: conversion by period of entry, and how long it took."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from touchpath.analysis import funnel as measuring
from touchpath.analysis.comparison import bases_of
from touchpath.analysis.funnel.result import ConversionTimes, FunnelResult, FunnelTrend, TrendSeries
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.times import in_spans, times_alt, times_chart
from touchpath.charts.funnel.trend import trend_alt, trend_chart
from touchpath.engine.base import Engine
from touchpath.journey.calendar import Period
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.words import count, duration
from touchpath.ui import cached, downloads, explain, notices, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.funnel import words as funnel_words
from touchpath.ui.funnel.picture import group_colours

_PERIODS: dict[str, Period] = {"Day": "day", "Week": "week", "Month": "month"}
_MOST_LINES = 8


def trend(engine: Engine, funnel: Funnel, filters: Filters) -> None:
    """Conversion by day, week or month of entry; by group where the funnel is split."""
    name = st.segmented_control(
        "Period of entry", list(_PERIODS), default="Week", required=True, key="funnel_period", bind="query-params"
    )
    period = _PERIODS[str(name)]
    found = cached.answer(measuring.trend, engine, funnel, filters, period)
    series, labels, colours = _lines(funnel, found)
    if not any(part.points for part in series):
        notices.empty("Nobody began in this selection: choose other dates or filters.")
        return
    chart = with_changes(drawing(trend_chart, series, labels, colours, theme.palette(), period), engine)
    theme.draw(chart, alt=trend_alt(series, labels), key="funnel_trend")
    if any(not point.complete for part in series for point in part.points):
        notices.note("Dashed and hollow: not complete yet, because the data end before everybody's time is over.")
    notices.note("A person counts once in each period in which an attempt began: periods do not add up.")
    frame = _frame(series, labels)
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(frame, hide_index=True, width="stretch")
    with st.container(horizontal=True):
        explain.explained(
            f"{funnel.sentence()} By {period} of entry: the share of those whose attempt began in it that "
            "reached the last step.",
            f"people with an attempt that began in the {period}, each with the deepest one of it",
            filters,
            sum(point.entered for point in found.overall.points),
        )
        downloads.table(frame, "funnel-trend")
        downloads.chart(chart, "funnel-trend")


def times(engine: Engine, funnel: Funnel, filters: Filters, result: FunnelResult, place: int) -> None:
    """How long people took from the step before, or from the start, to step `place` (counted from 0)."""
    earlier = funnel_words.before(result, place)
    start = result.steps[0].name
    first = bases_of([step.optional for step in result.steps])[place]
    if first:
        since = st.segmented_control(
            "Measured from", (earlier, start), default=earlier, required=True, key=f"funnel_since_{place}"
        )
        first = 0 if since == start else first
    found = cached.answer(_histogram, engine, funnel, filters, first, place)
    step = result.steps[place].name
    if not int(found.counts.sum()):
        notices.empty(f"Nobody reached {step} in this selection.")
        return
    origin = result.steps[first].name
    told = (
        f"Half of the {count(int(found.counts.sum()))} people who reached {step} did so within "
        f"{duration(found.median)} of {origin}, nine in ten within {duration(found.p90)}."
    )
    st.markdown(f"**{explain.plain(told)}**")
    chart = drawing(times_chart, found, theme.palette())
    theme.draw(chart, alt=times_alt(found, origin, step), key="funnel_times")
    with st.container(horizontal=True):
        explain.explained(
            f"Elapsed time from {origin} to {step}, in the attempt that counts for each person.",
            f"people who reached {step}",
            filters,
            int(found.counts.sum()),
        )
        downloads.chart(chart, "funnel-times")


def _histogram(engine: Engine, funnel: Funnel, filters: Filters, first: int, last: int) -> ConversionTimes:
    """Without the single times, which would be copied with every answer."""
    found = measuring.times(engine, replace(funnel, breakdown=None), filters, first, last)
    edges, counts = in_spans(found.seconds)
    return replace(found, seconds=found.seconds[:0], edges=edges, counts=counts)


def _lines(funnel: Funnel, found: FunnelTrend) -> tuple[tuple[TrendSeries, ...], list[str], list[str]]:
    if not found.groups:
        return (found.overall,), ["All"], [theme.palette().accent]
    series = found.groups[:_MOST_LINES]
    return series, funnel_words.group_labels(series), group_colours(funnel.breakdown, series)


def _frame(series: tuple[TrendSeries, ...], labels: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": label,
                "from": point.start,
                "entered": point.entered,
                "reached_last_step": point.converted,
                "rate": point.rate,
                "rate_low": point.rate_low,
                "rate_high": point.rate_high,
                "complete": point.complete,
            }
            for part, label in zip(series, labels, strict=True)
            for point in part.points
        ]
    )
