"""The controls of the map in one row: its colour, picture or list, which touchpoint's card, and, folded, the rest."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.map.result import TouchpointMapResult
from touchpath.answers.map.names import COLOURS
from touchpath.journey.touchpoint_map import MAP_COLOURS, MAP_COLUMNS, TouchpointCard, TouchpointMap
from touchpath.ui.map import state as map_state

_COLUMNS = {"stage": "Stages", "phase": "Before and after the purchase"}
_SCORES = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}


def controls(asked: TouchpointMap, found: TouchpointMapResult, card: TouchpointCard | None) -> None:
    """What colours the marks, how they are shown, and what the card is of."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state["map_colour"] = asked.colour
        st.segmented_control(
            "Colour", list(MAP_COLOURS), key="map_colour", format_func=_short.__getitem__, required=True,
            on_change=lambda: map_state.change(colour=st.session_state["map_colour"]),
        )  # fmt: skip
        st.segmented_control(
            "Look", ["Picture", "List"], key="map_look",
            help="The picture where the page is wide enough, else the list, unless you choose.",
        )  # fmt: skip
        _card_choice(found, card)
        _more(asked, found)


_short = {**COLOURS, "time": "Time", "value": "Value", "change": "Change"}


def _card_choice(found: TouchpointMapResult, card: TouchpointCard | None) -> None:
    names = sorted({mark.touchpoint for mark in found.marks})
    st.session_state["map_card"] = card.touchpoint if card and card.touchpoint in names else None
    st.selectbox(
        "Card of", names, key="map_card", index=None, placeholder="Choose a touchpoint", width=230,
        on_change=lambda: map_state.show_card(st.session_state["map_card"]),
    )  # fmt: skip


def _more(asked: TouchpointMap, found: TouchpointMapResult) -> None:
    with st.popover("More", icon=":material/tune:"):
        st.session_state["map_days"] = int(asked.horizon_days)
        st.number_input(
            "Days to come back", 1, 366, key="map_days",
            help="Who has done nothing by then has left; what is bought until then counts as value.",
            on_change=lambda: map_state.change(horizon_days=float(st.session_state["map_days"])),
        )  # fmt: skip
        st.session_state["map_across"] = asked.across
        st.segmented_control(
            "Columns", list(MAP_COLUMNS), key="map_across", required=True, format_func=_COLUMNS.__getitem__,
            on_change=lambda: map_state.change(across=st.session_state["map_across"]),
        )  # fmt: skip
        if len(found.metrics) > 1:
            st.session_state["map_metric"] = found.metric if found.metric in found.metrics else None
            st.selectbox(
                "Score and feeling line", list(found.metrics), key="map_metric", format_func=_SCORES.__getitem__,
                on_change=lambda: map_state.change(metric=st.session_state["map_metric"]),
            )  # fmt: skip
