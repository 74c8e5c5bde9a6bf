"""The table of a funnel with the scores of those who went on and of those who dropped as its columns."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.analysis.funnel.result import FunnelResult
from touchpath.answers import Answer
from touchpath.answers.surveys.words import words_for
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel_views import FunnelScores
from touchpath.ui import cached, downloads, notices


def table_with_scores(answer: Answer[FunnelResult]) -> None:
    """Steps as rows; where people scored something, how they felt beside them, else the steps alone."""
    readable = answer.table().readable
    felt = None if answer.result.groups else _felt(answer)
    if felt is None or not felt.result.metrics:
        st.dataframe(readable, hide_index=True, width="stretch")
        return
    beside = felt.table().readable.set_index("Step")
    st.dataframe(readable.join(beside, on="Step").fillna(""), hide_index=True, width="stretch")
    if len(felt.result.metrics) > 1:
        st.segmented_control(
            "Score beside the steps", felt.result.metrics, default=felt.result.metric, key="funnel_score",
            required=True,
            format_func=lambda metric: words_for(metric, ()).title,
        )  # fmt: skip
    for said in (felt.sentence, felt.told.definition, *felt.told.notes):
        notices.note(said)
    downloads.table(felt.table().rows, felt.table().name)


def _felt(answer: Answer[FunnelResult]) -> Answer[Any] | None:
    """None where the funnel's steps have no order, or its people are not counted."""
    try:
        return cached.ask(FunnelScores(answer.question, st.session_state.get("funnel_score")), answer.filters)
    except DefinitionError:
        return None
