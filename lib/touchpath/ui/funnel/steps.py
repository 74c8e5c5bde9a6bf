"""Which of the drop-offs of a funnel is looked at: the one clicked or chosen, else the largest."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.funnel.result import FunnelResult
from touchpath.answers.funnel.names import before
from touchpath.journey.words import count
from touchpath.ui.funnel.picture import STEP


def chosen_step(result: FunnelResult) -> int | None:
    """The step (counted from 0) whose drop-off is looked at; None, with a sentence, in a funnel of one step."""
    places = [place for place, step in enumerate(result.steps) if place]
    if not places:
        st.info("There is no drop-off in a funnel of one step: add a step above.", icon=":material/info:")
        return None
    usual = result.largest_drop_off or places[0]
    chosen = st.session_state.get(STEP)
    st.session_state["funnel_drop_off"] = chosen if chosen in places else usual
    return st.selectbox(
        "Between",
        places,
        key="funnel_drop_off",
        format_func=lambda place: _named(result, place),
        on_change=_remember,
    )


def _named(result: FunnelResult, place: int) -> str:
    step = result.steps[place]
    return f"{before(result.funnel, place)} → {step.name} ({count(step.dropped)} lost)"


def _remember() -> None:
    st.session_state[STEP] = st.session_state["funnel_drop_off"]
