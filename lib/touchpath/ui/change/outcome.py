"""What the change should have moved, and by how much at least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.analysis.change.question import with_kind
from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Store
from touchpath.journey.change import Change
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.change_words import OUTCOMES
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Funnel, Step
from touchpath.ui import cached
from touchpath.ui.change import state as change_state
from touchpath.workspace.assignments import assigned_tests


def outcome_controls(engine: Store, draft: ChangeDraft) -> None:
    """The kind of outcome, its touchpoints and days, and the smallest change worth having."""
    asked = draft.asked
    left, middle, right = st.columns([5, 3, 4])
    with left:
        _kind(engine, draft)
    if not draft.said("outcome"):
        return
    with middle:
        _days(asked)
    with right:
        _least(asked)
    names = [volume.name for volume in cached.answer(volumes, engine)]
    kind = asked.outcome.kind
    if kind == "conversion":
        _funnel(asked, names)
    elif kind == "column":
        _column(engine, asked)
    elif asked.outcome.is_survey:
        _survey(asked, names)
    else:
        _touchpoints(asked, names)


def _kind(engine: Store, draft: ChangeDraft) -> None:
    asked = draft.asked
    kinds = [kind for kind in OUTCOMES if kind != "column" or asked.assignment or asked.outcome.kind == "column"]
    st.session_state["change_outcome"] = asked.outcome.kind if draft.said("outcome") else None
    st.selectbox(
        "What should it have moved?",
        kinds,
        index=None,
        placeholder="Choose what",
        key="change_outcome",
        format_func=lambda kind: OUTCOMES[kind],
        on_change=_kind_chosen,
        args=(engine,),
    )


def _kind_chosen(engine: Store) -> None:
    kind = st.session_state["change_outcome"]
    if kind is None:
        change_state.edit_draft(lambda draft: draft.taking_back("outcome"))
    elif kind == "column":
        change_state.edit(lambda asked: _first_column(engine, asked), "outcome")
    else:
        change_state.edit(lambda asked: with_kind(engine, asked, kind), "outcome")


def _first_column(engine: Store, asked: Change) -> Change:
    names = columns(engine, asked)
    if not names:
        raise DefinitionError("The people have no column that could hold an outcome.")
    return replace(asked, outcome=Outcome("column", column=names[0]))


def columns(engine: Store, asked: Change) -> list[str]:
    """Columns that came with the test: of its file, else of the people."""
    assignment = asked.assignment
    if assignment and assignment.by == "file":
        found = {test.name: test.columns for test in cached.answer(assigned_tests, engine)}
        if found.get(assignment.name):
            return list(found[assignment.name])
    rows = engine.frame("ask/change/columns", {"most": 100_000})
    return [str(row.name_) for row in rows.rename(columns={"name": "name_"}).itertuples() if row.owner == "person"]


def _days(asked: Change) -> None:
    if asked.outcome.is_survey or asked.outcome.kind == "column":
        st.text_input("Known", "at once", disabled=True, key="change_days_none")
        return
    st.session_state["change_days"] = int(asked.outcome.days)
    st.number_input(
        "Within days",
        min_value=1,
        max_value=3_650,
        key="change_days",
        on_change=lambda: change_state.outcome(days=float(st.session_state["change_days"])),
        help="Only people whose days have all passed are counted.",
    )


def _least(asked: Change) -> None:
    unit = "points" if asked.outcome.is_rate or asked.outcome.kind == "nps" else "in its own unit"
    if asked.outcome.kind == "column":
        unit = "points, or its own unit"
    st.session_state["change_least"] = asked.hoped_for
    st.number_input(
        f"By how much at least? ({unit})",
        min_value=0.0,
        step=0.5,
        format="%.2f" if "own" in unit else "%.1f",
        key="change_least",
        value=None,
        placeholder="Left open",
        on_change=lambda: change_state.change(hoped_for=st.session_state["change_least"] or None),
        help="The smallest change that would be worth having, decided before looking.",
    )


def _touchpoints(asked: Change, names: Sequence[str]) -> None:
    left, right = st.columns(2)
    outcome = asked.outcome
    words = {"revenue": "Spending at", "repeat_purchase": "The purchase", "churn": "Signs of life", "engagement": ""}
    with left:
        if outcome.kind != "repeat_purchase":
            _steps("People enter with", "entry", outcome.start.touchpoints, names, "Their first touchpoint ever")
    with right:
        if outcome.kind != "engagement":
            label = words.get(outcome.kind, "They come back with")
            _steps(label, "returning", outcome.back.touchpoints, names, "Any touchpoint")


def _steps(label: str, field: str, chosen: Sequence[str] | None, names: Sequence[str], empty: str) -> None:
    key = f"change_{field}"
    st.session_state[key] = list(chosen or ())
    st.multiselect(
        label,
        list(dict.fromkeys([*names, *(chosen or ())])),
        key=key,
        placeholder=empty,
        on_change=lambda: change_state.outcome(**{field: Step(tuple(st.session_state[key]) or None)}),
    )


def _funnel(asked: Change, names: Sequence[str]) -> None:
    assert asked.outcome.funnel is not None
    steps = [name for step in asked.outcome.funnel.steps for name in (step.touchpoints or ())[:1]]
    st.session_state["change_funnel"] = steps
    st.multiselect(
        "Steps of the funnel, in order",
        list(dict.fromkeys([*steps, *names])),
        key="change_funnel",
        on_change=_funnel_chosen,
        help="Pick at least two touchpoints in the order you expect.",
    )


def _funnel_chosen() -> None:
    chosen = st.session_state["change_funnel"]
    if len(chosen) < 2:
        change_state.say("A funnel needs at least two steps: the ones before stay.")
        return
    change_state.outcome(funnel=Funnel(tuple(Step(name) for name in chosen)))


def _survey(asked: Change, names: Sequence[str]) -> None:
    left, right = st.columns(2)
    with left:
        _one("Answers about", "touchpoint", asked.outcome.touchpoint, names, "All answers")
    with right:
        asking = asked.outcome.asking
        chosen = asking.touchpoints[0] if asking and asking.touchpoints else None
        _one("People are asked at", "asked", chosen, names, "Not known")


def _one(label: str, field: str, chosen: str | None, names: Sequence[str], empty: str) -> None:
    key = f"change_{field}"
    st.session_state[key] = chosen

    def changed() -> None:
        value: Any = st.session_state[key]
        change_state.outcome(**{field: () if field == "asked" and value is None else value})

    st.selectbox(label, list(names), key=key, placeholder=empty, on_change=changed, index=None)


def _column(engine: Store, asked: Change) -> None:
    names = columns(engine, asked)
    st.session_state["change_column"] = asked.outcome.column
    st.selectbox(
        "The column with the outcome",
        list(dict.fromkeys([*names, str(asked.outcome.column)])),
        key="change_column",
        on_change=lambda: change_state.outcome(column=st.session_state["change_column"]),
        help="Numbers, or yes and no.",
    )
