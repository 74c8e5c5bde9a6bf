"""Puts a condition together: property, comparison, then a value among those there are; it joins the others."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.analysis.property_values import PropertyValue, is_number, property_values
from touchpath.engine.base import Store
from touchpath.journey.condition_text import to_text
from touchpath.journey.conditions import BARE_OPS, OPS, Condition, Op, Scope
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import plural
from touchpath.ui import cached
from touchpath.ui.explain import plain

_SPOKEN = {"=": "is", "!=": "is not", "regex": "matches the pattern", ">": "over", ">=": "at least"} | {
    "<": "under",
    "<=": "at most",
}
_OWN: tuple[tuple[Scope, str], ...] = (("event", "value"), ("event", "touchpoint"))
_RANGE = "between"
_OPEN = "conditions_open"


def builder(engine: Store) -> None:
    """A folded row of lists and a button "Add"; unfolded it reads the values of the property chosen."""
    popover = st.popover("Add a condition", icon=":material/add:", width="stretch", key=_OPEN, on_change="rerun")
    if not popover.open:
        return
    with popover:
        properties = (*_OWN, *cached.known(property_names, engine))
        scope, name = st.selectbox(
            "Property", properties, format_func=_spoken, key="new_property", persist_state="session"
        )
        values = tuple(part for part in cached.answer(property_values, engine, scope, name) if part.people > 0)
        comparisons = [_RANGE, *OPS] if is_number(scope, name, values) else list(OPS)
        op = st.selectbox(
            "Comparison", comparisons, format_func=lambda op: _SPOKEN.get(op, op), key="new_op",
            persist_state="session",
        )  # fmt: skip
        _value(op, values)
        st.button("Add", on_click=_add, key="new_condition", type="primary")
        if refusal := st.session_state.pop("_refused_condition", ""):
            st.warning(plain(refusal))


def property_names(engine: Store) -> tuple[tuple[Scope, str], ...]:
    """Scope and name of the properties that events and people carry."""
    rows = engine.frame("ask/overview/property_names")
    return tuple(("person" if row.scope == "person" else "event", str(row.name)) for row in rows.itertuples())


def _value(op: str, values: Sequence[PropertyValue]) -> None:
    """What it is compared with: values there are, two ends of a range, or free text."""
    if op == _RANGE:
        left, right = st.columns(2)
        left.number_input("From", value=None, key="new_from", placeholder="Any")
        right.number_input("To", value=None, key="new_to", placeholder="Any")
    elif op in ("=", "!=") and values:
        people = {part.value: part.people for part in values}
        st.multiselect(
            "Values", list(people), key="new_values", accept_new_options=True, placeholder="Choose or type",
            format_func=lambda text: _counted(text, people.get(text)),
        )  # fmt: skip
    elif op not in BARE_OPS:
        st.text_input("Value", key="new_value", persist_state="session", help="Several values: put | between them")


def _counted(value: str, people: float | None) -> str:
    return value if people is None else f"{value} ({plural(people, 'person', 'people')})"


def _spoken(found: tuple[Scope, str]) -> str:
    scope, name = found
    return f"{name} (of the person)" if scope == "person" else name


def _add() -> None:
    scope, name = st.session_state["new_property"]
    try:
        lines = [to_text(Condition(name, op, value, scope)) for op, value in _said(st.session_state["new_op"])]
    except DefinitionError as refusal:
        st.session_state["_refused_condition"] = str(refusal)
        return
    st.session_state["where"] = [*dict.fromkeys([*st.session_state.get("where", []), *lines])]


def _said(op: str) -> list[tuple[Op, object]]:
    """The tests that the widgets say, a range as its two ends; raises DefinitionError where they say nothing."""
    if op == _RANGE:
        ends: list[tuple[Op, object]] = [(">=", st.session_state["new_from"]), ("<=", st.session_state["new_to"])]
        given = [(sign, number) for sign, number in ends if number is not None]
        if not given:
            raise DefinitionError("Say where the range begins, where it ends, or both.")
        return given
    chosen: Op = next(known for known in OPS if known == op)
    if chosen in BARE_OPS:
        return [(chosen, None)]
    if chosen in ("=", "!=") and st.session_state.get("new_values"):
        parts = [str(value) for value in st.session_state["new_values"]]
    else:
        text = str(st.session_state.get("new_value") or "")
        parts = [text] if chosen == "regex" else [part.strip() for part in text.split("|")]
    if not any(parts):
        raise DefinitionError("Say what it is compared with.")
    return [(chosen, parts[0] if len(parts) == 1 else tuple(parts))]
