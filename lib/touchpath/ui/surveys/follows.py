"""The tab of what follows a score: conversion, return and revenue afterwards, by band."""

from __future__ import annotations

from math import isfinite, nan

import streamlit as st

from touchpath.analysis.surveys.result import ScoresResult
from touchpath.analysis.surveys.score_follows import AfterScores, BandFollow, FollowTrend
from touchpath.answers import Answer
from touchpath.answers.surveys.bands import band_label
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.words import count, interval, rate
from touchpath.ui import cached, filters, notices, session, shown, theme
from touchpath.ui.header import Header
from touchpath.ui.surveys.looked_score import looked_score

_DAYS = (7, 14, 30, 60, 90, 180)
_TITLES = {"converted": "Converted afterwards", "returned": "Came back afterwards"}


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
    pictures = [_picture(found, trend) for trend in found.trends if _drawn(found, trend)]
    with place:
        for trend in found.trends:
            _show(found, trend)
    table = followed.table()
    st.dataframe(table.readable, hide_index=True, width="stretch")
    shown.notes(followed)
    shown.footer(followed, pictures[0] if pictures else None)


def _show(found: AfterScores, trend: FollowTrend) -> None:
    st.markdown(f"**{_TITLES[trend.name]}**")
    if not _drawn(found, trend):
        notices.note("Too few people to be shown.")
        return
    rows = _rows(found, trend)
    theme.draw(_picture(found, trend), alt=scores_alt(rows, rate(_whole(trend))), key=f"follows_{trend.name}")


def _drawn(found: AfterScores, trend: FollowTrend) -> bool:
    return any(isfinite(row.score) for row in _rows(found, trend)) and isfinite(_whole(trend))


def _picture(found: AfterScores, trend: FollowTrend) -> Drawing:
    title = "Share, with 95 % interval; dashed: everybody"
    return drawing(scores_chart, _rows(found, trend), _whole(trend), title, True, theme.palette())


def _whole(trend: FollowTrend) -> float:
    return trend.did / trend.of if trend.of else nan


def _rows(found: AfterScores, trend: FollowTrend) -> tuple[ScoreRow, ...]:
    """From top to low scores."""
    return tuple(_row(found, part, trend) for part in reversed(found.bands))


def _row(found: AfterScores, part: BandFollow, trend: FollowTrend) -> ScoreRow:
    name = band_label(found.metric, part.band, nan, nan)
    share, low, high = (
        (part.converted_rate, part.converted_low, part.converted_high)
        if trend.name == "converted"
        else (part.returned_rate, part.returned_low, part.returned_high)
    )
    said = f"{name}: {rate(share)} of {count(part.people)} people ({interval(rate(low), rate(high))})."
    look = "few" if part.people < 30 else "worst" if part.band == "low" else "plain"
    return ScoreRow(name, share, low, high, f"{rate(share)} · n = {count(part.people)}", look, said)
