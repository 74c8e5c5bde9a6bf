"""The imports of the workspace: what came in, what was turned away, and taking one back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportRecord
from touchpath.journey import words
from touchpath.ui import downloads, notices, session
from touchpath.ui.explain import plain

_KINDS = {
    "events": "Events",
    "people": "People",
    "identities": "Aliases",
    "responses": "Survey answers",
    "costs": "Costs",
    "daily_counts": "Daily counts",
}


def show() -> None:
    """The list, its totals, and what can be done with one import."""
    records = session.workspace().imports()
    if not records:
        notices.empty(
            "Nothing has been imported yet. Add a file of events to begin.", "Add data", "pages/data/add_data.py"
        )
        return
    table = _table(records)
    st.dataframe(table, hide_index=True, width="stretch", column_config=_columns())
    read, accepted = sum(r.rows_read for r in records), sum(r.accepted for r in records)
    rejected, duplicate = sum(r.rejected for r in records), sum(r.duplicate for r in records)
    aside = sum(r.set_aside for r in records)
    notices.note(
        f"{words.plural(read, 'row')} read = {words.count(accepted)} accepted + {words.count(rejected)} rejected "
        f"+ {words.count(duplicate)} duplicate + {words.count(aside)} set aside."
    )
    downloads.table(table, "imports")
    _one(records)


def _one(records: tuple[ImportRecord, ...]) -> None:
    by_id = {record.import_id: record for record in records}
    chosen = st.selectbox(
        "One import", list(by_id), format_func=lambda number: _spoken(by_id[number]), key="one_import", index=None,
        placeholder="Choose an import to see its rejected rows or to undo it",
    )  # fmt: skip
    if chosen is None:
        return
    record = by_id[chosen]
    for finding in record.findings:
        notices.note(finding.sentence)
    for part in record.aside:
        notices.note(f"Set aside: {part.sentence}.")
    with st.container(horizontal=True):
        st.button(
            "Undo this import", icon=":material/undo:", on_click=_undo, args=(chosen,),
            help="Takes all its rows back. Import the file again to have them back.",
        )  # fmt: skip
        if record.rejected:
            rows = session.workspace().imports.rejected_rows(chosen)
            downloads.table(rows, f"rejected-{record.file_name}", label="Download the rejected rows (CSV)")
    if record.rejected:
        st.dataframe(session.workspace().imports.rejected_rows(chosen).head(200), hide_index=True, width="stretch")


def _undo(import_id: int) -> None:
    record = next(found for found in session.workspace().imports() if found.import_id == import_id)
    try:
        session.workspace().imports.undo(import_id)
    except ImportRefused as refusal:
        st.toast(plain(str(refusal)), icon=":material/info:")
        return
    st.session_state.pop("one_import", None)
    st.toast(
        plain(f"{record.file_name} was taken back: {words.plural(record.accepted, 'row')}."), icon=":material/undo:"
    )


def _table(records: tuple[ImportRecord, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "File": record.file_name,
                "What": _KINDS.get(record.kind, record.kind),
                "Rows read": record.rows_read,
                "Accepted": record.accepted,
                "Rejected": record.rejected,
                "Duplicate": record.duplicate,
                "Set aside": record.set_aside,
                "Imported": record.imported_at,
            }
            for record in records
        ]
    )


def _columns() -> dict[str, Any]:
    counts: dict[str, Any] = {name: st.column_config.NumberColumn(format="localized") for name in _COUNTS}
    return {**counts, "Imported": st.column_config.DatetimeColumn("Imported (UTC)", format=words.MOMENT_IN_TABLE)}


_COUNTS = ("Rows read", "Accepted", "Rejected", "Duplicate", "Set aside")


def _spoken(record: ImportRecord) -> str:
    what = _KINDS.get(record.kind, record.kind).lower()
    return f"{record.file_name} ({what}, {words.moment_in_words(record.imported_at)})"
