"""Lists and fields that put one condition of a persona together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Store
from touchpath.journey import filter_text
from touchpath.journey.conditions import BARE_OPS, NUMERIC_OPS, OPS, Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.persona_tests import Attribute, Done, FirstChannel, FirstSeen, InGroup, Test, ValueTotal
from touchpath.ui import cached, filters
from touchpath.ui.conditions import builder as condition_builder
from touchpath.workspace.saved import saved_groups

_SPOKEN = {"=": "is", "!=": "is not", "regex": "matches the pattern"}


def touchpoint_names(engine: Store) -> tuple[str, ...]:
    """The touchpoints of the workspace, most events first."""
    return tuple(volume.name for volume in cached.answer(volumes, engine))


def build_test(engine: Store, key: str) -> Test | DefinitionError:
    """Draw the fields of one condition; the condition, or why there is none yet. `key` tells several apart."""
    kinds = _kinds(engine)
    kind = st.selectbox("Condition", list(kinds), key=f"{key}_kind")
    try:
        return kinds[kind](engine, key)
    except DefinitionError as refusal:
        return refusal


def _kinds(engine: Store) -> dict[str, Callable[[Store, str], Test]]:
    kinds: dict[str, Callable[[Store, str], Test]] = {
        "did a touchpoint": _done,
        "never did a touchpoint": _never,
        "first met on a channel": _first_channel,
        "first seen between days": _first_seen,
        "total value": _value_total,
    }
    if cached.answer(saved_groups, engine):
        kinds["is in a saved group"] = _in_group
    return {"has an attribute": _attribute, **kinds} if _attributes(engine) else kinds


def _in_group(engine: Store, key: str) -> Test:
    groups = {group.name: group for group in cached.answer(saved_groups, engine)}
    chosen = st.selectbox("Saved group", list(groups), key=f"{key}_group")
    return InGroup(chosen, groups[chosen].saved_at.date())


def _attributes(engine: Store) -> list[str]:
    return [name for scope, name in cached.known(condition_builder.property_names, engine) if scope == "person"]


def _attribute(engine: Store, key: str) -> Test:
    name = st.selectbox("Attribute", _attributes(engine), key=f"{key}_attribute")
    op = st.selectbox("Comparison", OPS, format_func=lambda op: _SPOKEN.get(op, op), key=f"{key}_op")
    if op in BARE_OPS:
        return Attribute(Condition(name, op, None, "person"))
    text = st.text_input("Value", key=f"{key}_value", help="Several values: put | between them")
    if not text.strip():
        raise DefinitionError("Type a value to compare with.")
    parts = tuple(part.strip() for part in text.split("|"))
    single = len(parts) == 1 or op == "regex" or op in NUMERIC_OPS
    return Attribute(Condition(name, op, text.strip() if single else parts, "person"))


def _done(engine: Store, key: str) -> Test:
    touchpoints, channels = _what(engine, key)
    left, right = st.columns(2)
    least = left.number_input("At least (times)", min_value=1, value=1, key=f"{key}_least")
    most: Any = right.number_input("At most", min_value=1, value=None, key=f"{key}_most", placeholder="no limit")
    return Done(touchpoints, int(least), int(most) if most else None, channels)


def _never(engine: Store, key: str) -> Test:
    touchpoints, channels = _what(engine, key)
    return Done(touchpoints, 0, 0, channels)


def _what(engine: Store, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = touchpoint_names(engine)
    touchpoints = st.multiselect("Touchpoints", names, key=f"{key}_touchpoints", placeholder="any touchpoint")
    known = [name for name in filters.names(engine, "channel") if name is not None]
    channels = st.multiselect("On channels", known, key=f"{key}_channels", placeholder="any channel") if known else []
    return tuple(touchpoints), tuple(channels)


def _first_channel(engine: Store, key: str) -> Test:
    by_label = {filter_text.label("channel", name): name for name in filters.names(engine, "channel")}
    chosen = st.multiselect("Channels", list(by_label), key=f"{key}_first_channels", placeholder="Choose channels")
    return FirstChannel(tuple(by_label[text] for text in chosen))


def _first_seen(engine: Store, key: str) -> Test:
    left, right = st.columns(2)
    first: Any = left.date_input("From", value=None, key=f"{key}_from", format="YYYY-MM-DD")
    last: Any = right.date_input("To", value=None, key=f"{key}_to", format="YYYY-MM-DD")
    return FirstSeen(first, last)


def _value_total(engine: Store, key: str) -> Test:
    left, right = st.columns(2)
    least = left.number_input("At least", value=None, key=f"{key}_value_least", placeholder="no limit")
    most = right.number_input("At most", value=None, key=f"{key}_value_most", placeholder="no limit")
    names = touchpoint_names(engine)
    only = st.multiselect("Of touchpoints", names, key=f"{key}_value_of", placeholder="any touchpoint")
    return ValueTotal(least, most, tuple(only))
