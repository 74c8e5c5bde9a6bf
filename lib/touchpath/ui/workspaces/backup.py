"""The workspace in one file, and a workspace made of such a file."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from touchpath.ui import downloads, failures, frame, notices, session
from touchpath.ui.explain import plain
from touchpath.workspace import Workspace
from touchpath.workspace.backup import back_up, restore
from touchpath.workspace.folder import data_folder

_SAID = "_restore_said"


def show() -> None:
    """Backing up on the left, restoring on the right."""
    if said := st.session_state.pop(_SAID, ""):
        notices.warning(said)
    first, second = st.columns(2, border=True)
    with first:
        _back_up()
    with second:
        _restore()


def _back_up() -> None:
    st.markdown("**Back up this workspace**")
    notices.note(
        "One file with the data, settings, kept originals and the key of hashed ids. Whoever has it can read "
        "everything in this workspace. A person erased later is still in it."
    )
    workspace, name = session.workspace(), session.entry().name
    st.download_button(
        "Download a backup",
        data=lambda: _packed(workspace, name),
        file_name=f"{downloads.file_name(name)}-{datetime.now(UTC):%Y-%m-%d}.zip",
        mime="application/zip",
        icon=":material/archive:",
        on_click="ignore",
        key="backup_go",
    )


def _restore() -> None:
    st.markdown("**Restore a backup**")
    notices.note("It becomes a workspace of its own; this one stays as it is.")
    file = st.file_uploader("Backup file", type=["zip"], key="backup_file", label_visibility="collapsed")
    st.button("Restore as a new workspace", disabled=file is None, on_click=_on_restore, key="restore_go")


def _on_restore() -> None:
    file = st.session_state["backup_file"]
    try:
        entry = restore(data_folder(), file, file.name)
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.toast(plain(f'"{entry.name}" is restored.'), icon=":material/check:")
    frame.switch_to(entry.slug)


def _packed(workspace: Workspace, name: str) -> bytes:
    with tempfile.TemporaryDirectory(dir=workspace.spool) as folder:
        target = Path(folder) / "backup.zip"
        back_up(workspace, name, target)
        return target.read_bytes()
