"""What a reader sees when a page fails: a sentence, never a traceback; the details go to the server's log."""

from __future__ import annotations

import logging

import streamlit as st

from touchpath.engine.base import CannotOpenError, StorageError
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.definition import DefinitionError
from touchpath.ui.explain import plain

_LOG = logging.getLogger("touchpath")
SAID = (DefinitionError, ImportRefused, CannotOpenError, StorageError)
"""What carries a sentence for the reader: a page or a form shows it as it is."""


def say(error: Exception) -> bool:
    """Show the failure of a script run; True tells Streamlit that nothing else needs to be shown."""
    if isinstance(error, SAID):
        st.warning(plain(str(error)), icon=":material/info:")
        return True
    _LOG.error("A page failed", exc_info=error)
    st.error(
        "This page could not be drawn, and nothing was changed. Reload it, or clear the filters; "
        "what went wrong is written where Touchpath was started.",
        icon=":material/error:",
    )
    return True
