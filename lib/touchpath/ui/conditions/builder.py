"""Puts a condition together from lists: property, comparison, value; it joins the others in the filter."""

from __future__ import annotations

import streamlit as st

from touchpath.engine.base import Engine
from touchpath.journey.condition_text import to_text
from touchpath.journey.conditions import BARE_OPS, OPS, Condition, Op, Scope
from touchpath.journey.definition import DefinitionError
from touchpath.ui import cached
from touchpath.ui.explain import plain

_SPOKEN = {"=": "is", "!=": "is not", "regex": "matches the pattern"}
_OWN: tuple[tuple[Scope, str], ...] = (("event", "value"), ("event", "touchpoint"))


def builder(engine: Engine) -> None:
    """A folded row of lists and a button "Add"."""
    properties = (*_OWN, *cached.answer(property_names, engine))
    with st.popover("Add a condition", icon=":material/add:", width="stretch"):
        st.selectbox("Property", properties, format_func=_spoken, key="new_property", persist_state="session")
        op = st.selectbox(
            "Comparison", OPS, format_func=lambda op: _SPOKEN.get(op, op), key="new_op", persist_state="session"
        )
        if op not in BARE_OPS:
            st.text_input(
                "Value", key="new_value", persist_state="session", help="Several values: put | between them"
            )
        st.button("Add", on_click=_add, key="new_condition")
        if refusal := st.session_state.pop("_refused_condition", ""):
            st.warning(plain(refusal))


def property_names(engine: Engine) -> tuple[tuple[Scope, str], ...]:
    """Scope and name of the properties that events and people carry."""
    rows = engine.frame("ask/overview/property_names")
    return tuple(("person" if row.scope == "person" else "event", str(row.name)) for row in rows.itertuples())


def _spoken(found: tuple[Scope, str]) -> str:
    scope, name = found
    return f"{name} (of the person)" if scope == "person" else name


def _add() -> None:
    scope, name = st.session_state["new_property"]
    op: Op = st.session_state["new_op"]
    parts = [part.strip() for part in str(st.session_state.get("new_value") or "").split("|")]
    value = parts[0] if len(parts) == 1 or op == "regex" else tuple(parts)
    try:
        line = to_text(Condition(name, op, None if op in BARE_OPS else value, scope))
    except DefinitionError as refusal:
        st.session_state["_refused_condition"] = str(refusal)
        return
    st.session_state["where"] = [*dict.fromkeys([*st.session_state.get("where", []), line])]
