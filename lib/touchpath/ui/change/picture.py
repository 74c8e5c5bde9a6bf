"""The main picture of a change: weeks, differences by week, survival curves, scores; and the table behind it."""

from __future__ import annotations

from math import isnan

import streamlit as st

from touchpath.analysis.change.result import ChangeResult
from touchpath.answers import Answer
from touchpath.charts.change.curves import score_alt, score_chart, survival_alt, survival_chart
from touchpath.charts.change.weeks import study_alt, study_chart, weekly_alt, weekly_chart
from touchpath.charts.drawing import drawing
from touchpath.ui import downloads, theme

_NPS = {-100.0: "Detractors (0-6)", 0.0: "Passives (7-8)", 100.0: "Promoters (9-10)"}
_CSAT = {0.0: "Lower", 1.0: "Top two boxes"}


def picture(answer: Answer[ChangeResult]) -> None:
    """One picture at a time; the reader chooses among those that this outcome has."""
    result = answer.result
    views = _views(result)
    if not views:
        return
    chosen = next(iter(views))
    if len(views) > 1:
        chosen = (
            st.segmented_control(
                "Picture", list(views), default=chosen, key="change_picture", label_visibility="collapsed"
            )
            or chosen
        )
    chart, said = views[chosen]
    theme.draw(chart, alt=said, key="change_weeks")
    if result.design == "before_after" and chosen == "Weeks" and result.found.weeks_after:
        st.caption("Thick lines are the levels before and after; the dashed line allows for a steady drift.")
    with st.container(horizontal=True):
        downloads.chart(chart, f"change {result.change.name}", key="change_chart")
        weeks = answer.table(f"weeks of {result.change.name}")
        downloads.table(weeks.rows, weeks.name, key="change_weeks_csv")


def _views(result: ChangeResult) -> dict[str, tuple[object, str]]:
    views: dict[str, tuple[object, str]] = {}
    palette, found = theme.palette(), result.found
    known = [point for point in result.series if not isnan(point.value)]
    if found.curves:
        views["Who is still there"] = drawing(survival_chart, found.curves, palette), survival_alt(found.curves)
    if len(known) > 1 and (result.design != "randomised" or result.found.arms):
        views["Weeks"] = drawing(weekly_chart, result, palette), weekly_alt(result)
        if found.study is not None:
            views["Difference by week"] = drawing(study_chart, result, palette), study_alt(result)
    if found.scores:
        labels = {"nps": _NPS, "csat": _CSAT}.get(result.change.outcome.kind, {})
        views["Scores"] = drawing(score_chart, found.scores, labels, palette), score_alt(found.scores, labels)
    return views
