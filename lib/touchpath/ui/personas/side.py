"""Two personas or saved groups side by side: the same questions, asked of both."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.answers.usual import USUAL
from touchpath.journey.comments import Themes
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.ui import cached, notices, session
from touchpath.ui.explain import plain
from touchpath.workspace.saved import saved_groups

_ASKED = (("funnel", "Funnel"), ("retention", "Coming back"), ("paths", "Paths"), ("touchpoint_map", "Map"),
          ("pain_points", "Where it hurts"))  # fmt: skip


def side_by_side(personas: list[str]) -> None:
    """Choose two, and read the same answers of both."""
    groups = [group.name for group in cached.answer(saved_groups, session.engine())]
    options = [*(("persona", name) for name in personas), *(("group", name) for name in groups)]
    if len(options) < 2:
        notices.note("Two personas or saved groups are needed to look at them side by side.")
        return
    chosen = []
    for place, column in enumerate(st.columns(2)):
        with column:
            one = st.selectbox("One" if place == 0 else "Two", options, index=place, format_func=_called,
                               key=f"persona_side_{place}")  # fmt: skip
            chosen.append(one)
    for name, title in (*_ASKED, ("themes", "What they say")):
        st.markdown(f"**{title}**")
        for one, column in zip(chosen, st.columns(2), strict=True):
            with column:
                _say(name, one)


def _say(name: str, one: tuple[str, str]) -> None:
    kind, value = one
    looked_at = Filters(personas=(value,)) if kind == "persona" else Filters(group=value)
    try:
        question: Any = Themes() if name == "themes" else USUAL[name](session.workspace())
        said = cached.ask(question, looked_at).sentence
    except DefinitionError as refusal:
        said = str(refusal)
    st.markdown(f"{plain(_called(one))}: {plain(said)}")


def _called(one: tuple[str, str]) -> str:
    return one[1] if one[0] == "persona" else f"Saved group {one[1]}"
