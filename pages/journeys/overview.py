"""How is the journey doing? What moved, what needs a look, one picture, and the headline figures; or a board."""

from __future__ import annotations

import streamlit as st

from touchpath.answers import Answer
from touchpath.answers.measures import TITLE
from touchpath.answers.measures.now import MeasuresNow
from touchpath.journey.questions import Overview
from touchpath.ui import cached, filters, header, looks, notices, session, tiles, trends_section
from touchpath.ui.boards import opening
from touchpath.ui.boards.reading import read

COUNTS = ("people", "events", "sessions", "revenue")
QUALITY = ("conversion", "retained", "repeat_purchase", "nps", "csat", "ces")


def figures(answer: Answer[MeasuresNow]) -> None:
    """The tiles that have data: how much, how well, how it felt; the others in one line."""
    read = {reading.name: reading for reading in answer.readings}
    without = [read[name] for name in (*COUNTS, *QUALITY) if not read[name].known]
    for names in (COUNTS, QUALITY[:3], QUALITY[3:]):
        shown = [read[name] for name in names if read[name].known]
        if shown:
            tiles.row(shown, answer)
    if without:
        tiles.without_data(without)
    for said in answer.notes:
        notices.note(said)


top = header.header(TITLE)
if board := opening.wanted():
    top.title.title("What do we watch?", anchor=False)
    read(board, top)
    st.stop()
with notices.refusing():
    answer = cached.ask(Overview(), filters.current())
    events = answer.result.named("events").figure.value
    if not events and not any(answer.result.named(name).figure.n for name in QUALITY[3:]):
        if session.engine().calendar.data_end is None:
            notices.empty("This workspace holds no events yet: add a file.", "Add data", "pages/data/add_data.py")
        else:
            notices.empty(answer.sentence)
        st.stop()
    top.answer(answer.sentence)
    if events:
        looks.needs_a_look(answer)
        trends_section.show(answer.result.settings.goal)
    figures(answer)
