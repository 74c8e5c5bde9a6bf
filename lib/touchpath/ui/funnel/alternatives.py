"""An alternative of a step: other touchpoints, with conditions of their own, that fill it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from touchpath.analysis.suggested_funnels import Volume
from touchpath.journey import condition_text
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Step
from touchpath.ui.funnel import state as funnel_state
from touchpath.ui.named import spoken

StepChange = Callable[[Step], None]


def alternative(step: Step, place: int, known: Mapping[str, Volume], change: StepChange, about: str) -> None:
    """A folded form; `change` takes the step with the alternative added, `about` explains conditions."""
    with st.popover("Or", icon=":material/alt_route:"), st.form(f"funnel_alternative_{place}", border=False):
        st.multiselect(
            "Or any of", list(known), key=f"funnel_or_{place}", format_func=lambda name: spoken(known, name),
            placeholder="Any touchpoint",
        )  # fmt: skip
        st.text_input("Where", key=f"funnel_or_where_{place}", help=about)
        st.form_submit_button("Add as an alternative", on_click=_add, args=(step, place, change))


def _add(step: Step, place: int, change: StepChange) -> None:
    names = tuple(st.session_state[f"funnel_or_{place}"])
    line = str(st.session_state[f"funnel_or_where_{place}"] or "").strip()
    if not names and not line:
        funnel_state.refuse("Choose a touchpoint for the alternative, or say where.")
        return
    try:
        where = (condition_text.from_text(line),) if line else ()
        change(Step.either(step, Step(names or None, where=where), label=step.label))
    except DefinitionError as refusal:
        funnel_state.refuse(str(refusal))
