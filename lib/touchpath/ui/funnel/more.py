"""The folded part of the definition: steps in detail, exclusions, how people are counted, how they are split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume
from touchpath.engine.base import Store
from touchpath.journey import condition_text
from touchpath.journey.conditions import Where
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Exclusion, Funnel, Occurrence, Step
from touchpath.ui import cached, filters
from touchpath.ui.conditions.builder import ConditionPlace, builder, draft, drafted, property_names
from touchpath.ui.explain import plain
from touchpath.ui.funnel import state as funnel_state
from touchpath.ui.funnel.alternatives import alternative
from touchpath.ui.funnel.counting import counting
from touchpath.ui.funnel.split import split
from touchpath.ui.named import counted, spoken

CONDITION_HELP = (
    "Type a condition such as amount > 10, product = shoes or boots, person.region = North. Alternatives stand in "
    "brackets: (amount > 10 and plan = gold) or (channel = store)."
)
OCCURRENCES: dict[Occurrence, str] = {
    "every": "Every time",
    "first_ever": "First time ever",
    "first_ever_then_where": "First ever, if it fits",
}


def more(engine: Store, funnel: Funnel) -> None:
    """Everything that the steps, the time and the order leave out, once it is asked for.

    Till then its many widgets are not drawn: they would double the time of every click.
    """
    if st.toggle("More: conditions, exclusions, counting, any other split", key="funnel_more"):
        _definition(engine, funnel)


def _definition(engine: Store, funnel: Funnel) -> None:
    known = counted(engine)
    properties = cached.known(property_names, engine)
    steps, exclusions, how_counted, split_by = st.tabs(["Steps", "Exclusions", "Counting", "Split"])
    with steps:
        for place in range(len(funnel.steps)):
            _step(engine, funnel, place, known)
        _add_step(known)
    with exclusions:
        _exclusions(engine, funnel, known)
    with how_counted:
        counting(funnel, [name for scope, name in properties if scope == "event"])
    with split_by:
        split(engine, funnel, properties)


def _step(engine: Store, funnel: Funnel, place: int, known: Mapping[str, Volume]) -> None:
    step = funnel.steps[place]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"funnel_step_{place}"
        st.session_state[key] = list(step.touchpoints or ())
        st.multiselect(
            f"Step {place + 1}: any of",
            list(dict.fromkeys([*(step.touchpoints or ()), *known])),
            key=key,
            format_func=lambda name: spoken(known, name),
            placeholder="Any touchpoint",
            on_change=_retouch,
            args=(place, key),
            width=300,
            wrap=True,
        )
        _conditions(step.where, f"funnel_where_{place}", _set_conditions, place)
        where = f"funnel_where_{place}"
        joined = ConditionPlace(f"funnel_new_{place}", where, partial(_set_conditions, where, place))
        builder(engine, joined, filters.current(), width="content")
        st.session_state[f"funnel_optional_{place}"] = step.optional
        alternative(engine, step, place, known, partial(_put, place), CONDITION_HELP)
        _occurrence(step, place)
        st.checkbox("Optional", key=f"funnel_optional_{place}", on_change=_set_optional, args=(place,))
        _button("arrow_upward", "Move up", place, place == 0, _move, -1)
        _button("arrow_downward", "Move down", place, place == len(funnel.steps) - 1, _move, 1)
        _button("delete", "Remove this step", place, len(funnel.steps) == 1, _remove, 0)


def _occurrence(step: Step, place: int) -> None:
    st.session_state[f"funnel_occurrence_{place}"] = step.occurrence
    st.selectbox(
        "Counts", list(OCCURRENCES), key=f"funnel_occurrence_{place}", format_func=lambda kind: OCCURRENCES[kind],
        on_change=_set_occurrence, args=(place,), width=180,
        help="Ever looks at all of a person's past. First time ever: the first that meets the conditions. First "
        "ever, if it fits: the first at the touchpoint, which then must meet them.",
    )  # fmt: skip


def _button(icon: str, said: str, place: int, disabled: bool, action: Any, by: int) -> None:
    key = f"funnel_{icon}_{place}"
    st.button(
        "", icon=f":material/{icon}:", help=said, key=key, disabled=disabled, on_click=action, args=(place, by),
        type="tertiary",
    )  # fmt: skip


def _conditions(where: tuple[Where, ...], key: str, action: Any, *args: Any) -> None:
    lines = [condition_text.to_text(condition) for condition in where]
    st.session_state[key] = lines
    st.multiselect(
        "Where", lines, key=key, accept_new_options=True, placeholder="No condition", help=CONDITION_HELP,
        on_change=action, args=(key, *args), width=260, wrap=True,
    )  # fmt: skip


def _read_conditions(key: str) -> tuple[Where, ...] | None:
    try:
        return tuple(condition_text.from_text(str(line)) for line in st.session_state[key])
    except DefinitionError as refusal:
        funnel_state.refuse(str(refusal))
        return None


def _edit(place: int, **parts: Any) -> None:
    def edit(funnel: Funnel) -> Funnel:
        steps = list(funnel.steps)
        steps[place] = replace(steps[place], **parts)
        return replace(funnel, steps=tuple(steps))

    funnel_state.change(edit)


def _put(place: int, step: Step) -> None:
    _edit(place, touchpoint=step.touchpoint, where=step.where)


def _retouch(place: int, key: str) -> None:
    names = tuple(st.session_state[key])
    _edit(place, touchpoint=names or None)


def _set_conditions(key: str, place: int) -> None:
    where = _read_conditions(key)
    if where is not None:
        _edit(place, where=where)


def _set_optional(place: int) -> None:
    _edit(place, optional=bool(st.session_state[f"funnel_optional_{place}"]))


def _set_occurrence(place: int) -> None:
    _edit(place, occurrence=st.session_state[f"funnel_occurrence_{place}"])


def _move(place: int, by: int) -> None:
    funnel_state.change(lambda funnel: funnel_state.moved(funnel, place, by))


def _remove(place: int, _by: int) -> None:
    funnel_state.change(
        lambda funnel: funnel_state.with_steps(funnel, funnel.steps[:place] + funnel.steps[place + 1 :])
    )


def _add_step(known: Mapping[str, Volume]) -> None:
    st.session_state["funnel_add_step"] = None
    st.selectbox(
        "Add a step (a touchpoint may be a step more than once)", list(known), key="funnel_add_step", index=None,
        format_func=lambda name: spoken(known, name), placeholder="Choose a touchpoint", on_change=_add,
    )  # fmt: skip


def _add() -> None:
    name = st.session_state["funnel_add_step"]
    if name:
        funnel_state.change(lambda funnel: replace(funnel, steps=(*funnel.steps, Step(name))))


def _exclusions(engine: Store, funnel: Funnel, known: Mapping[str, Volume]) -> None:
    """What is excluded, and a row to exclude more."""
    st.caption("A touchpoint that must not happen between two steps: whoever does it leaves that attempt.")
    for place, part in enumerate(funnel.exclusions):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(_exclusion_words(funnel, part)))
            _button("close", "Take this exclusion back", place, False, _drop_exclusion, 0)
    if len(funnel.steps) < 2:
        return
    places = list(range(len(funnel.steps)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect("Exclude", list(known), key="funnel_exclude_names", placeholder="Touchpoint", width=260)
        names = [f"{place + 1}  {step.name}" for place, step in enumerate(funnel.steps)]
        st.selectbox("After", places[:-1], key="funnel_exclude_after", format_func=names.__getitem__, width=180)
        st.selectbox(
            "Before", places[1:], index=len(places) - 2, key="funnel_exclude_before", format_func=names.__getitem__,
            width=180,
        )  # fmt: skip
        draft("funnel_exclude_where", CONDITION_HELP, width=260)
        builder(
            engine, ConditionPlace("funnel_exclude_new", "funnel_exclude_where"), filters.current(), width="content"
        )
        st.button("Exclude", key="funnel_exclude", on_click=_exclude)


def _exclusion_words(funnel: Funnel, part: Exclusion) -> str:
    where = "".join(f", {condition.sentence()}" for condition in part.where)
    after, before = funnel.steps[part.after_step], funnel.steps[part.before_step]
    return f"No {part.name}{where} between {after.name} and {before.name}"


def _exclude() -> None:
    names = tuple(st.session_state["funnel_exclude_names"])
    after, before = st.session_state["funnel_exclude_after"], st.session_state["funnel_exclude_before"]
    try:
        if not names:
            raise DefinitionError("Choose the touchpoint to exclude first.")
        part = Exclusion(names, after, before, drafted("funnel_exclude_where"))
    except DefinitionError as refusal:
        funnel_state.refuse(str(refusal))
        return
    funnel_state.change(lambda funnel: replace(funnel, exclusions=(*funnel.exclusions, part)))
    st.session_state["funnel_exclude_names"] = []
    st.session_state["funnel_exclude_where"] = []


def _drop_exclusion(place: int, _by: int) -> None:
    funnel_state.change(
        lambda funnel: replace(funnel, exclusions=funnel.exclusions[:place] + funnel.exclusions[place + 1 :])
    )
