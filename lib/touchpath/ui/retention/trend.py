"""The tab that follows one column over the cohorts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis.retention.curve import trend_of
from touchpath.analysis.retention.result import RetentionResult
from touchpath.answers.groups import group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.curve import trend_alt, trend_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.ui import downloads, explain, notices, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.funnel.picture import group_colours


def over_cohorts(engine: Engine, result: RetentionResult, filters: Filters) -> None:
    """How the share of one column developed from cohort to cohort; a line per group where split."""
    usable = [k for k in range(1, len(result.labels)) if result.curve and result.curve[k].size]
    if not usable:
        notices.empty("No cohort is complete yet: there is nothing to follow over time.")
        return
    label = st.selectbox("Follow", [result.labels[k] for k in usable], key="retention_follow", width=200)
    k = result.labels.index(label)
    parts = [result.cohorts] if not result.groups else [group.cohorts for group in result.groups]
    names = ["All"] if not result.groups else group_labels(result.groups)
    colours = [theme.palette().accent]
    if result.groups:
        colours = group_colours(result.retention.breakdown, result.groups)
    series = [trend_of(cohorts, k) for cohorts in parts]
    chart = with_changes(drawing(trend_chart, series, names, colours), engine)
    theme.draw(chart, alt=trend_alt(series, names), key="retention_trend")
    notices.note("Only people observed to the end of the column count; cohorts that are too young are left out.")
    frame = pd.DataFrame(
        [
            {
                "group": name, "cohort": point.start, "column": label, "people": point.people, "size": point.size,
                "rate": point.rate, "rate_low": point.rate_low, "rate_high": point.rate_high,
            }
            for name, part in zip(names, series, strict=True)
            for point in part
        ]
    )  # fmt: skip
    with st.container(horizontal=True):
        explain.explained(
            f"{result.retention.sentence()} The share of {label} in each cohort.",
            "people of the cohort who are observed to the end of the column",
            filters,
            sum(point.size for part in series for point in part),
            lambda: engine.sql("ask/retention/moments", filters.without_channels()),
        )
        downloads.table(frame, "retention-trend")
        downloads.chart(chart, "retention-trend")
