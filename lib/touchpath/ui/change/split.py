"""Which personas and channels moved: a picture of every segment and the table behind it."""

from __future__ import annotations

from math import isnan

import pandas as pd
import streamlit as st

from touchpath.analysis.change.result import ChangeResult, SegmentTable
from touchpath.charts.change.effect import effect_alt, effect_chart, segment_rows
from touchpath.charts.change.weeks import scale_of
from touchpath.charts.drawing import drawing
from touchpath.ui import downloads, theme
from touchpath.ui.explain import plain


def segments(result: ChangeResult) -> None:
    """One label at a time; nothing where there is only one segment of each."""
    tables = {_name(table): table for table in result.segments}
    if not tables:
        return
    st.subheader("For whom did it move?", anchor=False)
    chosen = st.selectbox("By", list(tables), key="change_segments", label_visibility="collapsed", width=320)
    table = tables[chosen if chosen in tables else next(iter(tables))]
    st.markdown(plain(table.sentence))
    if table.overall is not None and not isnan(table.overall.low):
        whole = table.overall
        said = f"All together, each {table.by} compared with itself: the odds are {whole.estimate:.2f} times as high"
        st.caption(
            plain(f"{said} ({whole.low:.2f} to {whole.high:.2f}, p {_p(whole.p_value)})."),
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
    frame = segment_frame(result, table)
    st.dataframe(frame, hide_index=True, width="stretch")
    downloads.table(frame, f"{result.change.name} by {chosen}", key="change_segments_csv")


def segment_frame(result: ChangeResult, table: SegmentTable) -> pd.DataFrame:
    """The segments as people read them."""
    factor, digits = scale_of(result), 1 if result.unit in ("share", "points") else 2

    def said(value: float) -> str:
        return "–" if isnan(value) else f"{factor * value:+.{digits}f}"

    first, second = ("Without", "With") if result.design == "randomised" else ("Before", "After")
    return pd.DataFrame(
        {
            table.by.capitalize(): [part.name or "missing" for part in table.segments],
            f"n {first.lower()}": [part.n_before for part in table.segments],
            f"n {second.lower()}": [part.n_after for part in table.segments],
            "Effect": [said(part.effect.estimate) for part in table.segments],
            "From": [said(part.effect.low) for part in table.segments],
            "To": [said(part.effect.high) for part in table.segments],
            "Corrected p": [_p(part.adjusted_p) for part in table.segments],
            "To rank by": [said(part.shrunken) for part in table.segments],
            "Remark": [part.effect.reason or "" for part in table.segments],
        }
    )


def _name(table: SegmentTable) -> str:
    return f"{table.by.capitalize()}, {table.arm}" if table.arm else table.by.capitalize()


def _p(value: float) -> str:
    return "–" if isnan(value) else "under 0.001" if value < 0.001 else f"{value:.3f}"
