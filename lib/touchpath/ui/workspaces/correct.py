"""Correcting an import without uploading it again: another mapping, or rejected rows fixed by hand."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import streamlit as st

from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Mapping, mapping_from_plain
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportRecord
from touchpath.ingest.spool import Spool
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import moment_in_words
from touchpath.ui import downloads, notices, session
from touchpath.ui.data.mapping import mapping_form
from touchpath.ui.data.personal import personal
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain

_OPENED, _SAID = "_corrected_piece", "_correct_said"


def show() -> None:
    """Choose an import, then map it again or fix its rejected rows."""
    if said := st.session_state.pop(_SAID, ""):
        notices.note(said)
    workspace = session.workspace()
    records = {
        one.import_id: one for one in workspace.imports() if workspace.corrections.original_kept(one.import_id)
    }
    if not records:
        notices.empty("No original file is kept here: imports can be undone, and their files added again.")
        return
    chosen = st.selectbox(
        "Import", list(records), format_func=lambda number: _spoken(records[number]), key="correct_import",
        index=None, placeholder="Choose an import to correct",
    )  # fmt: skip
    if chosen is None:
        return
    record = records[chosen]
    if record.rejected:
        with st.container(border=True):
            _fix(record)
    with st.container(border=True):
        _map_again(record)


def _fix(record: ImportRecord) -> None:
    st.markdown(f"**Fix its {record.rejected:,} rejected rows**")
    workspace = session.workspace()
    downloads.table(
        workspace.corrections.rows_to_fix(record.import_id),
        f"to fix {record.file_name}",
        label="1. Download the rejected rows (CSV)",
        key="rows_to_fix",
    )
    st.file_uploader("2. Correct them and add the file here", type=["csv"], key="fixed_file")
    st.button(
        "3. Import the fixed rows", key="fix_go", on_click=_on_fix, args=(record,),
        disabled=st.session_state["fixed_file"] is None,
    )  # fmt: skip


def _on_fix(record: ImportRecord) -> None:
    file, workspace = st.session_state["fixed_file"], session.workspace()
    with tempfile.TemporaryDirectory(dir=workspace.spool) as folder:
        path = Path(folder) / "fixed.csv"
        path.write_bytes(file.getvalue())
        try:
            report = workspace.import_fixed(record.import_id, path, file.name)
        except ImportRefused as refusal:
            st.session_state[_SAID] = str(refusal)
            return
    st.session_state[_SAID] = f"{report.sentence}. They belong to {record.file_name}."


def _map_again(record: ImportRecord) -> None:
    st.markdown("**Say again what its columns mean**")
    piece = _opened(record)
    if piece is None:
        st.button("Show its columns", key="correct_show", on_click=_open, args=(record,))
        return
    try:
        mapping = personal(piece, mapping_form(piece))
    except DefinitionError as refusal:
        notices.warning(str(refusal))
        return
    st.button(
        "Import it again with these columns", type="primary", key="again_go", on_click=_on_again,
        args=(record, mapping), help="The import is taken back and made again, both or nothing.",
    )  # fmt: skip


def _opened(record: ImportRecord) -> Piece | None:
    """The table of the import, while it is looked at; that of another import is let go of."""
    kept: tuple[str, Piece] | None = st.session_state.get(_OPENED)
    if kept and kept[0] != _token(record):
        Spool(session.workspace().spool).discard(kept[1].file)
        del st.session_state[_OPENED]
        return None
    return kept[1] if kept else None


def _open(record: ImportRecord) -> None:
    workspace = session.workspace()
    try:
        table = workspace.corrections.original_table(record.import_id)
    except ImportRefused as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    guessed = replace(guess(table, workspace.engine), mapping=mapping_from_plain(record.mapping))
    piece = Piece(f"again{record.import_id}", 0, table.file, table, guessed)
    st.session_state[_OPENED] = (_token(record), piece)


def _on_again(record: ImportRecord, mapping: Mapping) -> None:
    try:
        report = session.workspace().import_again(record.import_id, mapping)
    except ImportRefused as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state["correct_import"] = None
    st.session_state[_SAID] = f"{plain(record.file_name)} was imported again. {report.sentence}."


def _token(record: ImportRecord) -> str:
    return f"{session.token()} {record.import_id}"


def _spoken(record: ImportRecord) -> str:
    return f"{record.file_name} ({moment_in_words(record.imported_at)})"
