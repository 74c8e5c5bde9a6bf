"""The tab with the matrix and the curve; split, one curve per group and the differences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from touchpath.analysis.retention.result import Cohort, RetentionResult
from touchpath.answers import Answer
from touchpath.answers.groups import group_labels
from touchpath.answers.retention.cohorts import differences_sentence
from touchpath.answers.retention.tables import EVERYBODY, line_names, shown_cohorts, value_per_person
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.curve import curve_alt, curve_chart, difference_chart
from touchpath.charts.retention.matrix import PEOPLE, SHARE, CellMeasure, matrix_alt, matrix_chart
from touchpath.journey.retention_views import RetentionValues
from touchpath.journey.words import money
from touchpath.ui import cached, downloads, explain, notices, session, theme
from touchpath.ui.funnel.picture import group_colours

_MOST_ROWS = 26
_VALUE = "Value per person"
_MEASURES = ("Share", "People", _VALUE)


def matrix(answer: Answer[RetentionResult]) -> None:
    """The curve on top, the matrix below, the table folded."""
    result = answer.result
    if not result.people:
        notices.empty("Nobody started in this selection: choose other dates, filters or touchpoints.")
        return
    curves(result)
    st.markdown("**Cohorts**")
    name = st.segmented_control(
        "Cells show", _MEASURES, default="Share", required=True, key="retention_cells", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    group = _group(result)
    told = cached.ask(RetentionValues(result.retention), answer.filters) if name == _VALUE else answer
    cohorts, measure = _cohorts(told.result, group), _measure(str(name))
    kept, left_out = shown_cohorts(cohorts, _MOST_ROWS)
    chart = drawing(matrix_chart, kept, result.labels, measure, theme.palette())
    theme.draw(chart, alt=matrix_alt(kept, result.labels, measure), key="retention_matrix")
    if left_out:
        notices.note(f"The last {_MOST_ROWS} cohorts; {left_out} earlier ones are in the table.")
    for said in answer.notes:
        notices.note(said)
    _footer(told, result, group, chart)


def curves(result: RetentionResult) -> None:
    """The weighted curve of everybody, or one per group with the difference to all others."""
    if not any(point.size for point in result.curve[1:]):
        notices.note("No cohort is complete yet: the curve begins once the data cover a whole period after a start.")
        return
    parts = [result.curve] if not result.groups else [group.curve for group in result.groups]
    names, colours = line_names(result), line_colours(result)
    chart = drawing(curve_chart, parts, names, colours, result.labels[1:])
    theme.draw(chart, alt=curve_alt(parts, names), key="retention_curve")
    notices.note("Averaged over complete cohorts, weighted by their size, with 95 % intervals.")
    if result.groups:
        _differences(result, names, colours)


def line_colours(result: RetentionResult) -> list[str]:
    """The colours of the curves."""
    return group_colours(result.retention.breakdown, result.groups) if result.groups else [theme.palette().accent]


def _differences(result: RetentionResult, names: list[str], colours: list[str]) -> None:
    usable = [k for k in range(1, len(result.labels)) if any(g.curve[k].size for g in result.groups)]
    label = st.selectbox("Compare at", [result.labels[k] for k in usable], key="retention_at", width=200)
    k = result.labels.index(label)
    found = [group.differences[k] for group in result.groups]
    chart = drawing(difference_chart, found, names, colours, theme.palette())
    theme.draw(chart, alt=differences_sentence(result, k), key="retention_differences")
    notices.note(
        "Each group against everybody else, with a 95 % interval; whether a change caused it is for the change lab."
    )


def _group(result: RetentionResult) -> int | None:
    """Which group's cohorts are shown; None is everybody."""
    if not result.groups:
        return None
    names = [EVERYBODY, *group_labels(result.groups)]
    place = st.selectbox(
        "Cohorts of", range(len(names)), key="retention_group", format_func=names.__getitem__, width=240
    )
    return place - 1 if place else None


def _measure(name: str) -> CellMeasure:
    if name == _VALUE:
        return CellMeasure(_VALUE, value_per_person, partial(money, currency=session.currency()))
    return PEOPLE if name == "People" else SHARE


def _cohorts(result: RetentionResult, group: int | None) -> Sequence[Cohort]:
    return result.cohorts if group is None else result.groups[group].cohorts


def _footer(told: Answer[RetentionResult], result: RetentionResult, group: int | None, chart: Any) -> None:
    """The table of the cohorts that are shown, how it is computed, and downloads."""
    rows = told.table().rows
    if "group" in rows:
        rows = rows[rows["group"] == ([EVERYBODY, *group_labels(result.groups)][0 if group is None else group + 1])]
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(rows, hide_index=True, width="stretch")
    with st.container(horizontal=True):
        explain.answered(told)
        downloads.table(rows, "retention")
        downloads.chart(chart, "retention")
