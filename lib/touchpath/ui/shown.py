"""The parts of an answer that look alike on every page: its sentence, its remarks, its tables, how it is computed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.answers import Answer, Table
from touchpath.journey.words import MOMENT_IN_TABLE
from touchpath.ui import downloads, explain, notices


def sentence(answer: Answer[Any]) -> None:
    """The answer of a tab, above its picture."""
    st.markdown(f"**{explain.plain(answer.sentence)}**")


def notes(answer: Answer[Any]) -> None:
    """Warnings as such, remarks as such."""
    for said in answer.told.warnings:
        notices.warning(said)
    for said in answer.told.notes:
        notices.note(said)


def clock(frame: pd.DataFrame) -> dict[str, Any]:
    """How a table shows its times: the one date style of the app, on a clock of 24 hours."""
    times = frame.select_dtypes("datetime").columns
    return {str(name): st.column_config.DatetimeColumn(format=MOMENT_IN_TABLE) for name in times}


def table(table: Table) -> None:
    """The table as read, folded."""
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(table.readable, hide_index=True, width="stretch")


def footer(answer: Answer[Any], picture: Any = None, *, table: bool = True) -> None:
    """How it is computed, and the downloads of the first table and of the picture (named alike)."""
    with st.container(horizontal=True):
        explain.answered(answer)
        if not answer.tables:
            return
        if table:
            downloads.table(answer.table().rows, answer.table().name)
        if picture is not None:
            downloads.chart(picture, answer.table().name)
