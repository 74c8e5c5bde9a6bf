"""The tab about churn: how long people stay."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd
import streamlit as st

from touchpath.analysis import churn_summary
from touchpath.analysis.churn_summary import ChurnLine, ChurnSummary
from touchpath.answers.groups import group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import churn_alt, churn_chart
from touchpath.engine.base import Engine
from touchpath.journey.churn import Churn
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.journey.words import count, plural, rate
from touchpath.ui import cached, downloads, explain, notices, theme
from touchpath.ui.funnel.picture import group_colours

_PAUSES = (7, 14, 30, 60, 90, 180)


def churn(engine: Engine, retention: Retention, filters: Filters) -> None:
    """The curve of staying, the median lifetime, and the test between groups where split."""
    days = st.selectbox(
        "Somebody has churned after a pause of", _PAUSES, index=2, key="churn_days", bind="query-params",
        format_func=lambda days: f"{days} days", width=260,
    )  # fmt: skip
    asked = Churn(retention.back, days, retention.breakdown, retention.channel_of, start=retention.entry)
    found = cached.answer(churn_summary.summary, engine, asked, filters)
    if not found.everybody.points:
        notices.empty("Nobody started in this selection: choose other dates, filters or touchpoints.")
        return
    st.markdown(f"**{explain.plain(told(found))}**")
    lines = found.groups or (found.everybody,)
    names = group_labels(lines) if found.groups else ["All"]
    colours = [theme.palette().accent]
    if found.groups:
        colours = group_colours(retention.breakdown, lines)
    chart = drawing(churn_chart, lines, names, colours, theme.palette())
    theme.draw(chart, alt=churn_alt(lines, names), key="churn_curve")
    notices.note(
        "Kaplan-Meier: people still under observation count for as long as they were seen. The dashed line is half."
    )
    if found.log_rank is not None:
        notices.note(tested(found))
        st.dataframe(medians(lines, names), hide_index=True, width="stretch")
    frame = _frame(lines, names)
    with st.container(horizontal=True):
        explain.explained(
            asked.sentence(), "people whose first event lies in the dates", filters, found.everybody.people,
            lambda: engine.sql("ask/churn/last_moments", filters.without_channels()),
        )  # fmt: skip
        downloads.table(frame, "churn")
        downloads.chart(chart, "churn")


def told(found: ChurnSummary) -> str:
    """The finding in a sentence."""
    line = found.everybody
    known = f"{count(line.churned)} of {plural(line.people, 'person', 'people')} are known to have churned"
    median = line.median_days
    if not isfinite(median.estimate):
        return f"{known}; fewer than half have, so there is no median lifetime yet."
    return f"Half of the people stay {days_words(line)}; {known}."


def tested(found: ChurnSummary) -> str:
    """The log-rank test in words."""
    test = found.log_rank
    if test is None or test.p_value != test.p_value:
        return f"The groups cannot be tested: {test.reason if test else 'there is one group only.'}"
    said = "below 0.001" if test.p_value < 0.001 else f"= {test.p_value:.3f}"
    differ = "differ in how long people stay" if test.p_value < 0.05 else "do not differ detectably"
    return f"The groups {differ} (log-rank test, p {said}). Nobody assigned the groups: it says nothing of causes."


def days_words(line: ChurnLine) -> str:
    """A median with its interval: "34 days (31 to 39)"."""
    median = line.median_days
    if not isfinite(median.estimate):
        return "longer than the data show"
    days = plural(round(median.estimate), "day")
    if not isfinite(median.low):
        return days
    high = f"to {count(round(median.high))}" if isfinite(median.high) else "or longer"
    return f"{days} ({count(round(median.low))} {high})"


def medians(lines: Sequence[ChurnLine], names: Sequence[str]) -> pd.DataFrame:
    """One row per group."""
    return pd.DataFrame(
        [
            {
                "Group": name,
                "People": line.people,
                "Churned": line.churned,
                "Known churned": rate(line.churned / line.people if line.people else None),
                "Median lifetime": days_words(line),
            }
            for line, name in zip(lines, names, strict=True)
        ]
    )


def _frame(lines: Sequence[ChurnLine], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"group": name, "days": point.days, "staying": point.staying, "low": point.low, "high": point.high}
            for line, name in zip(lines, names, strict=True)
            for point in line.points
        ]
    )
