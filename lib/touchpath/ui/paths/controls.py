"""The controls above the paths: where they begin and end, what counts, and, folded, how they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume, volumes
from touchpath.engine.base import Store
from touchpath.journey.funnel import Step
from touchpath.journey.path_words import path_sentence
from touchpath.journey.paths import Paths
from touchpath.ui import cached
from touchpath.ui.conditions.builder import property_names
from touchpath.ui.explain import plain
from touchpath.ui.named import spoken
from touchpath.ui.paths import state as paths_state

_UNITS: dict[tuple[str, str], str] = {
    ("session", "units"): "Every session",
    ("session", "people"): "One session per person",
    ("person", "units"): "People, their whole journey",
}
_COLLAPSE = {"neighbours": "Once when in a row", "first": "First visits only", "none": "Every event"}
_CHANNEL_OF = {
    "entry": "The event it is chosen by", "every": "All of its events", "first_ever": "The person's first event ever",
}  # fmt: skip
_ALL = 0


def controls(engine: Store, asked: Paths) -> None:
    """Start, end and unit in one row; everything else folded into the question's sentence."""
    known = {volume.name: volume for volume in cached.answer(volumes, engine)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if asked.after is None:
            _touchpoints("starting", "From", "Where they begin", asked.start, known)
            _touchpoints("ending", "To", "Where they end", asked.end, known)
        else:
            st.button("Leave the funnel: look at all ways", icon=":material/close:", on_click=_leave)
        _unit(asked)
    with st.expander("Change the question", icon=":material/tune:", key="paths_question"):
        st.markdown(plain(path_sentence(asked)))
        left, middle, right = st.columns(3)
        with left:
            _number("columns", "Columns", asked.columns, range(2, 11))
            _choice("collapse", "The same again", asked.collapse, _COLLAPSE)
        with middle:
            _top(asked)
            _node(engine, asked)
        with right:
            _hidden(asked, known)
            _choice("channel_of", "A channel filter looks at", asked.channel_of, _CHANNEL_OF)


def _touchpoints(field: str, label: str, placeholder: str, step: Step | None, known: Mapping[str, Volume]) -> None:
    """One or several touchpoints; a step with conditions, from a link, keeps them until it is changed."""
    key = f"paths_{field}"
    chosen = list(step.touchpoints or ()) if step is not None else []
    st.session_state[key] = chosen
    st.multiselect(
        label, list(dict.fromkeys([*chosen, *known])), key=key, placeholder=placeholder,
        format_func=lambda name: spoken(known, name), on_change=_retouched, args=(field, key), width=260,
    )  # fmt: skip


def _retouched(field: str, key: str) -> None:
    names = tuple(st.session_state[key])
    paths_state.change(**{field: names or None})


def _unit(asked: Paths) -> None:
    now = ("person", "units") if asked.unit == "person" else (asked.unit, asked.counting)
    st.session_state["paths_unit"] = now
    st.selectbox(
        "Count", list(_UNITS), key="paths_unit", format_func=lambda pair: _UNITS[pair], on_change=_counted, width=230,
        help="A session is what the file calls one, else events without a pause of more than 30 minutes. One session "
        "per person takes the first that fits, so that people add up.",
    )  # fmt: skip


def _counted() -> None:
    unit, counting = st.session_state["paths_unit"]
    paths_state.change(unit=unit, counting=counting)


def _leave() -> None:
    paths_state.change(after=None)


def _number(field: str, label: str, value: int, among: range) -> None:
    key = f"paths_{field}"
    st.session_state[key] = value
    st.selectbox(label, sorted({*among, value}), key=key, on_change=_set, args=(field, key))


def _choice(field: str, label: str, value: str, words: Mapping[str, str]) -> None:
    key = f"paths_{field}"
    st.session_state[key] = value
    st.selectbox(label, list(words), key=key, format_func=lambda name: words[name], on_change=_set, args=(field, key))


def _set(field: str, key: str) -> None:
    value: Any = st.session_state[key]
    paths_state.change(**{field: value})


def _top(asked: Paths) -> None:
    chosen = asked.top or _ALL
    st.session_state["paths_top"] = chosen
    st.selectbox(
        "Names per column", [*sorted({3, 5, 9, 15, 30, chosen} - {_ALL}), _ALL], key="paths_top",
        format_func=lambda top: f"{top} largest" if top else "All", on_change=_topped,
        help="The others of a column are together: nobody is left out.",
    )  # fmt: skip


def _topped() -> None:
    paths_state.change(top=st.session_state["paths_top"] or None)


def _node(engine: Store, asked: Paths) -> None:
    properties = [name for scope, name in cached.known(property_names, engine) if scope == "event"]
    st.session_state["paths_node"] = asked.node
    st.selectbox(
        "Show events by", list(dict.fromkeys(["touchpoint", *properties, asked.node])), key="paths_node",
        on_change=_set, args=("node", "paths_node"), help="Their touchpoint, or a property such as page or category.",
    )  # fmt: skip


def _hidden(asked: Paths, known: Mapping[str, Volume]) -> None:
    st.session_state["paths_hidden"] = list(asked.hidden)
    st.multiselect(
        "Hide", list(dict.fromkeys([*asked.hidden, *known])), key="paths_hidden", placeholder="Nothing is hidden",
        on_change=_hide, help="Left out of the ways; sessions are formed as if they were there.",
    )  # fmt: skip


def _hide() -> None:
    paths_state.change(hidden=tuple(st.session_state["paths_hidden"]))
