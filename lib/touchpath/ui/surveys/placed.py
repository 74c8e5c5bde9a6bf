"""What could be placed, at each level: a table, and what to do where little could."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.ui import downloads, notices


def placed(answer: Answer[ScoresResult]) -> None:
    """How many answers have a time, a person, a touchpoint, a channel, a persona."""
    st.subheader("What could be placed", anchor=False)
    table = answer.table("placing")
    st.dataframe(table.readable, hide_index=True, width="stretch")
    if not answer.result.placing.with_person:
        notices.note(
            "No answer is linked to a person: scores can be split by question and survey, not by the journey. Import "
            "the answers with the column that says who answered, written as in the events."
        )
    downloads.table(table.rows, "placing")
