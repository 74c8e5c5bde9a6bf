"""The first rows as they will be stored, under the words the reader chose columns by."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import Preview
from touchpath.ingest.source import SourceTable
from touchpath.journey.words import SECOND_IN_TABLE, count, plural
from touchpath.ui import notices
from touchpath.ui.data.fields import FIELDS, LONG_ANSWERS
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain

_WORDS = {
    "source_row": "Row",
    "reason": "Rejected",
    "properties": "Properties",
    "attributes": "Attributes",
    "person_id": "Who",
}


def whole_wanted(piece: Piece) -> bool:
    """Whether the reader asked for all rows of a large file to be read before the import."""
    return bool(st.session_state.get(_whole(piece)))


def reading(table: SourceTable) -> str:
    """What is being waited for."""
    return f"Reading all {count(table.rows)} rows" if table.rows else "Reading the rows"


def outcome(shown: Preview, piece: Piece, *, of_first: bool) -> None:
    """What the import would bring, what looks wrong about it, and the count of rows."""
    said = shown.comes_out if shown.accepted else shown.sentence
    st.markdown(f"**{plain(f'The first {count(shown.rows_read)} rows: {said}' if of_first else said)}.**")
    if of_first:
        _more(shown, piece)
    elif shown.accepted:
        notices.note(f"{shown.sentence}.")
    for warning in shown.warnings:
        notices.warning(warning)


def button(shown: Preview | None, piece: Piece, *, of_first: bool) -> str:
    """What the button that imports says: how many rows, as far as that is known."""
    if shown is None:
        return "Import"
    if not of_first:
        return f"Import {plural(shown.accepted, 'row')}"
    rows = piece.table.rows if piece.table else None
    return f"Import all {count(rows)} rows" if rows else "Import the whole file"


def _more(shown: Preview, piece: Piece) -> None:
    """That only the first rows were looked at, and a way to look at all."""
    rejected = f"{plural(shown.rejected, 'row')} of them would be rejected. " if shown.rejected else ""
    rows = piece.table.rows if piece.table else None
    with st.container(horizontal=True, vertical_alignment="center"):
        notices.note(f"{rejected}{f'The file has {count(rows)} rows' if rows else 'The file has more rows'}.")
        st.button(
            "Read all rows first", type="tertiary", key=f"whole_go_{piece.key}", icon=":material/search:",
            on_click=st.session_state.__setitem__, args=(_whole(piece), True),
        )  # fmt: skip


def _whole(piece: Piece) -> str:
    return f"_whole_{piece.key}"


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
        return st.column_config.DatetimeColumn(label, format=SECOND_IN_TABLE)
    return label


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Properties as text: plan: gold, source: mail."""
    nested = [name for name in ("properties", "attributes") if name in rows]
    return rows.assign(**{name: rows[name].map(_in_words) for name in nested})


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return "" if value is None else str(value)
