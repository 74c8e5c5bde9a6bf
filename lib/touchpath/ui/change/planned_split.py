"""How the people of a test were to be split among its arms: a field of shares, equal where it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from touchpath.journey.change import Assignment
from touchpath.journey.words import listed
from touchpath.journey.written import finite_number
from touchpath.ui.change import state as change_state

_KEY = "change_planned_split"


def planned_split(found: Sequence[str], chosen: Assignment) -> None:
    """One share for each arm found, and for arms of the plan that nobody is in."""
    planned = dict(chosen.planned)
    arms = list(dict.fromkeys((*found, *planned)))
    st.session_state[_KEY] = " : ".join(f"{planned.get(arm, 0):g}" for arm in arms) if planned else ""
    st.text_input(
        "Planned split",
        key=_KEY,
        placeholder="Equal shares",
        on_change=_typed,
        args=(arms, chosen),
        help=f"A share for each arm, such as 90 : 10, in this order: {listed(arms, 20)}. Nothing: equal shares.",
    )


def _typed(arms: Sequence[str], chosen: Assignment) -> None:
    text = str(st.session_state[_KEY] or "").replace(":", " ").replace("/", " ").replace("%", " ")
    shares = [share for share in map(finite_number, text.split()) if share is not None and share > 0]
    if len(shares) not in (0, len(arms)) or len(shares) != len(text.split()):
        change_state.say(f"The planned split is a share above 0 for each of the arms, {listed(arms, 20)}: 90 : 10.")
        return
    planned = tuple(zip(arms, shares, strict=True)) if shares else ()
    change_state.change(assignment=replace(chosen, planned=planned))
