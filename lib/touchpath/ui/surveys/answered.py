"""The tab of who answered: the rate, both scores, how those who answered differ, and what could be placed."""

from __future__ import annotations

from math import isfinite
from typing import Any

import streamlit as st

from touchpath.analysis.surveys.response import ResponseResult
from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.response import score_rows
from touchpath.answers.surveys.words import words_for
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.surveys import ANSWERED_WITHIN_DAYS, ResponseCheck
from touchpath.ui import cached, downloads, notices, shown, theme
from touchpath.ui.header import Header
from touchpath.ui.surveys.placed import placed


def answered(top: Header, scores: Answer[ScoresResult]) -> None:
    """Who answered, then what could be placed."""
    answer = cached.ask(_asked(scores), scores.filters)
    top.show(answer)
    found: ResponseResult = answer.result
    picture = st.container()
    _controls(found)
    if found.asked and found.plain is not None:
        with picture:
            _scores(answer)
        shown.notes(answer)
        _tables(answer)
        shown.footer(answer)
    else:
        _nobody_asked(found)
    placed(scores)


def _asked(scores: Answer[ScoresResult]) -> ResponseCheck:
    """The question for the answers that the first tab looks at, with the choices of this one."""
    asked, found = scores.question, scores.result
    days = float(st.session_state.get("surveys_within", ANSWERED_WITHIN_DAYS))
    factors: Any = tuple(st.session_state.get("surveys_factors", ())) or None
    return ResponseCheck(
        found.metric, asked.questions or found.questions, asked.surveys, asked.lag_hours, days, factors=factors
    )


def _controls(found: ResponseResult) -> None:
    days, factors = st.columns([1, 3], vertical_alignment="bottom")
    days.number_input(
        "Answered within (days)", 1.0, 366.0, value=ANSWERED_WITHIN_DAYS, step=1.0, key="surveys_within",
        help="How long after being asked an answer still counts as one.",
    )  # fmt: skip
    names = [part.characteristic for part in found.differences]
    factors.multiselect(
        "Make alike by weights", names, key="surveys_factors", placeholder="What differs clearly, else the persona",
        help="Weights make those who answered as many of each kind as were asked. Three or more are made alike one "
        "by one (raking).",
    )  # fmt: skip


def _scores(answer: Answer[ResponseResult]) -> None:
    found = answer.result
    say = words_for(found.metric, found.questions)
    rows = tuple(
        ScoreRow(name, score, low, high, beside, "plain" if isfinite(low) else "few", f"{name}: {beside}.")
        for name, score, low, high, beside in score_rows(found, say)
    )
    plain = found.plain
    if plain is None or not isfinite(plain.score):
        return
    title = f"{say.axis}, with 95 % interval; dashed: as answered"
    drawn: Drawing = drawing(scores_chart, rows, plain.score, title, found.metric == "csat", theme.palette())
    theme.draw(drawn, alt=scores_alt(rows, say.value(plain.score)), key="response_scores")


def _tables(answer: Answer[ResponseResult]) -> None:
    st.subheader("How those who answered differ from the silent", anchor=False)
    for said in answer.told.findings:
        notices.warning(said)
    differences = answer.table("answered-and-silent")
    st.dataframe(differences.readable, hide_index=True, width="stretch")
    downloads.table(differences.rows, differences.name)
    with st.expander("Response rates", icon=":material/table:"):
        rates = answer.table("response-rates")
        st.dataframe(rates.readable, hide_index=True, width="stretch")
        downloads.table(rates.rows, rates.name)


def _nobody_asked(found: ResponseResult) -> None:
    if not found.asking:
        notices.empty(
            "Say which touchpoints only ask for an answer, such as a survey that is sent: then it is known who "
            "stayed silent.",
            "Settings", "pages/data/workspaces.py",
        )  # fmt: skip
    else:
        notices.empty("Nobody of those asked answered in these dates: choose more dates.")
