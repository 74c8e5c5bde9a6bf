"""The log of a large workspace is read while somebody looks at their first page, so that the next has it at once."""

from __future__ import annotations

import threading
from contextlib import suppress

import streamlit as st

from touchpath.analysis.ahead import read_ahead
from touchpath.engine.base import CannotOpenError, Reader, StorageError
from touchpath.ui import session


def begin() -> None:
    """Begin beside the page, once for each version of the data; a page that wants the log meanwhile waits for it."""
    _begun(session.token(), session.engine().version, session.engine())


@st.cache_resource(max_entries=5, show_spinner=False)
def _begun(token: str, version: int, _engine: Reader) -> threading.Thread:
    thread = threading.Thread(target=_read, args=(_engine,), daemon=True, name="reading ahead")
    thread.start()
    return thread


def _read(engine: Reader) -> None:
    with suppress(CannotOpenError, StorageError, MemoryError):  # the page that needs it will say so
        read_ahead(engine)
