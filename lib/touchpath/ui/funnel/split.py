"""How a funnel is split: by any one or two properties, or by saved groups, and which event decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.engine.base import Store
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.ui import cached
from touchpath.ui.funnel import state as funnel_state
from touchpath.workspace.saved import saved_groups

SplitChoice = tuple[str, str]
_AT = {
    "first_touch": "The first step event that has it",
    "last_touch": "The last step event that has it",
    "all_events": "Every step event (people may count twice)",
}
_SCOPES = {"event": "", "person": " (of the person)", "group": " (saved group)"}


def split(engine: Store, funnel: Funnel, properties: Sequence[SplitChoice]) -> None:
    """Choose the properties or groups, which event decides, and how many values stand apart."""
    groups = [("group", group.name) for group in cached.answer(saved_groups, engine)]
    own: list[SplitChoice] = [("event", "channel"), ("event", "persona")]
    options = list(dict.fromkeys([*_chosen(funnel), *own, *properties, *groups]))
    left, middle, right = st.columns([2, 2, 1])
    st.session_state["funnel_split_by"] = _chosen(funnel)
    with left:
        st.multiselect(
            "Split by", options, key="funnel_split_by", format_func=lambda choice: choice[1] + _SCOPES[choice[0]],
            placeholder="Nothing", on_change=_set_split, max_selections=2 if not groups else None,
            help="One property, or two for every pair of their values.",
        )  # fmt: skip
    breakdown = funnel.breakdown
    if breakdown is None:
        return
    with middle:
        _at(funnel, breakdown)
    with right:
        st.session_state["funnel_split_limit"] = breakdown.limit
        st.number_input(
            "Values kept apart", min_value=1, max_value=50, value=None, key="funnel_split_limit", placeholder="All",
            on_change=_set, args=("limit", "funnel_split_limit"), help="The others together form one group.",
        )  # fmt: skip


def _at(funnel: Funnel, breakdown: Breakdown) -> None:
    """Which event decides; of no concern where only people are split."""
    if all(scope != "event" for scope in breakdown.scopes):
        return
    names: dict[Any, str] = {**_AT, **{place: f"Step {place + 1}: {s.name}" for place, s in enumerate(funnel.steps)}}
    st.session_state["funnel_split_at"] = breakdown.at
    st.selectbox(
        "Taken from", list(names), key="funnel_split_at", format_func=names.__getitem__, on_change=_set,
        args=("at", "funnel_split_at"),
    )  # fmt: skip


def _chosen(funnel: Funnel) -> list[SplitChoice]:
    if funnel.breakdown is None:
        return []
    return [
        ("event" if name == "persona" else scope, name)
        for name, scope in zip(funnel.breakdown.names, funnel.breakdown.scopes, strict=True)
    ]


def _set_split() -> None:
    chosen: list[SplitChoice] = st.session_state["funnel_split_by"]
    funnel_state.change(lambda funnel: replace(funnel, breakdown=_breakdown(chosen, funnel.breakdown)))


def _breakdown(chosen: Sequence[SplitChoice], before: Breakdown | None) -> Breakdown | None:
    if not chosen:
        return None
    scopes: Any = tuple(scope for scope, _ in chosen)
    names = tuple(name for _, name in chosen)
    scope = scopes[0] if len(set(scopes)) == 1 else scopes
    if before is None:
        return Breakdown(names, scope=scope)
    return replace(before, properties=names, scope=scope)


def _set(field: str, key: str) -> None:
    value: Any = st.session_state[key]

    def edit(funnel: Funnel) -> Funnel:
        if funnel.breakdown is None:
            return funnel
        return replace(funnel, breakdown=replace(funnel.breakdown, **{field: value}))

    funnel_state.change(edit)
