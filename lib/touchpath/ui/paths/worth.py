"""The colour of the bars: by time, conversion or score of their name."""

from __future__ import annotations

from math import log

import streamlit as st

from touchpath.analysis.paths.result import PathMarksResult, PathsResult
from touchpath.answers import Answer
from touchpath.answers.paths.marks import value_words
from touchpath.charts.paths.sankey import NameShades
from touchpath.journey.definition import DefinitionError
from touchpath.journey.path_views import PathMarks
from touchpath.journey.paths import same_units
from touchpath.ui import cached, explain, notices

_PLAIN = "plain"
_CHOICES = {_PLAIN: "Nothing", "time": "Time to the next step", "conversion": "Who comes to…", "score": "Score"}


def colours_by(answer: Answer[PathsResult]) -> NameShades:
    """The choice what to colour by, and the colours of the names; none for plain bars."""
    by = st.selectbox(
        "Colour by", list(_CHOICES), key="paths_colour", format_func=lambda name: _CHOICES[name], width=200
    )
    if by == "conversion":
        names = sorted({node.label for node in answer.result.nodes if node.label is not None})
        if st.session_state.get("paths_goal") not in names:
            st.session_state.pop("paths_goal", None)
        st.selectbox("Comes to", names, key="paths_goal", width=200)
    try:
        found = _asked(answer)
    except DefinitionError:
        return ()
    return () if found is None else _colours(found.result)


def _colours(result: PathMarksResult) -> NameShades:
    values = [log(1 + mark.value) if result.asked.by == "time" else mark.value for mark in result.marks]
    low, high = min(values, default=0.0), max(values, default=0.0)
    return tuple(
        (mark.label, (value - low) / (high - low) if high > low else 1.0, value_words(result, mark))
        for mark, value in zip(result.marks, values, strict=True)
        if mark.label is not None
    )


def names_worth(answer: Answer[PathsResult]) -> None:
    """What the colours say, and the table behind them; why there are none."""
    try:
        found = _asked(answer)
    except DefinitionError as refusal:
        notices.note(str(refusal))
        return
    if found is not None:
        notices.note(f"The stronger the blue of a bar, the more. {found.sentence} Grey bars have no value.")
        with st.expander("What the colours say", icon=":material/palette:"):
            st.dataframe(found.table().readable, hide_index=True, width="stretch")
            st.caption(explain.plain(found.told.definition))


def _asked(answer: Answer[PathsResult]) -> Answer[PathMarksResult] | None:
    by = st.session_state.get("paths_colour", _PLAIN)
    if by == _PLAIN:
        return None
    goal = st.session_state.get("paths_goal") if by == "conversion" else None
    asked = same_units(PathMarks, answer.result.asked, by=by, goal=goal)
    found: Answer[PathMarksResult] = cached.ask(asked, answer.filters)
    return found
