"""The first tab of the funnel page: the picture, its notes and its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchpath.analysis.funnel.result import FunnelResult
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel import SELECTION, funnel_alt, funnel_chart
from touchpath.charts.funnel.groups import groups_alt, groups_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.ui import downloads, explain, notices, theme
from touchpath.ui.funnel import words as funnel_words
from touchpath.ui.funnel.words import Grouped

STEP = "_funnel_step"
_CHART = "funnel_bars"


def picture(engine: Engine, funnel: Funnel, result: FunnelResult, filters: Filters) -> None:
    """Bars (or bars by group), what to know about them, the table and downloads."""
    for sentence in result.warnings:
        notices.warning(sentence)
    split = bool(result.groups) and len(result.steps) > 1
    chart = _groups(result) if split else _bars(result)
    if not split:
        _offer_people(result)
    for sentence in funnel_words.notes(result, filters):
        notices.note(sentence)
    frame = funnel_words.table(result)
    folded = st.expander("Table", icon=":material/table:", key="funnel_table", on_change="rerun")
    if folded.open:
        folded.dataframe(funnel_words.readable(frame), hide_index=True, width="stretch")
    with st.container(horizontal=True):
        explain.explained(
            f"{funnel.sentence()} The events of each step are read as below and matched in memory: for every attempt "
            "the earliest event that fits.",
            _denominator(funnel),
            filters,
            result.steps[0].people,
            lambda: engine.sql("ask/log/events", filters),
        )
        downloads.table(frame, "funnel")
        downloads.chart(chart, "funnel")


def group_colours(breakdown: Breakdown | None, groups: Sequence[Grouped]) -> list[str]:
    """Colours of the groups: a persona or channel keeps its own, pairs take their persona's, others the accent."""
    kind = next((name for name in (breakdown.names if breakdown else ()) if name in ("persona", "channel")), None)
    if breakdown is None or kind is None:
        return [theme.palette().accent if group.kind == "value" else theme.palette().other for group in groups]
    place = breakdown.names.index(kind)
    names = [group.values[place] if group.kind == "value" else None for group in groups]
    return theme.colours(kind, names)


def _bars(result: FunnelResult) -> Any:
    counted = result.funnel.counting
    chart = drawing(funnel_chart, result.steps, theme.palette(), counted)
    theme.draw(
        chart,
        alt=funnel_alt(result.steps, counted),
        key=_CHART,
        on_select=lambda: _clicked(),
        selection_mode=[SELECTION],
    )
    return chart


def _groups(result: FunnelResult) -> Any:
    labels = funnel_words.group_labels(result.groups)
    colours = group_colours(result.funnel.breakdown, result.groups)
    chart = drawing(groups_chart, result.groups, labels, colours, theme.palette())
    theme.draw(chart, alt=groups_alt(result.groups, labels), key="funnel_groups_bars")
    return chart


def _clicked() -> None:
    """A click on a bar chooses the drop-off before it."""
    picked = st.session_state[_CHART]["selection"].get(SELECTION) or []
    if picked:
        st.session_state[STEP] = max(int(picked[0]["place"]), 1)


def _offer_people(result: FunnelResult) -> None:
    """After a click: where to see who dropped there, and why."""
    place = st.session_state.get(STEP)
    if place is None or place >= len(result.steps):
        return
    step = result.steps[place]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(explain.plain(f"{funnel_words.before(result, place)} → {step.name}:"), width="content")
        st.button("Who dropped here?", key="funnel_to_people", on_click=_open, args=("Who dropped?",))
        st.button("Why did they drop?", key="funnel_to_why", on_click=_open, args=("Why?",))


def _open(tab: str) -> None:
    st.session_state["funnel_view"] = tab


def _denominator(funnel: Funnel) -> str:
    start = funnel.steps[0].name
    return (
        f"{funnel.counting} with {start} in the dates chosen; later steps may fall after them, up to the end of the "
        "data. Rates from the previous step are among those who reached it. Intervals: Wilson, 95 %."
    )
