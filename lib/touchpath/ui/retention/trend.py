"""The tab that follows one column over the cohorts."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.retention.result import RetentionResult
from touchpath.answers import Answer
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.curve import trend_alt, trend_chart
from touchpath.journey.retention_views import RetentionOverCohorts
from touchpath.ui import cached, notices, session, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.header import Header
from touchpath.ui.retention.matrix import line_colours


def over_cohorts(top: Header, whole: Answer[RetentionResult]) -> None:
    """How the share of one column developed from cohort to cohort; a line per group where split."""
    result = whole.result
    usable = [k for k in range(1, len(result.labels)) if result.curve and result.curve[k].size]
    if not usable:
        notices.empty("No cohort is complete yet: there is nothing to follow over time.")
        return
    label = st.selectbox("Follow", [result.labels[k] for k in usable], key="retention_follow", width=200)
    answer = cached.ask(RetentionOverCohorts(result.retention, result.labels.index(label)), whole.filters)
    top.show(answer)
    lines, names = answer.result.lines, answer.result.labels
    drawn = drawing(trend_chart, lines, names, line_colours(result))
    chart = with_changes(drawn, session.engine())
    theme.draw(chart, alt=trend_alt(lines, names), key="retention_trend")
    shown.notes(answer)
    shown.footer(answer, chart)
