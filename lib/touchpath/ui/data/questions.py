"""The questions of a wide survey file, as a grid: which columns are questions, their scales, their codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from touchpath.ingest.guess.survey_columns import answers_in
from touchpath.ingest.question import METRICS, Question
from touchpath.ingest.scales import describe_question
from touchpath.ingest.source import SourceTable
from touchpath.ingest.worded import worded_question

_MOST_VALUES = 120
_APART = " < "
_FEWEST_WORDS = 2


def questions(table: SourceTable, start: Sequence[Question], used: Sequence[str], key: str) -> tuple[Question, ...]:
    """Draw the grid and give back the questions that are switched on, in file order."""
    rows = _rows(table, {question.column: question for question in start}, set(used))
    if rows.empty:
        return ()
    st.markdown("**Questions**")
    grid = f"{key}_questions_{'_'.join(sorted(used))}"
    edited = st.data_editor(
        _as_left(rows, grid),
        key=grid,
        column_config=_columns(),
        disabled=["column", "values"],
        hide_index=True,
        height=min(38 + 35 * len(rows), 460),
    )
    st.session_state[f"{grid}_left"] = edited
    return tuple(_question(row) for row in edited.to_dict("records") if row["use"])


def _as_left(rows: pd.DataFrame, grid: str) -> pd.DataFrame:
    """The rows as somebody left them on an earlier visit of the page: a grid itself forgets its edits by then."""
    begun = f"{grid}_begun"
    if grid not in st.session_state or begun not in st.session_state:
        st.session_state[begun] = st.session_state.get(f"{grid}_left", rows)
    started: pd.DataFrame = st.session_state[begun]
    return started


def _rows(table: SourceTable, start: dict[str, Question], used: set[str]) -> pd.DataFrame:
    described = []
    for column in table.columns:
        if column.name in used or (column.name not in start and not 2 <= len(column.values) <= _MOST_VALUES):
            continue
        question = (
            start.get(column.name)
            or worded_question(table, column)
            or describe_question(column.name, column.values, column.label, answers_in(table, column))
        )
        described.append(
            {
                "use": column.name in start,
                "column": column.name,
                "text": question.text,
                "metric": question.metric,
                "scale_low": question.scale_low,
                "scale_high": question.scale_high,
                "blank": ", ".join(question.blank),
                "words": _APART.join(question.words),
                "values": ", ".join(str(value) for value in column.examples[:12]),
            }
        )
    rows = pd.DataFrame(described)
    if rows.empty:
        return rows
    rows[["scale_low", "scale_high"]] = rows[["scale_low", "scale_high"]].astype(float)
    rank = rows["metric"].map({name: place for place, name in enumerate(METRICS)}) - 10 * rows["use"]
    return rows.loc[rank.sort_values(kind="stable").index].reset_index(drop=True)


def _question(row: dict[Any, Any]) -> Question:
    low, high = row["scale_low"], row["scale_high"]
    codes = tuple(part.strip() for part in str(row["blank"] or "").split(",") if part.strip())
    words = _words(str(row["words"] or ""))
    if words:  # one box for each: the ends of the scale follow
        low = 1.0 if pd.isna(low) else float(low)
        high = low + len(words) - 1
    return Question(
        column=str(row["column"]),
        text=str(row["text"] or ""),
        metric=row["metric"] or "other",
        scale_low=None if pd.isna(low) else float(low),
        scale_high=None if pd.isna(high) else float(high),
        blank=codes,
        words=words,
    )


def _words(written: str) -> tuple[str, ...]:
    """The answers in words, the lowest first, each once; none where there is no second."""
    parts = [part.strip() for part in written.split(_APART.strip()) if part.strip()]
    once = tuple({part.casefold(): part for part in reversed(parts)}.values())[::-1]
    return once if len(once) >= _FEWEST_WORDS else ()


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "use": column.CheckboxColumn("Use", width=60),
        "column": column.TextColumn("Column", width=140),
        "text": column.TextColumn("Question", help="How the question reads on pages; empty: the column's name"),
        "metric": column.SelectboxColumn(
            "Metric", options=list(METRICS), width=80, help="nps 0-10, csat satisfaction, ces effort"
        ),
        "scale_low": column.NumberColumn("From", width=65, help="The lowest score"),
        "scale_high": column.NumberColumn("To", width=65, help="The highest score"),
        "blank": column.TextColumn(
            "No answer", width=110, help="Codes that mean no answer, with commas between them"
        ),
        "words": column.TextColumn(
            "In words", help="Answers in words, the lowest first, with < between them: each counts as its box"
        ),
        "values": column.TextColumn("Values found"),
    }
