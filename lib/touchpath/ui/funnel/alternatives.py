"""An alternative of a step: other touchpoints, with conditions of their own, that fill it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Step
from touchpath.ui import filters
from touchpath.ui.conditions.builder import ConditionPlace, draft, drafted, parts
from touchpath.ui.funnel import state as funnel_state
from touchpath.ui.named import spoken

StepChange = Callable[[Step], None]


def alternative(
    engine: Store, step: Step, place: int, known: Mapping[str, Volume], change: StepChange, about: str
) -> None:
    """Folded till asked for; `change` takes the step with the alternative added, `about` explains conditions."""
    folded = st.popover("Or", icon=":material/alt_route:", key=f"funnel_or_open_{place}", on_change="rerun")
    if not folded.open:
        return
    where = f"funnel_or_where_{place}"
    with folded:
        st.multiselect(
            "Or any of", list(known), key=f"funnel_or_{place}", format_func=lambda name: spoken(known, name),
            placeholder="Any touchpoint",
        )  # fmt: skip
        draft(where, about)
        parts(engine, ConditionPlace(f"funnel_or_new_{place}", where), filters.current(), "Add the condition")
        st.button(
            "Add as an alternative", key=f"funnel_or_add_{place}", type="primary", on_click=_add,
            args=(step, place, change),
        )  # fmt: skip


def _add(step: Step, place: int, change: StepChange) -> None:
    names = tuple(st.session_state[f"funnel_or_{place}"])
    try:
        where = drafted(f"funnel_or_where_{place}")
        if not names and not where:
            raise DefinitionError("Choose a touchpoint for the alternative, or say where.")
        change(Step.either(step, Step(names or None, where=where), label=step.label))
    except DefinitionError as refusal:
        funnel_state.refuse(str(refusal))
        return
    st.session_state[f"funnel_or_{place}"] = []
    st.session_state[f"funnel_or_where_{place}"] = []
