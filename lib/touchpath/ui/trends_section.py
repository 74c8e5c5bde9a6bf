"""Trends on the overview: choose touchpoints, measure, split and period; see picture, table, definition."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.trends import TrendResult
from touchpath.answers.trends import MEASURE_LABELS, PERIOD_LABELS
from touchpath.charts.drawing import drawing
from touchpath.charts.pictures.evidence import trend_lines
from touchpath.charts.trends import trends_alt, trends_chart
from touchpath.engine.base import Store
from touchpath.journey.trends import SPLITS, Trend, fitting_period
from touchpath.ui import cached, downloads, explain, filters, notices, session, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.conditions import builder as condition_builder
from touchpath.ui.touchpoints import shown_touchpoints

_NO_SPLIT = "no split"
_HEADING = "How did touchpoints develop?"
_PROPERTY = "property:"


@st.fragment
def show(goal: tuple[str, ...]) -> None:
    """Picture, controls, table. `goal` is what is shown until touchpoints are chosen."""
    engine, place = session.engine(), st.container()
    trend = _chosen(engine, goal)
    with notices.refusing():
        answer = cached.ask(trend, filters.current())
    result: TrendResult = answer.result
    if result.reason:
        with place:
            notices.empty(answer.sentence)
        return
    lines = trend_lines(result, theme.name_colours())
    picture = with_changes(drawing(trends_chart, result, lines, theme.palette()), engine)
    with place:
        st.subheader(_HEADING, anchor=False)
        theme.draw(picture, alt=trends_alt(result, lines), key="trend_picture")
    shown.notes(answer)
    with st.expander("The numbers behind the picture"):
        st.dataframe(answer.table().rows, hide_index=True, width="stretch", height=280)
        with st.container(horizontal=True):
            downloads.table(answer.table().rows, "trends")
            downloads.chart(picture, "trends")
    explain.answered(answer)


def _chosen(engine: Store, goal: tuple[str, ...]) -> Trend:
    names = shown_touchpoints(engine)
    first, second, third, fourth = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    touchpoints = first.multiselect(
        "Touchpoints",
        names,
        default=[name for name in goal if name in names],
        key="trend_touchpoints",
        bind="query-params",
        placeholder="All touchpoints",
    )
    measure = second.selectbox("Measure", list(MEASURE_LABELS), key="trend_measure", bind="query-params")
    split = third.selectbox("Split by", _splits(engine), key="trend_split", bind="query-params")
    periods = list(PERIOD_LABELS)
    fitting = fitting_period(engine.calendar, filters.current())
    period = fourth.selectbox(
        "Per", periods, index=list(PERIOD_LABELS.values()).index(fitting), key="trend_period", bind="query-params"
    )
    return Trend(tuple(touchpoints), MEASURE_LABELS[measure], _split(split), PERIOD_LABELS[period])  # type: ignore[arg-type]


def _splits(engine: Store) -> list[str]:
    names = [name for scope, name in cached.known(condition_builder.property_names, engine) if scope == "event"]
    return [_NO_SPLIT, *SPLITS, *(f"{_PROPERTY}{name}" for name in names)]


def _split(text: str) -> str | None:
    return None if text == _NO_SPLIT else text
