"""The tab with the matrix and the curve; split, one curve per group and the differences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from touchpath.analysis import retention as measuring
from touchpath.analysis.retention.result import Cohort, RetentionResult
from touchpath.answers.groups import group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.curve import curve_alt, curve_chart, difference_chart
from touchpath.charts.retention.matrix import PEOPLE, SHARE, Measure, matrix_alt, matrix_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.words import money, points
from touchpath.ui import cached, downloads, explain, notices, session, theme
from touchpath.ui.funnel.picture import group_colours
from touchpath.ui.retention import words as retention_words

_MOST_ROWS = 26
_MEASURES = ("Share", "People", "Value per person")


def matrix(engine: Engine, result: RetentionResult, filters: Filters) -> None:
    """The curve on top, the matrix below, the table folded."""
    if not result.people:
        notices.empty("Nobody started in this selection: choose other dates, filters or touchpoints.")
        return
    curves(engine, result, filters)
    st.markdown("**Cohorts**")
    name = st.segmented_control(
        "Cells show", _MEASURES, default="Share", required=True, key="retention_cells", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    group = _group(result)
    cohorts, measure = _measured(engine, result, filters, str(name), group)
    kept, left_out = retention_words.shown_cohorts(cohorts, _MOST_ROWS)
    chart = drawing(matrix_chart, kept, result.labels, measure, theme.palette())
    theme.draw(chart, alt=matrix_alt(kept, result.labels, measure), key="retention_matrix")
    if left_out:
        notices.note(f"The last {_MOST_ROWS} cohorts; {left_out} earlier ones are in the table.")
    for said in retention_words.notes(result, filters):
        notices.note(said)
    frame = table(result, cohorts)
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(frame, hide_index=True, width="stretch")
    _footer(engine, result, filters, frame, chart)


def curves(engine: Engine, result: RetentionResult, filters: Filters) -> None:
    """The weighted curve of everybody, or one per group with the difference to all others."""
    if not any(point.size for point in result.curve[1:]):
        notices.note("No cohort is complete yet: the curve begins once the data cover a whole period after a start.")
        return
    parts = [result.curve] if not result.groups else [group.curve for group in result.groups]
    names = ["All"] if not result.groups else group_labels(result.groups)
    colours = [theme.palette().accent]
    if result.groups:
        colours = group_colours(result.retention.breakdown, result.groups)
    chart = drawing(curve_chart, parts, names, colours, result.labels[1:])
    theme.draw(chart, alt=curve_alt(parts, names), key="retention_curve")
    notices.note("Averaged over complete cohorts, weighted by their size, with 95 % intervals.")
    if result.groups:
        _differences(result, names, colours)


def table(result: RetentionResult, cohorts: Sequence[Cohort]) -> pd.DataFrame:
    """One row per cohort and column, as a download reads best."""
    return pd.DataFrame(
        [
            {
                "cohort": cohort.start,
                "column": label,
                "size": cohort.size,
                "people": cohort.people[k],
                "rate": cohort.rates[k],
                "complete": cohort.complete[k],
                "mature": cohort.mature[k],
                "mature_people": cohort.mature_people[k],
                **({"value": cohort.value[k]} if cohort.value else {}),
            }
            for cohort in cohorts
            for k, label in enumerate(result.labels)
        ]
    )


def _differences(result: RetentionResult, names: list[str], colours: list[str]) -> None:
    usable = [k for k in range(1, len(result.labels)) if any(g.curve[k].size for g in result.groups)]
    label = st.selectbox("Compare at", [result.labels[k] for k in usable], key="retention_at", width=200)
    k = result.labels.index(label)
    found = [group.differences[k] for group in result.groups]
    chart = drawing(difference_chart, found, names, colours, theme.palette())
    told = "; ".join(
        f"{name} {points(part.difference)}"
        for name, part in zip(names, found, strict=True)
        if part.difference == part.difference
    )
    theme.draw(chart, alt=f"Difference of each group to all others at {label}: {told}.", key="retention_differences")
    notices.note(
        "Each group against everybody else, with a 95 % interval; whether a change caused it is for the change lab."
    )


def _group(result: RetentionResult) -> int | None:
    """Which group's cohorts are shown; None is everybody."""
    if not result.groups:
        return None
    names = ["Everybody", *group_labels(result.groups)]
    place = st.selectbox(
        "Cohorts of", range(len(names)), key="retention_group", format_func=names.__getitem__, width=240
    )
    return place - 1 if place else None


def _measured(
    engine: Engine, result: RetentionResult, filters: Filters, name: str, group: int | None
) -> tuple[Sequence[Cohort], Measure]:
    if name == "Value per person":
        valued = cached.answer(measuring.measure, engine, result.retention, filters, values=True)
        currency = str(session.workspace().settings["currency"].value)
        return _cohorts(valued, group), value_measure(currency)
    return _cohorts(result, group), PEOPLE if name == "People" else SHARE


def value_measure(currency: str) -> Measure:
    """Value of the return events in a column per person of the cohort."""
    return Measure(
        "Value per person",
        _value_per_person,
        partial(money, currency=currency),
    )


def _value_per_person(cohort: Cohort, k: int) -> float:
    return cohort.value[k] / cohort.size if cohort.size and cohort.value else float("nan")


def _cohorts(result: RetentionResult, group: int | None) -> Sequence[Cohort]:
    return result.cohorts if group is None else result.groups[group].cohorts


def _footer(engine: Engine, result: RetentionResult, filters: Filters, frame: pd.DataFrame, chart: Any) -> None:
    with st.container(horizontal=True):
        explain.explained(
            f"{result.retention.sentence()} Value per person: the values of the return events, per person of the "
            "cohort.",
            "people of the cohort; averages take only people observed to the end of the column",
            filters,
            result.people,
            lambda: engine.sql("ask/retention/moments", filters.without_channels()),
        )
        downloads.table(frame, "retention")
        downloads.chart(chart, "retention")
