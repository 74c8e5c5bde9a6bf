"""How is the journey doing? The headline figures, and any touchpoint over time."""

from __future__ import annotations

import streamlit as st

from touchpath.answers import Answer
from touchpath.answers.measures import TITLE
from touchpath.answers.measures.now import MeasuresNow
from touchpath.journey.questions import Overview
from touchpath.ui import cached, filters, header, notices, session, tiles, trends_section

COUNTS = ("people", "events", "sessions", "revenue")
RATES = ("conversion", "retained", "repeat_purchase")
SCORES = ("nps", "csat", "ces")


def figures(answer: Answer[MeasuresNow], events: float) -> None:
    """The tiles: how much, how well, how it felt."""
    read = {reading.name: reading for reading in answer.readings}
    for names in (COUNTS, RATES, SCORES) if events else (SCORES,):
        tiles.row([read[name] for name in names], answer)
    for said in answer.notes:
        notices.note(said)


top = header.header(TITLE)
with notices.refusing():
    answer = cached.ask(Overview(), filters.current())
    events = answer.result.named("events").figure.value
    if not events and not any(answer.result.named(name).figure.n for name in SCORES):
        if session.engine().calendar.data_end is None:
            notices.empty("This workspace holds no events yet: add a file.", "Add data", "pages/data/add_data.py")
        else:
            notices.empty(answer.sentence)
        st.stop()
    top.answer(answer.sentence)
    figures(answer, events)
if events:
    st.subheader("How did touchpoints develop?", anchor=False)
    trends_section.show(answer.result.settings.goal)
