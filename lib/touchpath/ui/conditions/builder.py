"""Puts a condition together: property, comparison, then a value among those there are; it joins the others.

It stands beside every list of conditions (the filters, a step of a funnel, who starts and who came back), whose lines
it adds to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from touchpath.analysis.property_values import PropertyValue, is_number, property_values
from touchpath.engine.base import Store
from touchpath.journey.condition_text import from_text, to_text
from touchpath.journey.conditions import BARE_OPS, OPS, AnyOf, Condition, Op, Scope, Where
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.words import plural
from touchpath.ui import cached
from touchpath.ui.explain import plain

_SPOKEN = {"=": "is", "!=": "is not", "regex": "matches the pattern", ">": "over", ">=": "at least"} | {
    "<": "under",
    "<=": "at most",
}
_OWN: tuple[tuple[Scope, str], ...] = (("event", "value"), ("event", "touchpoint"))
_RANGE = "between"
_JOINS = {"and": "must hold too", "or": "or the last one"}


@dataclass(frozen=True)
class ConditionPlace:
    """Where conditions are built: the name of its widgets, the key of the list of lines they are added to, and what
    is done once they are (the list's own callback)."""

    prefix: str
    lines: str
    done: Callable[[], None] | None = None

    def key(self, part: str) -> str:
        """The key of a widget."""
        return f"{self.prefix}_{part}"

    def said(self, part: str) -> object:
        """What a widget says; None where it is not drawn."""
        return st.session_state.get(self.key(part))


def builder(
    engine: Store, place: ConditionPlace, filters: Filters, width: Literal["stretch", "content"] = "stretch"
) -> None:
    """A folded row of lists and a button "Add"; unfolded it reads the values of the property chosen.

    Values are counted among the people in view.
    """
    popover = st.popover(
        "Add a condition", icon=":material/add:", width=width, key=place.key("open"), on_change="rerun"
    )
    if popover.open:
        with popover:
            parts(engine, place, filters, "Add", primary=True)


def parts(engine: Store, place: ConditionPlace, filters: Filters, add: str, *, primary: bool = False) -> None:
    """The lists and the button, which says `add`, by themselves: where a list that folds out holds them already."""
    properties = (*_OWN, *cached.known(property_names, engine))
    scope, name = st.selectbox(
        "Property", properties, format_func=_spoken, key=place.key("property"), persist_state="session"
    )
    found = cached.answer(property_values, engine, scope, name, filters)
    values = tuple(part for part in found if part.people > 0)
    comparisons = [_RANGE, *OPS] if is_number(scope, name, values) else list(OPS)
    op = st.selectbox(
        "Comparison", comparisons, format_func=lambda op: _SPOKEN.get(op, op), key=place.key("op"),
        persist_state="session",
    )  # fmt: skip
    _value(place, op, values)
    if st.session_state.get(place.lines):
        st.segmented_control(
            "Joined to the others", list(_JOINS), default="and", required=True, key=place.key("join"),
            format_func=lambda join: _JOINS[join],
        )  # fmt: skip
    kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
    st.button(add, on_click=_add, args=(place,), key=place.key("condition"), type=kind)
    if refusal := st.session_state.pop(place.key("refused"), ""):
        st.warning(plain(refusal))


def draft(key: str, about: str, width: int | Literal["stretch"] = "stretch") -> None:
    """The lines of conditions of something that is not there yet: they wait until it is added."""
    st.multiselect(
        "Where", list(st.session_state.get(key, [])), key=key, accept_new_options=True, placeholder="No condition",
        help=about, width=width, wrap=True,
    )  # fmt: skip


def drafted(key: str) -> tuple[Where, ...]:
    """The conditions of a draft; raises DefinitionError for a line that says none."""
    return tuple(from_text(str(line)) for line in st.session_state.get(key) or ())


def property_names(engine: Store) -> tuple[tuple[Scope, str], ...]:
    """Scope and name of the properties that events and people carry."""
    rows = engine.frame("ask/overview/property_names")
    return tuple(("person" if row.scope == "person" else "event", str(row.name)) for row in rows.itertuples())


def _value(place: ConditionPlace, op: str, values: Sequence[PropertyValue]) -> None:
    """What it is compared with: values there are, two ends of a range, or free text."""
    if op == _RANGE:
        left, right = st.columns(2)
        left.number_input("From", value=None, key=place.key("from"), placeholder="Any")
        right.number_input("To", value=None, key=place.key("to"), placeholder="Any")
    elif op in ("=", "!=") and values:
        people = {part.value: part.people for part in values}
        st.multiselect(
            "Values", list(people), key=place.key("values"), accept_new_options=True, placeholder="Choose or type",
            format_func=lambda text: _counted(text, people.get(text)),
        )  # fmt: skip
    elif op not in BARE_OPS:
        st.text_input(
            "Value", key=place.key("value"), persist_state="session", help="Several values: put | between them"
        )


def _counted(value: str, people: float | None) -> str:
    return value if people is None else f"{value} ({plural(people, 'person', 'people')})"


def _spoken(found: tuple[Scope, str]) -> str:
    scope, name = found
    return f"{name} (of the person)" if scope == "person" else name


def _add(place: ConditionPlace) -> None:
    scope, name = st.session_state[place.key("property")]
    lines = [str(line) for line in st.session_state.get(place.lines, [])]
    try:
        made = [Condition(name, op, value, scope) for op, value in _said(place)]
        either = place.said("join") == "or" and lines
        lines = [*lines[:-1], to_text(_either(lines[-1], made))] if either else [*lines, *map(to_text, made)]
    except DefinitionError as refusal:
        st.session_state[place.key("refused")] = str(refusal)
        return
    st.session_state[place.lines] = [*dict.fromkeys(lines)]
    if place.done:
        place.done()


def _either(line: str, made: Sequence[Condition]) -> Where:
    """The condition of a line, or else the new ones; raises DefinitionError for a line that says none."""
    last = from_text(line)
    before = last.alternatives if isinstance(last, AnyOf) else ((last,),)
    return AnyOf((*before, tuple(made)))


def _said(place: ConditionPlace) -> list[tuple[Op, object]]:
    """The tests that the widgets say, a range as its two ends; raises DefinitionError where they say nothing."""
    op = place.said("op")
    if op == _RANGE:
        ends: list[tuple[Op, object]] = [(">=", place.said("from")), ("<=", place.said("to"))]
        given = [(sign, number) for sign, number in ends if number is not None]
        if not given:
            raise DefinitionError("Say where the range begins, where it ends, or both.")
        return given
    chosen: Op = next(known for known in OPS if known == op)
    if chosen in BARE_OPS:
        return [(chosen, None)]
    picked = place.said("values") if chosen in ("=", "!=") else None
    if isinstance(picked, list) and picked:
        parts = [str(value) for value in picked]
    else:
        text = str(place.said("value") or "")
        parts = [text] if chosen == "regex" else [part.strip() for part in text.split("|")]
    if not any(parts):
        raise DefinitionError("Say what it is compared with.")
    return [(chosen, parts[0] if len(parts) == 1 else tuple(parts))]
