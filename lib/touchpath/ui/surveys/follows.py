"""The tab of what follows a score: conversion, return and revenue afterwards, by band."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.surveys.result import ScoresResult
from touchpath.analysis.surveys.score_follows import AfterScores, FollowTrend
from touchpath.answers import Answer
from touchpath.charts.pictures.along import FOLLOW_TITLES, follows
from touchpath.charts.pictures.picture import Picture
from touchpath.journey.score_follows import ScoreFollows
from touchpath.ui import cached, filters, notices, session, shown, theme
from touchpath.ui.header import Header
from touchpath.ui.surveys.looked_score import looked_score

_DAYS = (7, 14, 30, 60, 90, 180)


def follows_tab(top: Header, answer: Answer[ScoresResult]) -> None:
    """Both outcomes by band on one scale each, the table with revenue."""
    place = st.container()
    days = st.selectbox(
        "Follow everybody for", _DAYS, index=_DAYS.index(30), key="follows_days", bind="query-params", width=220,
        format_func=lambda number: f"{number} days",
        help="After their first answer in view. Only people who could be followed for so long are counted.",
    )  # fmt: skip
    settings = session.workspace().settings
    goal, back, bought = (tuple(settings[name].value) for name in ("goal", "returning", "purchase"))
    asked = ScoreFollows(looked_score(answer.result), float(days), goal, back, bought)
    followed = cached.ask(asked, filters.current())
    top.show(followed)
    found: AfterScores = followed.result
    if not found.mature:
        with place:
            notices.empty(followed.sentence)
        return
    drawn = {part.name: part for part in follows(followed, theme.name_colours())}
    with place:
        for trend in found.trends:
            _show(trend, drawn.get(trend.name))
    table = followed.table()
    st.dataframe(table.readable, hide_index=True, width="stretch")
    shown.notes(followed)
    shown.footer(followed, next((part.drawing for part in drawn.values()), None))


def _show(trend: FollowTrend, drawn: Picture | None) -> None:
    st.markdown(f"**{FOLLOW_TITLES[trend.name]}**")
    if drawn is None:
        notices.note("Too few people to be shown.")
        return
    theme.draw(drawn.drawing, alt=drawn.alt, key=f"follows_{trend.name}")
