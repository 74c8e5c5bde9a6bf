"""Trends on the overview: choose touchpoints, measure, split and period; see picture, table, definition."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis import trends
from touchpath.analysis.trends import TrendGroup, TrendResult
from touchpath.charts.drawing import drawing
from touchpath.charts.trends import MEASURE_TITLES, Line, trends_alt, trends_chart
from touchpath.engine.base import Engine
from touchpath.journey import words
from touchpath.journey.trends import SPLITS, Trend, fitting_period
from touchpath.ui import cached, downloads, explain, filters, notices, session, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.conditions import builder as condition_builder

_NO_SPLIT = "no split"
_PROPERTY = "property:"
_MEASURES = {"Events": "total", "People": "people", "Events per person": "per_person"}
_PERIODS = {"Days": "day", "Weeks": "week", "Months": "month"}
_KINDS = {"whole": "All", "other": "Other", "missing": "Missing"}


@st.fragment
def show(goal: tuple[str, ...]) -> None:
    """Controls, picture, table. `goal` is what is shown until touchpoints are chosen."""
    engine = session.engine()
    trend = _chosen(engine, goal)
    with notices.refusing():
        shown = filters.current()
        result = cached.answer(trends.measure, engine, trend, shown, with_people=session.least_shown() > 0)
    if result.reason:
        notices.empty(result.reason)
        return
    lines = _lines(result)
    picture = with_changes(drawing(trends_chart, result, lines, theme.palette()), engine)
    theme.draw(picture, alt=trends_alt(result, lines), key="trend_picture")
    _remarks(result)
    _behind(engine, result, lines, picture)


def _chosen(engine: Engine, goal: tuple[str, ...]) -> Trend:
    volumes = dict(cached.answer(trends.touchpoint_names, engine))
    first, second, third, fourth = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    touchpoints = first.multiselect(
        "Touchpoints",
        list(volumes),
        default=[name for name in goal if name in volumes],
        key="trend_touchpoints",
        bind="query-params",
        placeholder="All touchpoints",
    )
    measure = second.selectbox("Measure", list(_MEASURES), key="trend_measure", bind="query-params")
    split = third.selectbox("Split by", _splits(engine), key="trend_split", bind="query-params")
    names = list(_PERIODS)
    fitting = fitting_period(engine.calendar, filters.current())
    period = fourth.selectbox(
        "Per", names, index=list(_PERIODS.values()).index(fitting), key="trend_period", bind="query-params"
    )
    return Trend(tuple(touchpoints), _MEASURES[measure], _split(split), _PERIODS[period])  # type: ignore[arg-type]


def _splits(engine: Engine) -> list[str]:
    names = [name for scope, name in cached.answer(condition_builder.property_names, engine) if scope == "event"]
    return [_NO_SPLIT, *SPLITS, *(f"{_PROPERTY}{name}" for name in names)]


def _split(text: str) -> str | None:
    return None if text == _NO_SPLIT else text


def _lines(result: TrendResult) -> list[Line]:
    """Labels that tell missing and Other from names, and the colour each name has on every page."""
    palette = theme.palette()
    names = [group.name for group in result.groups]
    if result.trend.split in ("channel", "persona"):
        colours = theme.colours(result.trend.split, names)
    else:
        colours = [palette.slots[i] if i < len(palette.slots) else palette.other for i in range(len(names))]
    return [
        Line(group, label(group, result.trend), palette.other if group.kind in ("other", "missing") else colour)
        for group, colour in zip(result.groups, colours, strict=True)
    ]


def label(group: TrendGroup, trend: Trend) -> str:
    """How a group reads: its name, or "Other" and "Missing", told from names that read the same."""
    if group.kind == "whole":
        return words.listed(trend.touchpoints) or "All touchpoints"
    if group.kind != "value" or group.name is None:
        return _KINDS[group.kind]
    return f'"{group.name}"' if group.name in _KINDS.values() else group.name


def _remarks(result: TrendResult) -> None:
    period, cut = result.trend.period, len(result.buckets) - result.complete
    parts = []
    if cut:
        parts.append(f"Pale and dashed: {words.plural(cut, period)} that the dates or the data cut short.")
    if result.trend.measure == "people":
        parts.append("A person counts once per period and group, so the numbers do not add up.")
    if any(group.kind == "other" for group in result.groups):
        parts.append(f"Other: everything beyond the {result.trend.most_groups} most frequent.")
    if parts:
        notices.note(" ".join(parts))


def _behind(engine: Engine, result: TrendResult, lines: list[Line], picture: object) -> None:
    trend = result.trend
    table = _table(result, lines)
    with st.expander("The numbers behind the picture"):
        st.dataframe(table, hide_index=True, width="stretch", height=280)
        with st.container(horizontal=True):
            downloads.table(table, "trends")
            downloads.chart(picture, "trends")
    explain.explained(
        f"{MEASURE_TITLES[trend.measure]} of {words.listed(trend.touchpoints) or 'all touchpoints'} "
        f"per {trend.period}, by the clock of the workspace's time zone.",
        "Counted events; per person: those with at least one such event in the period and group.",
        filters.current(),
        result.events,
        lambda: engine.sql(trends.question(trend), filters.current()),
    )


def _table(result: TrendResult, lines: list[Line]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                f"{result.trend.period} from": bucket.start,
                "group": line.label,
                "value": value,
                "events": line.group.events[number],
                "complete": bucket.complete,
            }
            for line in lines
            for number, (bucket, value) in enumerate(
                zip(result.buckets, line.group.values(result.trend), strict=True)
            )
        ]
    )
