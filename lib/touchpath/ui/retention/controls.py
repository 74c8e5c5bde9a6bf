"""The controls above retention: who starts, what counts as coming back, the period, the split; the rest folded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume
from touchpath.engine.base import Store
from touchpath.journey import condition_text
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Breakdown, Step
from touchpath.journey.retention import Retention
from touchpath.ui import cached, filters
from touchpath.ui.conditions.builder import ConditionPlace, builder, property_names
from touchpath.ui.explain import plain
from touchpath.ui.named import counted, spoken
from touchpath.ui.retention import state as retention_state
from touchpath.ui.retention.saved import saved_retentions

PERIODS = {"hour": "Hour", "day": "Day", "week": "Week", "month": "Month"}
KINDS = {
    "first_ever": "First time ever",
    "first_matching": "First time in the dates",
    "recurring": "Every time",
}
_MODES = {"on": "In that period", "on_or_after": "In that period or later", "brackets": "In stretches of periods"}
_BUCKETING = {"calendar": "Calendar periods", "rolling": "Each person's own start"}
_CHANNEL_OF = {"entry": "The first event", "every": "Every event", "first_ever": "The person's first event ever"}
_CONDITION_HELP = "Type a condition such as amount > 10, product = shoes or boots, person.region = North."


def controls(engine: Store, retention: Retention) -> None:
    """The split and what is saved; the question folded with what changes it, so that the picture stands above."""
    known = counted(engine)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _split(engine, retention)
        saved_retentions(engine, retention)
    with st.expander("Change the question", icon=":material/tune:", key="retention_question"):
        st.markdown(plain(retention.sentence()))
        who, back, period = st.columns([3, 3, 1.3])
        with who:
            _touchpoints("People who did", "target", retention.entry, known)
        with back:
            _touchpoints("came back by", "returning", retention.back, known)
        with period:
            _choice("By", "period", PERIODS, retention)
        st.caption("More: conditions, first or every time, own start, stretches")
        _more(engine, retention)


def _more(engine: Store, retention: Retention) -> None:
    left, middle, right = st.columns(3)
    with left:
        _conditions(engine, "Only starts where", "target", retention.entry)
        _choice("A person joins a cohort", "kind", KINDS, retention)
        _choice("A channel filter applies to", "channel_of", _CHANNEL_OF, retention)
    with middle:
        _conditions(engine, "Only returns where", "returning", retention.back)
        _choice("Counted from", "bucketing", _BUCKETING, retention)
        _number("Times needed to count as back", "min_occurrences", retention, 1, 1_000)
    with right:
        _mode(retention)
        if retention.mode == "brackets":
            _brackets(retention)
        else:
            _number("Columns", "intervals", retention, 2, 60)


def _touchpoints(label: str, field: str, step: Step, known: Mapping[str, Volume]) -> None:
    key = f"retention_{field}"
    st.session_state[key] = list(step.touchpoints or ())
    st.multiselect(
        label,
        list(dict.fromkeys([*(step.touchpoints or ()), *known])),
        key=key,
        format_func=lambda name: spoken(known, name),
        placeholder="Any touchpoint",
        on_change=_set_touchpoints,
        args=(field,),
        help="One or several touchpoints, any of which will do; none means any touchpoint.",
    )


def _set_touchpoints(field: str) -> None:
    names = tuple(st.session_state[f"retention_{field}"])

    retention_state.edit(lambda retention: _with_step(retention, field, touchpoint=names or None))


def _conditions(engine: Store, label: str, field: str, step: Step) -> None:
    key = f"retention_where_{field}"
    lines = [condition_text.to_text(condition) for condition in step.where]
    st.session_state[key] = lines
    st.multiselect(
        label, lines, key=key, accept_new_options=True, placeholder="No condition", help=_CONDITION_HELP,
        on_change=_set_conditions, args=(field,), wrap=True,
    )  # fmt: skip
    joined = ConditionPlace(f"retention_new_{field}", key, partial(_set_conditions, field))
    builder(engine, joined, filters.current())


def _set_conditions(field: str) -> None:
    try:
        where = tuple(condition_text.from_text(str(line)) for line in st.session_state[f"retention_where_{field}"])
    except DefinitionError as refusal:
        retention_state.refuse(str(refusal))
        return

    retention_state.edit(lambda retention: _with_step(retention, field, where=where))


def _with_step(retention: Retention, field: str, **parts: Any) -> Retention:
    if field == "target":
        return replace(retention, target=replace(retention.entry, **parts))
    return replace(retention, returning=replace(retention.back, **parts))


def _choice(label: str, field: str, options: Mapping[str, str], retention: Retention) -> None:
    key = f"retention_{field}"
    st.session_state[key] = getattr(retention, field)
    st.selectbox(label, list(options), key=key, format_func=options.__getitem__, on_change=_set, args=(field, key))


def _number(label: str, field: str, retention: Retention, low: int, high: int) -> None:
    key = f"retention_{field}"
    st.session_state[key] = min(max(getattr(retention, field), low), high)
    st.number_input(label, min_value=low, max_value=high, step=1, key=key, on_change=_set, args=(field, key))


def _set(field: str, key: str) -> None:
    retention_state.change(**{field: st.session_state[key]})


def _mode(retention: Retention) -> None:
    st.session_state["retention_mode"] = retention.mode
    st.selectbox(
        "Came back", list(_MODES), key="retention_mode", format_func=_MODES.__getitem__, on_change=_set_mode,
        help="In stretches: widths of periods, such as 4 and 6 for days 1-4 and 5-10.",
    )  # fmt: skip


def _set_mode() -> None:
    mode = st.session_state["retention_mode"]
    retention_state.change(mode=mode, brackets=(1, 3, 3, 7, 14) if mode == "brackets" else ())


def _brackets(retention: Retention) -> None:
    st.session_state["retention_brackets"] = ", ".join(str(width) for width in retention.brackets)
    st.text_input("Widths of the stretches", key="retention_brackets", on_change=_set_brackets)


def _set_brackets() -> None:
    text = str(st.session_state["retention_brackets"])
    try:
        widths = tuple(int(part) for part in text.replace(",", " ").split())
    except ValueError:
        retention_state.refuse(f'"{text}" is no list of widths: write it as 4, 6.')
        return
    retention_state.change(mode="brackets", brackets=widths)


def _split(engine: Store, retention: Retention) -> None:
    options = _splits(engine)
    present = retention.breakdown
    chosen = next((name for name, split in options.items() if _alike(split, present)), None)
    if chosen is None and present is not None:
        chosen = " and ".join(present.names)
        options[chosen] = present
    st.session_state["retention_split"] = chosen or "Nothing"
    st.selectbox("Split by", list(options), key="retention_split", on_change=_set_split, args=(options,), width=220)


def _alike(one: Breakdown | None, other: Breakdown | None) -> bool:
    """Whether two breakdowns split by the same; how many values they keep apart does not matter here."""
    if one is None or other is None:
        return one is other
    return (one.names, one.scopes) == (other.names, other.scopes)


def _splits(engine: Store) -> dict[str, Breakdown | None]:
    """Nothing, persona, channel, both, and the properties of events and people."""
    options: dict[str, Breakdown | None] = {
        "Nothing": None,
        "Persona": Breakdown("persona", limit=8),
        "Channel": Breakdown("channel", limit=8),
        "Persona and channel": Breakdown(("persona", "channel"), limit=8),
    }
    for scope, name in cached.known(property_names, engine):
        if name not in ("channel", "persona", "value"):
            label = f"{name} (of the person)" if scope == "person" else name
            options[label] = Breakdown(name, scope=scope, limit=8)
    return options


def _set_split(options: Mapping[str, Any]) -> None:
    retention_state.change(breakdown=options[st.session_state["retention_split"]])
