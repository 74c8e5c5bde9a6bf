"""The first tab of the funnel page: the picture, its notes and its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchpath.analysis.funnel.result import FunnelResult
from touchpath.answers import Answer
from touchpath.answers.funnel.names import before
from touchpath.answers.groups import HasGroup, group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel import SELECTION, funnel_alt, funnel_chart
from touchpath.charts.funnel.groups import groups_alt, groups_chart
from touchpath.journey.funnel import Breakdown
from touchpath.ui import explain, notices, shown, theme
from touchpath.ui.funnel.felt import table_with_scores
from touchpath.ui.paths.instead import instead_link

STEP = "_funnel_step"
_CHART = "funnel_bars"


def picture(answer: Answer[FunnelResult]) -> None:
    """Bars (or bars by group), what to know about them, the table and downloads."""
    result = answer.result
    for sentence in answer.told.warnings:
        notices.warning(sentence)
    split = bool(result.groups) and len(result.steps) > 1
    chart = _groups(result) if split else _bars(result)
    if not split:
        _offer_people(result)
    for sentence in answer.told.notes:
        notices.note(sentence)
    folded = st.expander("Table", icon=":material/table:", key="funnel_table", on_change="rerun")
    if folded.open:
        with folded:
            table_with_scores(answer)
    shown.footer(answer, chart)


def group_colours(breakdown: Breakdown | None, groups: Sequence[HasGroup]) -> list[str]:
    """Colours of groups, as they are on every page."""
    return theme.name_colours().of_groups(breakdown, groups)


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
    labels = group_labels(result.groups)
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
        st.markdown(explain.plain(f"{before(result.funnel, place)} → {step.name}:"), width="content")
        st.button("Who dropped here?", key="funnel_to_people", on_click=_open, args=("Who dropped?",))
        st.button("Why did they drop?", key="funnel_to_why", on_click=_open, args=("Why?",))
        instead_link(result.funnel, place)


def _open(tab: str) -> None:
    st.session_state["funnel_view"] = tab
