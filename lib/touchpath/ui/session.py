"""The open workspace of a browser session; one instance per workspace, shared by every session of the process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import streamlit as st

from touchpath.engine.base import CannotOpenError, StorageError, Store, WorkspaceBusyError
from touchpath.workspace import Workspace
from touchpath.workspace.folder import WorkspaceEntry, find_workspace

_KEY, _PATH = "_workspace", "_workspace_path"


@dataclass(frozen=True)
class OpenWorkspace:
    """A workspace and a token that differs each time it is opened (part of every cache key)."""

    workspace: Workspace
    token: str


def workspace() -> Workspace:
    """The workspace this session looks at; the frame has chosen it before a page runs."""
    return _opened().workspace


def engine() -> Store:
    """The engine of the open workspace."""
    return workspace().engine


def entry() -> WorkspaceEntry:
    """Name, slug and folder of the open workspace."""
    chosen: WorkspaceEntry = st.session_state[_KEY]
    return chosen


def choose(chosen: WorkspaceEntry) -> None:
    """Make this the workspace of the session."""
    if st.session_state.get(_KEY) != chosen or _PATH not in st.session_state:
        st.session_state[_PATH] = str(chosen.file.resolve())
    st.session_state[_KEY] = chosen


def token() -> str:
    """Tells one opening of a workspace from another, for cache keys."""
    return _opened().token


def least_shown() -> int:
    """How many people a figure must be about to be shown in the open workspace; 0: any number."""
    return _least(token(), engine().version, workspace())


def currency() -> str:
    """The currency that amounts of the open workspace are written in."""
    return str(workspace().settings["currency"].value)


def let_go(root: Path, slug: str) -> None:
    """Close a workspace that is about to be deleted, for every session; a damaged one is not open.

    Raises WorkspaceBusyError while something is being written to it, here or elsewhere.
    """
    found = find_workspace(root, slug)
    path = str(found.file.resolve())
    try:
        opened = open_file(path).workspace
    except WorkspaceBusyError:
        raise
    except (CannotOpenError, StorageError):
        return
    if opened.engine.is_writing:
        raise WorkspaceBusyError(
            f'Something is being written to "{found.name}", such as an import: wait until it ends, or cancel it.'
        )
    opened.close()
    open_file.clear(path)


@st.cache_data(max_entries=50, show_spinner=False)
def _least(token: str, version: int, _workspace: Workspace) -> int:
    return int(_workspace.settings["small_cell"].value)


@st.cache_resource(show_spinner=False)
def open_file(path: str) -> OpenWorkspace:
    """The shared instance of a workspace file: DuckDB allows one per process."""
    return OpenWorkspace(Workspace.open(path, create=False), uuid4().hex)


def _opened() -> OpenWorkspace:
    return open_file(st.session_state[_PATH])
