"""How often would this have cried wolf here? Asked with a button, since it asks every earlier week."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.change.pretended import FalseAlarms
from touchpath.answers import Answer
from touchpath.charts.change.pretended import pretended_alt, pretended_chart
from touchpath.charts.drawing import drawing
from touchpath.journey.change import Change
from touchpath.journey.filters import Filters
from touchpath.journey.pretended import PretendedChanges
from touchpath.ui import downloads, theme
from touchpath.ui import explain as explaining
from touchpath.ui.change import asking
from touchpath.ui.explain import plain, unbroken

_HELP = (
    "Every earlier week is taken as the day of a change that nobody made, and the same question is asked of it: "
    "whatever it then says has moved is a false alarm."
)


def pretended(change: Change, filters: Filters) -> None:
    """The button, how far it is, or the answer. A test with arms drawn at random has no such question."""
    if change.chosen_design == "randomised":
        return
    question = PretendedChanges(change)
    job = asking.under_way(question, filters)
    with st.container(key="change_pretended"):
        if job is None:
            st.button(
                "How often would this have cried wolf here?",
                icon=":material/crisis_alert:",
                help=_HELP,
                key="change_pretend",
                on_click=asking.begin,
                args=(question, filters),
            )
        elif not job.over:
            asking.progress(job)
        elif job.answer is None:
            st.info(plain(job.refusal), icon=":material/info:")
        else:
            _answered(job.answer)


def _answered(answer: Answer[FalseAlarms]) -> None:
    result = answer.result
    st.markdown(f"**{plain(answer.title)}**")
    st.markdown(unbroken(answer.sentence))
    if not result.enough:
        return
    theme.draw(
        drawing(pretended_chart, result, theme.palette()), alt=pretended_alt(result), key="change_pretended_chart"
    )
    for note in answer.notes:
        st.caption(plain(note))
    table = answer.table()
    with st.container(horizontal=True, vertical_alignment="center"):
        explaining.answered(answer)
        downloads.table(table.rows, table.name, key="change_pretended_csv")
