"""The controls above the funnel: suggestions, steps, window, order, split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume
from touchpath.engine.base import Store
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.funnel_words import duration
from touchpath.ui.explain import plain
from touchpath.ui.funnel import state as funnel_state
from touchpath.ui.funnel.more import more
from touchpath.ui.funnel.saved import saved_funnels
from touchpath.ui.named import counted, spoken

_HOUR, _DAY = 3600.0, 86_400.0
WINDOWS = (_HOUR, _DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY, 30 * _DAY, 90 * _DAY)
_NO_LIMIT = 0.0  # a list cannot offer None: it stands for no choice
ORDERS = {"ordered": "In this order", "strict": "Each the very next event", "any": "In any order"}
_SPLITS: dict[str, Breakdown | None] = {
    "Nothing": None,
    "Persona": Breakdown("persona"),
    "Channel": Breakdown("channel"),
    "Persona and channel": Breakdown(("persona", "channel"), limit=16),
}
_OTHER_SPLIT = "As set under More"


def controls(engine: Store, funnel: Funnel) -> None:
    """Split and suggestions in one row; the question folded into its sentence, with everything that changes it."""
    known = counted(engine)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _split(funnel)
        _suggested(engine)
        saved_funnels(engine, funnel)
    with st.expander("Change the question", icon=":material/tune:", key="funnel_question"):
        st.markdown(plain(funnel.sentence()))
        _steps(funnel, known)
        left, right = st.columns(2)
        with left:
            _window(funnel)
        with right:
            _order(funnel)
        more(engine, funnel)


def _suggested(engine: Store) -> None:
    with st.popover("Try another funnel", icon=":material/lightbulb:", type="tertiary"):
        for place, suggestion in enumerate(funnel_state.suggestions(engine)):
            st.button(
                plain(suggestion.name),
                key=f"funnel_suggested_{place}",
                on_click=funnel_state.show,
                args=(suggestion.funnel,),
                help=plain(" → ".join(step.name for step in suggestion.funnel.steps)),
                type="tertiary",
            )


def _steps(funnel: Funnel, known: Mapping[str, Volume]) -> None:
    """One list in which steps are picked in order; steps that are more than one touchpoint stand in it as a whole."""
    tokens = {_token(place, step, funnel): step for place, step in enumerate(funnel.steps)}
    st.session_state["funnel_steps"] = list(tokens)
    st.multiselect(
        "Steps, in order",
        list(dict.fromkeys([*tokens, *known])),
        key="funnel_steps",
        format_func=lambda token: _step_label(token, tokens, known),
        placeholder="Pick the first step",
        on_change=_steps_changed,
        args=(tokens,),
        help="Pick touchpoints in the order you expect. Reorder, combine and add conditions under More.",
    )


def _steps_changed(tokens: Mapping[str, Step]) -> None:
    chosen = st.session_state["funnel_steps"]
    if not chosen:
        funnel_state.refuse("A funnel needs at least one step: the last one stays.")
        return
    steps = tuple(tokens.get(token, Step(token)) for token in chosen)
    funnel_state.change(lambda funnel: funnel_state.with_steps(funnel, steps))


def _token(place: int, step: Step, funnel: Funnel) -> str:
    """What stands for a step in the list: the bare name for a plain step, met once; else a text no name has."""
    earlier = [other.touchpoint for other in funnel.steps[:place]]
    if isinstance(step.touchpoint, str) and step == Step(step.touchpoint) and step.touchpoint not in earlier:
        return step.touchpoint
    return f"{step.name}\x1f{place}"


def _step_label(token: str, tokens: Mapping[str, Step], known: Mapping[str, Volume]) -> str:
    if token not in tokens:
        return spoken(known, token)
    step = tokens[token]
    conditions = " and ".join(condition.sentence() for condition in step.where)
    place = list(tokens).index(token) + 1
    return f"{place}  {step.name}" + (f" ({conditions})" if conditions else "") + (" (optional)" * step.optional)


def _window(funnel: Funnel) -> None:
    chosen = funnel.window_seconds or _NO_LIMIT
    st.session_state["funnel_window"] = chosen
    st.selectbox(
        "Time to finish",
        [*sorted({*WINDOWS, chosen} - {_NO_LIMIT}), _NO_LIMIT],
        key="funnel_window",
        format_func=lambda seconds: duration(seconds) if seconds else "No limit",
        on_change=_window_changed,
        help="From the first step to the last, in elapsed time.",
    )


def _window_changed() -> None:
    seconds = st.session_state["funnel_window"] or None
    funnel_state.change(lambda funnel: replace(funnel, window_seconds=seconds))


def _order(funnel: Funnel) -> None:
    st.session_state["funnel_order"] = funnel.order
    st.selectbox(
        "Order",
        list(ORDERS),
        key="funnel_order",
        format_func=lambda order: ORDERS[order],
        on_change=_set,
        args=("order", "funnel_order"),
        help="Other events may lie between the steps, unless each must be the very next event.",
    )


def _split(funnel: Funnel) -> None:
    named = next((name for name, split in _SPLITS.items() if split == funnel.breakdown), _OTHER_SPLIT)
    st.session_state["funnel_split"] = named
    st.selectbox(
        "Split by",
        [*_SPLITS, *([_OTHER_SPLIT] if named == _OTHER_SPLIT else [])],
        key="funnel_split",
        on_change=_split_changed,
        width=220,
        help="Side by side for each persona, each channel, or both. Any other property: under More.",
    )


def _split_changed() -> None:
    name = st.session_state["funnel_split"]
    if name in _SPLITS:
        funnel_state.change(lambda funnel: replace(funnel, breakdown=_SPLITS[name]))


def _set(field: str, key: str) -> None:
    value: Any = st.session_state[key]
    funnel_state.change(lambda funnel: replace(funnel, **{field: value}))
