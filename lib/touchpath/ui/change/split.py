"""Which personas and channels moved: a picture of every segment and the table behind it."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.change.result import ChangeResult
from touchpath.answers import Answer
from touchpath.answers.change.tables import overall_sentence, scale_of, segment_name
from touchpath.charts.change.effect import effect_alt, effect_chart, segment_rows
from touchpath.charts.drawing import drawing
from touchpath.ui import downloads, theme
from touchpath.ui.explain import plain


def segments(answer: Answer[ChangeResult]) -> None:
    """One label at a time; nothing where there is only one segment of each."""
    result = answer.result
    tables = {segment_name(table): table for table in result.segments}
    if not tables:
        return
    st.subheader("For whom did it move?", anchor=False)
    chosen = st.selectbox("By", list(tables), key="change_segments", label_visibility="collapsed", width=320)
    table = tables[chosen if chosen in tables else next(iter(tables))]
    st.markdown(plain(table.sentence))
    if said := overall_sentence(table):
        st.caption(
            plain(said),
            help="Cochran-Mantel-Haenszel test; the odds are those with the change over those without.",
        )
    rows = segment_rows(table)
    if rows:
        chart = drawing(effect_chart, result, rows, theme.palette())
        theme.draw(chart, alt=effect_alt(rows, scale_of(result)), key="change_segment_chart")
        st.caption(
            "Lines are ranges of each on its own; the small upright tick is the estimate pulled towards the others, "
            "which is the one to rank by. In colour: moved after correcting for all that are shown."
        )
    told = answer.table(f"{result.change.name} by {segment_name(table)}")
    st.dataframe(told.readable, hide_index=True, width="stretch")
    downloads.table(told.rows, told.name, key="change_segments_csv")
