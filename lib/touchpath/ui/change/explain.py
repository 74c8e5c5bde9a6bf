"""How an answer about a change is computed, and its one-page record."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.change.result import ChangeResult
from touchpath.analysis.change.why import TITLES
from touchpath.charts.change.effect import effect_chart, effect_rows
from touchpath.charts.change.weeks import weekly_chart
from touchpath.charts.theme import LIGHT
from touchpath.journey.filters import Filters
from touchpath.ui import downloads, session
from touchpath.ui import explain as explaining
from touchpath.ui.change.record import record

_DENOMINATORS = {
    "randomised": "everybody assigned to an arm whose days have all passed",
    "same_people": "people who had entered a full period before the change",
    "clusters": "regions, stores or teams with people on both sides",
}


def explain(result: ChangeResult, filters: Filters) -> None:
    """The popover and the downloads at the foot of the page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        denominator = _DENOMINATORS.get(
            result.design, "people by their week of entry, only those whose days have all passed"
        )
        n = sum(level.n for level in result.levels)
        engine = session.engine()
        definition = f"{result.change.outcome.sentence()} {TITLES[result.design]}: {result.found.estimate.method}."
        question = "ask/change/answers" if result.change.outcome.is_survey else "ask/change/entries"
        explaining.explained(definition, denominator, filters, n, lambda: engine.sql(question, filters))
        workspace = session.entry().name  # made on click, outside the session
        st.download_button(
            "One-page record (HTML)",
            data=lambda: record(result, workspace, filters, pictures(result)).encode("utf-8"),
            file_name=f"{downloads.file_name(result.change.name)}.html",
            mime="text/html",
            icon=":material/description:",
            type="tertiary",
            on_click="ignore",
            key="change_record",
        )


def pictures(result: ChangeResult) -> list[str]:
    """The effect and the weeks as SVG, for the record."""
    found = []
    rows = [row for row in effect_rows(result) if row.value == row.value and row.low == row.low]
    if rows:
        found.append(downloads.svg(effect_chart(result, rows, LIGHT)))
    if len(result.series) > 1 and (result.design != "randomised" or result.found.arms):
        found.append(downloads.svg(weekly_chart(result, LIGHT)))
    return found
