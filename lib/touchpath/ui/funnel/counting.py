"""How a funnel counts: what an attempt is, whose count, how long a step may take, what stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.journey.funnel import Funnel
from touchpath.ui.funnel import state as funnel_state

_COUNTING = {"people": "People", "attempts": "Attempts", "sessions": "Sessions"}
_ENTRY = {
    "any": "Every first step opens an attempt",
    "first": "Only the first one in the dates",
    "first_ever": "Only the first one ever",
}
_CHANNEL_OF = {
    "entry": "The first step",
    "every": "Every step",
    "first_ever": "The person's first event ever",
}
_UNITS = {"minutes": 60.0, "hours": 3600.0, "days": 86_400.0}


def counting(funnel: Funnel, properties: Sequence[str]) -> None:
    """Choices of counting; properties are those of events."""
    left, middle, right = st.columns(3)
    with left:
        _choice("Count", "counting", _COUNTING, funnel)
        _span("Time to finish", "window_seconds", funnel)
    with middle:
        _choice("Start", "entry", _ENTRY, funnel)
        _span("Time for each step", "step_window_seconds", funnel)
    with right:
        _choice("A channel filter applies to", "channel_of", _CHANNEL_OF, funnel)
        _hold(funnel, properties)
        _mature(funnel)


def _choice(label: str, field: str, options: dict[str, str], funnel: Funnel) -> None:
    key = f"funnel_{field}"
    st.session_state[key] = getattr(funnel, field)
    st.selectbox(label, list(options), key=key, format_func=options.__getitem__, on_change=_set, args=(field, key))


def _span(label: str, field: str, funnel: Funnel) -> None:
    """A number and its unit; empty is no limit."""
    seconds = getattr(funnel, field)
    unit = st.session_state.get(f"funnel_{field}_unit") or _natural(seconds)
    st.session_state[f"funnel_{field}_unit"] = unit
    st.session_state[f"funnel_{field}_number"] = None if seconds is None else seconds / _UNITS[unit]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            label, min_value=0.0, key=f"funnel_{field}_number", placeholder="No limit", value=None,
            on_change=_set_span, args=(field,), width=120, format="%g",
        )  # fmt: skip
        st.selectbox(
            "Unit", list(_UNITS), key=f"funnel_{field}_unit", label_visibility="collapsed", on_change=_set_span,
            args=(field,), width=110,
        )  # fmt: skip


def _natural(seconds: float | None) -> str:
    fitting = [unit for unit, size in _UNITS.items() if seconds is not None and seconds % size == 0]
    return fitting[-1] if fitting else "days" if seconds is None else "minutes"


def _set_span(field: str) -> None:
    number = st.session_state[f"funnel_{field}_number"]
    unit = st.session_state[f"funnel_{field}_unit"]
    seconds: Any = number * _UNITS[unit] if number else None
    funnel_state.change(lambda funnel: replace(funnel, **{field: seconds}))


def _hold(funnel: Funnel, properties: Sequence[str]) -> None:
    st.session_state["funnel_hold"] = list(funnel.hold)
    st.multiselect(
        "Must stay the same throughout",
        list(dict.fromkeys([*funnel.hold, "channel", *properties])),
        key="funnel_hold",
        placeholder="Nothing",
        on_change=_set_hold,
        help="For example the product: view, cart and purchase of the same one.",
    )


def _set_hold() -> None:
    hold = tuple(st.session_state["funnel_hold"])
    funnel_state.change(lambda funnel: replace(funnel, hold=hold))


def _mature(funnel: Funnel) -> None:
    st.session_state["funnel_mature_only"] = funnel.mature_only
    st.checkbox(
        "Only those whose time is over",
        key="funnel_mature_only",
        on_change=_set,
        args=("mature_only", "funnel_mature_only"),
        help="Leaves out those who began so late that they can still finish.",
    )


def _set(field: str, key: str) -> None:
    value: Any = st.session_state[key]
    funnel_state.change(lambda funnel: replace(funnel, **{field: value}))
