"""The controls of scores: which score, split by what; the rest folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from touchpath.analysis.surveys.choosing import ScoreChoice
from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers.surveys.words import apart, split_noun, words_for
from touchpath.journey.surveys import OF_ANSWER, OF_EVENT, SCORE_SPLITS, Scores
from touchpath.journey.words import plural
from touchpath.ui import cached, session
from touchpath.ui.conditions import builder
from touchpath.ui.surveys import state

_PERIODS = {None: "Fitting the dates", "day": "Day", "week": "Week", "month": "Month"}
_MOST_QUESTIONS = 60
PickedScore = tuple[str, tuple[str, ...]]


def controls(asked: Scores, found: ScoresResult) -> None:
    """A row of choices, and a popover with everything else."""
    score, split, cut, more = st.columns([4, 3, 1.5, 1.6], vertical_alignment="bottom")
    with score:
        _score(found)
    with split:
        _split(asked, found)
    with cut:
        if found.ordered:
            _cut(asked)
    with more, st.popover("More", icon=":material/tune:"):
        _more(asked)


def _score(found: ScoresResult) -> None:
    options = _choices(found.choices)
    chosen: PickedScore = (found.metric, found.questions)
    st.session_state["scores_choice"] = chosen if chosen in options else (found.metric, ())
    st.selectbox(
        "Score", list(options), format_func=lambda choice: options.get(choice, str(choice)), key="scores_choice",
        on_change=lambda: state.change(
            metric=st.session_state["scores_choice"][0], questions=st.session_state["scores_choice"][1],
            split="auto", cut=None,
        ),
    )  # fmt: skip


def _choices(found: tuple[ScoreChoice, ...]) -> dict[PickedScore, str]:
    """Each metric as a whole, and its questions where it has several; of other scales the questions alone."""
    answers: dict[PickedScore, int] = {}
    for part in found:
        if part.metric != "other":
            answers[part.metric, ()] = answers.get((part.metric, ()), 0) + int(part.answers)
    for part in found[:_MOST_QUESTIONS]:
        questions = {other.question for other in found if other.metric == part.metric}
        if part.metric == "other" or len(questions) > 1:
            key = (part.metric, (part.question,))
            answers[key] = answers.get(key, 0) + int(part.answers)
    order = sorted(answers, key=lambda choice: (("nps", "csat", "ces", "other").index(choice[0]), bool(choice[1])))
    shown = apart([part.question for part in found])
    return {choice: f"{_called(choice, shown)} ({plural(answers[choice], 'answer')})" for choice in order}


def _called(choice: PickedScore, shown: Mapping[str, str]) -> str:
    metric, questions = choice
    if not questions:
        return words_for(metric, ()).title
    return shown[questions[0]] if metric == "other" else f"{words_for(metric, ()).title}: {shown[questions[0]]}"


def _split(asked: Scores, found: ScoresResult) -> None:
    names = [name for scope, name in cached.known(builder.property_names, session.engine()) if scope == "event"]
    others = [part.question for part in found.choices if part.question not in found.questions][:_MOST_QUESTIONS]
    same = [OF_ANSWER + name for name in dict.fromkeys(others)] if not found.placing.with_person else []
    options = ["none", *SCORE_SPLITS, *(OF_EVENT + name for name in names), *same]
    st.session_state["scores_split"] = found.split if found.split in options else "none"
    st.selectbox(
        "Split by", options, format_func=_split_label, key="scores_split",
        on_change=lambda: state.change(split=st.session_state["scores_split"], cut=None),
    )  # fmt: skip


def _split_label(split: str) -> str:
    if split.startswith(OF_ANSWER):
        return f"Answer to {split_noun(split)}"
    return f"Property {split_noun(split)}" if split.startswith(OF_EVENT) else f"{split[:1].upper()}{split[1:]}"


def _cut(asked: Scores) -> None:
    st.session_state["scores_cut"] = asked.cut
    st.number_input(
        "Cut at", key="scores_cut", value=None, placeholder="thirds",
        on_change=lambda: state.change(cut=st.session_state["scores_cut"]),
        help="Parts the numbers in two: under it, and from it on. Empty: thirds.",
    )  # fmt: skip


def _more(asked: Scores) -> None:
    _set("scores_lag", asked.lag_hours)
    st.number_input(
        "An answer is about an event at most so many hours before it", 0.0, 8784.0, key="scores_lag", step=1.0,
        on_change=lambda: state.change(lag_hours=st.session_state["scores_lag"]),
    )  # fmt: skip
    _set("scores_latest", asked.latest_only)
    st.toggle(
        "Only the last answer of each person", key="scores_latest",
        on_change=lambda: state.change(latest_only=st.session_state["scores_latest"]),
    )  # fmt: skip
    _set("scores_period", asked.period)
    st.selectbox(
        "Over time by", list(_PERIODS), format_func=lambda name: _PERIODS[name], key="scores_period",
        on_change=lambda: state.change(period=st.session_state["scores_period"]),
    )  # fmt: skip


def _set(key: str, value: Any) -> None:
    st.session_state[key] = value
