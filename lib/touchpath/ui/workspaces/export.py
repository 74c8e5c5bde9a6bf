"""Taking data out: the filtered events or answers as a file for another tool."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from touchpath.journey.filters import Filters
from touchpath.ui import downloads, filters, notices, session
from touchpath.workspace import Workspace
from touchpath.workspace.exports import ExportedTable, Form, export

_TABLES: dict[ExportedTable, str] = {"events": "Events", "answers": "Survey answers"}
_FORMS: dict[Form, str] = {"csv": "CSV", "parquet": "Parquet"}
_MEANINGS: dict[ExportedTable, str] = {
    "events": "Every event that passes the filters of the sidebar",
    "answers": "Every answer of a person with an event that passes the filters of the sidebar, or of nobody known",
}


def show() -> None:
    """What, in which form, and the button; refused while small groups are hidden, since a row is one person's."""
    if k := session.least_shown():
        notices.empty(
            f"Rows are about single people, and this workspace shows nothing about fewer than {k}. Tables on the "
            "pages can be downloaded, and a backup holds everything; under Privacy this can be changed."
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        table: ExportedTable = st.segmented_control(
            "What",
            list(_TABLES),
            default="events",
            format_func=_TABLES.__getitem__,
            required=True,
            key="export_table",
        )
        form: Form = st.segmented_control(
            "As", list(_FORMS), default="csv", format_func=_FORMS.__getitem__, required=True, key="export_form"
        )
        workspace, chosen = session.workspace(), filters.current()
        st.download_button(
            "Export",
            data=lambda: _content(workspace, table, form, chosen),
            file_name=f"{downloads.file_name(f'{session.entry().name} {table}')}.{form}",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            key="export_go",
        )
    notices.note(f"{_MEANINGS[table]}: {filters.describe()}. Times are UTC; names are as shown on the pages.")


def _content(workspace: Workspace, table: ExportedTable, form: Form, chosen: Filters) -> bytes:
    with tempfile.TemporaryDirectory(dir=workspace.spool) as folder:
        target = Path(folder) / "export"
        export(workspace, table, form, chosen, target)
        return target.read_bytes()
