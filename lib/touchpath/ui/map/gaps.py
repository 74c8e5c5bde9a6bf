"""What is missing, and which touchpoints are not the same on two channels."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.map.gaps import GapsResult
from touchpath.answers import Answer
from touchpath.answers.map.gaps import gap_sentences, unlike_sentences
from touchpath.ui import shown
from touchpath.ui.explain import plain


def gaps(answer: Answer[GapsResult]) -> None:
    """Both lists side by side, each with its table folded."""
    missing, unlike = st.columns(2)
    with missing:
        st.markdown("**What is missing**")
        _listed(gap_sentences(answer.result.gaps), "Nothing of the closed list.")
    with unlike:
        st.markdown("**Not the same on two channels**")
        _listed(unlike_sentences(answer.result), "No touchpoint differs by more than chance.")
    shown.table(answer.table("alike-on-channels"))
    shown.footer(answer)


def _listed(sentences: list[str], nothing: str) -> None:
    for said in sentences or [nothing]:
        st.markdown(f"- {plain(said)}")
