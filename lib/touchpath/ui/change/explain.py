"""How an answer about a change is computed, and its one-page record."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.change.result import ChangeResult
from touchpath.answers import Answer
from touchpath.answers.change.record import record
from touchpath.charts.change.effect import effect_chart, effect_rows
from touchpath.charts.change.weeks import weekly_chart
from touchpath.charts.paper import svg
from touchpath.charts.theme import LIGHT
from touchpath.ui import downloads, session
from touchpath.ui import explain as explaining


def explain(answer: Answer[ChangeResult]) -> None:
    """The popover and the downloads at the foot of the page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        explaining.answered(answer)
        workspace = session.entry().name  # made on click, outside the session
        st.download_button(
            "One-page record (HTML)",
            data=lambda: record(answer, workspace, pictures(answer.result)).encode("utf-8"),
            file_name=f"{downloads.file_name(answer.result.change.name)}.html",
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
        found.append(svg(effect_chart(result, rows, LIGHT)))
    if len(result.series) > 1 and (result.design != "randomised" or result.found.arms):
        found.append(svg(weekly_chart(result, LIGHT)))
    return found
