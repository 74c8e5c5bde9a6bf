"""The first rows as they will be stored, under the words the reader chose columns by."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import Preview
from touchpath.ui import notices
from touchpath.ui.data.fields import FIELDS, LONG_ANSWERS
from touchpath.ui.explain import plain

_WORDS = {
    "source_row": "Row",
    "reason": "Rejected",
    "properties": "Properties",
    "attributes": "Attributes",
    "person_id": "Who",
}


def outcome(shown: Preview) -> None:
    """What the import would bring, what looks wrong about it, and the count of rows."""
    st.markdown(f"**{plain(shown.comes_out if shown.accepted else shown.sentence)}.**")
    if shown.accepted:
        notices.note(f"{shown.sentence}.")
    for warning in shown.warnings:
        notices.warning(warning)


def typed_rows(shown: Preview, mapping: Mapping) -> None:
    """The table; columns nothing was found for are left out."""
    rows = shown.rows.loc[:, [name for name in shown.rows.columns if not _blank(shown.rows[name])]]
    st.caption("The first rows as they will be stored; times are in UTC.")
    st.dataframe(
        _readable(rows),
        hide_index=True,
        height=min(38 + 35 * max(len(rows), 1), 300),
        column_config={name: _heading(name, mapping) for name in rows.columns},
        placeholder="–",
        alt="The first rows as they will be stored",
    )


def _blank(column: pd.Series[Any]) -> bool:
    return bool(column.isna().all())


def _heading(name: str, mapping: Mapping) -> Any:
    labels = {field.name: field.label for field in (*LONG_ANSWERS, *FIELDS[mapping.kind])}
    label = _WORDS.get(name) or labels.get(name) or name.replace("_", " ").capitalize()
    if name in ("occurred_at", "answered_at"):
        return st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm:ss")
    return label


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Properties as text: plan: gold, source: mail."""
    nested = [name for name in ("properties", "attributes") if name in rows]
    return rows.assign(**{name: rows[name].map(_in_words) for name in nested})


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return "" if value is None else str(value)
