"""The tab of scores: how answers are spread, the groups on one scale, and how it went over time."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.charts.pictures.picture import Picture
from touchpath.charts.pictures.scores import GROUPS, SPREAD, TREND, score_days, scores
from touchpath.ui import downloads, notices, session, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.surveys.controls import controls


def scores_tab(answer: Answer[ScoresResult]) -> None:
    """Picture first, then the controls, then what stands behind it."""
    picture = st.container()
    controls(answer.question, answer.result)
    drawn = {part.name: part for part in scores(answer, theme.name_colours())}
    if not drawn:
        return
    with picture:
        for name, key in ((SPREAD, "scores_spread"), (GROUPS, "scores_picture")):
            theme.draw(drawn[name].drawing, alt=drawn[name].alt, key=key)
    shown.notes(answer)
    if TREND in drawn:
        _over_time(answer, drawn[TREND])
    shown.table(answer.table("scores"))
    _more_tables(answer)
    shown.footer(answer, drawn[GROUPS].drawing)


def _over_time(answer: Answer[ScoresResult], trend: Picture) -> None:
    st.subheader("Over time", anchor=False)
    theme.draw(with_changes(trend.drawing, session.engine()), alt=trend.alt, key="scores_trend")
    if not all(day.complete for day in score_days(answer.result)):
        notices.note("Dashed: periods that are not complete yet, or cut by the dates.")


def _more_tables(answer: Answer[ScoresResult]) -> None:
    """The other tables, folded, each with its download."""
    named = {"answers-by-box": "How answers are spread", "scores-over-time": "Over time, in numbers"}
    if answer.result.surveys and answer.result.split != "survey":
        named = {"scores-by-survey": "Each survey beside all of them", **named}
    for name, title in named.items():
        table = answer.table(name)
        with st.expander(title, icon=":material/table:"):
            st.dataframe(table.readable, hide_index=True, width="stretch")
            downloads.table(table.rows, name)
