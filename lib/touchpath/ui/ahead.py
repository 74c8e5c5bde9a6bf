"""What pages of a large workspace rest on is read before somebody asks for it.

The log begins to be read when the server starts; the map and the list of pains are counted once the first page is
drawn, so that the next page has them at once.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import streamlit as st

from touchpath.analysis.ahead import is_large, read_ahead
from touchpath.answers.map.marks import measure_map
from touchpath.answers.map.pain import measure_pain
from touchpath.engine.base import CannotOpenError, Reader, StorageError
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.touchpoint_map import PainPoints, TouchpointMap
from touchpath.ui import session
from touchpath.workspace.folder import data_folder
from touchpath.workspace.last_used import shown_first

LARGE_FILE = 8 * 2**20
"""Bytes of a workspace that may hold a million events: smaller ones are opened when they are asked for."""


@asynccontextmanager
async def reading(_: st.App | None) -> AsyncIterator[None]:
    """While the server runs: begin with the workspace that the first page will show."""
    _in_background(_read_first)
    yield


def begin() -> None:
    """Begin beside the page, once for each version of the data; a page that wants the log meanwhile waits for it."""
    _begun(session.token(), session.engine().version, session.engine())


@st.cache_resource(max_entries=5, show_spinner=False)
def _begun(token: str, version: int, _engine: Reader) -> threading.Thread:
    return _in_background(lambda: _count(_engine))


def _in_background(task: Callable[[], None]) -> threading.Thread:
    def quietly() -> None:
        # the page that needs it will say so
        with suppress(CannotOpenError, StorageError, DefinitionError, MemoryError, OSError):
            task()

    thread = threading.Thread(target=quietly, daemon=True, name="reading ahead")
    thread.start()
    return thread


def _read_first() -> None:
    entry = shown_first(data_folder())
    if entry is not None and entry.file.stat().st_size >= LARGE_FILE:
        read_ahead(session.open_file(str(entry.file.resolve())).workspace.engine)


def _count(engine: Reader) -> None:
    """The map as it is first asked for, and the list of pains."""
    if is_large(engine):
        read_ahead(engine)
        measure_map(engine, TouchpointMap(), NO_FILTERS)
        measure_pain(engine, PainPoints(), NO_FILTERS)
