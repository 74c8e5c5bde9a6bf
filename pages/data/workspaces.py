"""What is in this workspace? Its imports, its settings, and the other workspaces."""

from __future__ import annotations

import streamlit as st

from touchpath.journey import words
from touchpath.ui import header, session
from touchpath.ui.workspaces import backup as workspace_backup
from touchpath.ui.workspaces import correct as workspace_correct
from touchpath.ui.workspaces import export as workspace_export
from touchpath.ui.workspaces import imports as workspace_imports
from touchpath.ui.workspaces import list as workspace_list
from touchpath.ui.workspaces import privacy as workspace_privacy
from touchpath.ui.workspaces import settings as workspace_settings

top = header.header("What is in this workspace?", filtered=False)
calendar = session.engine().calendar
records = session.workspace().imports()
if calendar.first_day and calendar.last_day:
    top.answer(
        f"{session.entry().name} holds {words.plural(len(records), 'import')}; its events run from "
        f"{words.day_in_words(calendar.first_day)} to {words.day_in_words(calendar.last_day)} ({calendar.zone})."
    )
else:
    top.answer(f"{session.entry().name} holds no events yet.")
imports, correct, settings, privacy, export, backup, workspaces = st.tabs(
    ["Imports", "Correct", "Settings", "Privacy", "Export", "Backup", "All workspaces"],
    key="workspace_tab",
    bind="query-params",
)
with imports:
    workspace_imports.show()
with correct:
    workspace_correct.show()
with settings:
    workspace_settings.show()
with privacy:
    workspace_privacy.show()
with export:
    workspace_export.show()
with backup:
    workspace_backup.show()
with workspaces:
    workspace_list.show()
