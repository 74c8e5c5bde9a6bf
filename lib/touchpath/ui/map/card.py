"""The card of a touchpoint: its figures, each with the page that shows it, and the catalogue edited in place."""

from __future__ import annotations

import json

import streamlit as st

from touchpath.analysis.map.card import CardResult, coming_from, filters_of, going_to
from touchpath.analysis.surveys.asking import coming_back
from touchpath.answers import Answer
from touchpath.answers.map.card import response_words
from touchpath.charts.drawing import drawing
from touchpath.charts.trends import Line, trends_alt, trends_chart
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.funnel import Breakdown
from touchpath.journey.retention import Retention
from touchpath.journey.surveys import ResponseCheck, Scores
from touchpath.journey.trends import Trend, fitting_period
from touchpath.ui import cached, session, shown, theme
from touchpath.ui.explain import plain
from touchpath.ui.map import evidence as map_evidence
from touchpath.ui.map import state as map_state
from touchpath.ui.map.comparable import on_card
from touchpath.ui.map.edit import edit

_TREND_HEIGHT = 110


def card(answer: Answer[CardResult], hidden: tuple[str, ...]) -> None:
    """Title, sentence, three small tables, and the links to what they rest on."""
    found = answer.result
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plain(answer.title), anchor=False, width="stretch")
            edit(found.touchpoint, found.traits, hidden)
            st.button("Close", icon=":material/close:", type="tertiary", on_click=map_state.show_card, args=(None,))
        st.markdown(plain(answer.sentence))
        traits = [part for part in (found.traits.stage, found.traits.directness, found.traits.setting) if part]
        if traits:
            st.caption(plain(" · ".join(traits)))
        for column, name in zip(
            st.columns([1.1, 1.25, 1]), ("touchpoint-card", "card-neighbours", "card-personas"), strict=True
        ):
            rows = answer.table(name).readable
            if not rows.empty:
                column.dataframe(rows, hide_index=True, width="stretch", row_height=32)
        _over_time(answer)
        _responses(answer)
        _links(answer, hidden)
        on_card(found.touchpoint, found.horizon_days, filters_of(answer.question, answer.filters))
        shown.notes(answer)
        shown.footer(answer)


def _over_time(answer: Answer[CardResult]) -> None:
    """How many people met it in each period in view, as the trends of the overview count them."""
    found, narrow = answer.result, filters_of(answer.question, answer.filters)
    period = fitting_period(session.engine().calendar, answer.filters)
    told = cached.ask(Trend((found.touchpoint,), "people", period=period), narrow)
    if told.result.reason or not told.result.groups:
        return
    lines = (Line(told.result.groups[0], found.touchpoint, theme.palette().accent),)
    chart = drawing(trends_chart, told.result, lines, theme.palette(), _TREND_HEIGHT)
    theme.draw(chart, alt=trends_alt(told.result, lines), key="map_card_trend")


def _responses(answer: Answer[CardResult]) -> None:
    """Of those asked after it, how many answered, for each metric with answers about it."""
    for score in answer.result.scores:
        try:
            told = cached.ask(ResponseCheck(score.metric), answer.filters)
        except DefinitionError:
            continue  # nobody knows who was asked
        if said := response_words(told.result, answer.result.touchpoint):
            st.markdown(plain(said))


def _links(answer: Answer[CardResult], hidden: tuple[str, ...]) -> None:
    found = answer.result
    narrow = filters_of(answer.question, answer.filters)
    back = Retention(
        found.touchpoint, coming_back(session.engine()), "first_matching", bucketing="rolling", mode="brackets",
        brackets=(max(round(found.horizon_days), 1),), breakdown=Breakdown("channel"),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, page, name, asked, icon in (
            ("What comes before", "paths", "paths", coming_from(found.touchpoint, hidden), ":material/alt_route:"),
            ("What comes after", "paths", "paths", going_to(found.touchpoint, hidden), ":material/alt_route:"),
            ("Who comes back", "retention", "retention", back, ":material/event_repeat:"),
        ):
            map_evidence.link(label, page, ((name, _text(asked)),), narrow, icon)
        for score in found.scores:
            answers = Scores(score.metric, split="touchpoint")
            label = f"{score.metric.upper()} and comments"
            map_evidence.link(
                label, "surveys", (("scores", _text(answers)),), narrow, ":material/sentiment_satisfied:"
            )  # fmt: skip


def _text(asked: object) -> str:
    return json.dumps(to_plain(asked), separators=(",", ":"), ensure_ascii=False)
