"""People who met a touchpoint against comparable people who had not: on its card, and the missed opportunities."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.comparable.result import ComparableResult
from touchpath.answers import Answer
from touchpath.answers.comparable.words import sentence_of
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.filters import Filters
from touchpath.ui import cached, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.map import state as map_state

_FEW_OF_ALL = 0.5


def on_card(touchpoint: str, days: float, filters: Filters) -> None:
    """Whether those who met it did better than comparable people; computed when asked for."""
    if st.toggle("Against comparable people who had not met it", key="map_card_comparable"):
        answer = cached.ask(_asked(touchpoint, days), filters)
        st.markdown(plain(answer.sentence))
        shown.notes(answer)


def opportunities(days: float, filters: Filters) -> None:
    """What few people meet and those who do reach the goal more often than comparable people."""
    if not st.toggle("Missed opportunities: compare every touchpoint (takes a moment)", key="map_opportunities"):
        return
    answer: Answer[ComparableResult] = cached.ask(_asked(None, days), filters)
    found = [row for row in answer.result.touchpoints if row.verdict == "more" and row.share_met < _FEW_OF_ALL]
    if not found:
        st.markdown(
            "None: nothing that few people meet is followed by the goal more often than among comparable people."
        )
    for row in found:
        st.markdown(f"- {plain(sentence_of(answer.question, row, map_state.currency()))}")
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer)


def _asked(touchpoint: str | None, days: float) -> ComparablePeople:
    """By the goal of the workspace; raises DefinitionError where none is set."""
    return ComparablePeople(touchpoint, "goal", session.workspace().settings["goal"].value, days=days)
