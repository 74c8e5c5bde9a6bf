"""What stands around every page: the choice of workspace, the filters, and what a link could not find."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import streamlit as st

from touchpath.answers.freshness import freshness, utc_now
from touchpath.engine.base import CannotOpenError, StorageError
from touchpath.ui import filters, phone, session
from touchpath.ui.explain import plain
from touchpath.ui.notices import warning
from touchpath.ui.workspaces import unopened
from touchpath.workspace import sample
from touchpath.workspace.folder import WorkspaceEntry, create_workspace, data_folder, list_workspaces, sweep
from touchpath.workspace.last_used import remember_used, shown_first

_STARTING = Lock()
_CLOSER = (
    "@media (min-width: 641px) {"
    "[data-testid=stSidebarNavLink] {height: 1.55rem; margin: 0} [data-testid=stSidebarNavItems] li {margin: 0} "
    "[data-testid=stNavSectionHeader] {margin: 0.3rem 0 0.1rem} "
    "[data-testid=stSidebarNavSeparator] {padding-top: 0.5rem} "
    "[data-testid=stSidebarUserContent] {padding-top: 0.75rem} "
    "[data-testid=stSidebarUserContent] [data-testid=stVerticalBlock] {gap: 0.6rem}}"
)
"""All pages are named, and still the filters begin within a screen of 900 pixels; fingers get the room they need."""
_CHOICE, _BOX, _PARAM, _GONE = "_workspace_slug", "_workspace_box", "workspace", "_workspace_gone"
_USED = "_workspace_used"


def open_workspace() -> None:
    """Choose the workspace of this session: the link's, else the one looked at last, else the first."""
    entries = _entries()
    slugs = {entry.slug: entry for entry in entries}
    _read_link(slugs)
    if st.session_state.get(_CHOICE) not in slugs:
        st.session_state[_CHOICE] = (shown_first(data_folder()) or entries[0]).slug
    session.choose(slugs[st.session_state[_CHOICE]])
    try:
        session.engine()
    except (CannotOpenError, StorageError) as failure:
        chosen = slugs[st.session_state[_CHOICE]]
        others = {slug: entry for slug, entry in slugs.items() if slug != chosen.slug}
        unopened.show(failure, chosen, others, switch_to)
    _remember()
    if st.query_params.get(_PARAM) != st.session_state[_CHOICE]:
        st.query_params[_PARAM] = st.session_state[_CHOICE]


def _remember() -> None:
    """Once per choice, and only of a workspace that opened: the app begins with it next time."""
    if st.session_state.get(_USED) != st.session_state[_CHOICE]:
        st.session_state[_USED] = st.session_state[_CHOICE]
        remember_used(data_folder(), st.session_state[_CHOICE])


def sidebar(*, filtered: bool) -> None:
    """The workspace selector and, on a page that they narrow, the filters."""
    entries = {entry.slug: entry for entry in list_workspaces(data_folder())}
    # Given on every run: going to a page while another is still drawn empties a box whose value has no other home,
    # and the first workspace by name would be shown.
    st.session_state[_BOX] = st.session_state[_CHOICE]
    st.html(f"<style>{_CLOSER} {phone.ORDER}</style>")
    with st.sidebar:
        st.selectbox(
            "Workspace", list(entries), format_func=lambda slug: entries[slug].name, key=_BOX, on_change=_chosen
        )
        st.caption(f":material/schedule: {freshness(session.engine().calendar, utc_now())}")
        if filtered:
            filters.sidebar(session.engine())
        else:
            filters.set_aside()


def said_first() -> None:
    """Notices that stand above the page: what the link asked for and is not there."""
    for sentence in (*st.session_state.get(_GONE, ()), *session.workspace().remarks, *filters.lost()):
        warning(sentence)


def switch_to(slug: str) -> None:
    """Look at another workspace from the next run on (for buttons on pages: use as a callback)."""
    st.session_state[_CHOICE] = slug
    _switched()


def _entries() -> tuple[WorkspaceEntry, ...]:
    """The workspaces of the data folder, at least one; a folder that cannot be used is said, and the page stops."""
    root = data_folder()
    try:
        _swept(str(root))
        if not list_workspaces(root):
            place = st.empty()
            with place.container():
                _first_start()
            place.empty()
        return list_workspaces(root)
    except (CannotOpenError, StorageError) as failure:
        st.error(plain(str(failure)), icon=":material/folder_off:")
        st.stop()


@st.cache_resource(show_spinner=False)
def _swept(root: str) -> None:
    """Once per process: what earlier ones left half made or half deleted."""
    sweep(Path(root))


def _read_link(slugs: dict[str, WorkspaceEntry]) -> None:
    """A link decides on the first run of a session only; later the selector does."""
    if _CHOICE in st.session_state:
        return
    asked = st.query_params.get(_PARAM)
    if asked in slugs:
        st.session_state[_CHOICE] = asked
    elif asked:
        st.session_state[_GONE] = (
            f'The link asks for the workspace "{asked}", which is not here: another one is shown.',
        )


def _chosen() -> None:
    switch_to(st.session_state[_BOX])


def _switched() -> None:
    st.session_state.pop(_GONE, None)
    st.query_params[_PARAM] = st.session_state[_CHOICE]


def _first_start() -> None:
    """With no workspace at all: the sample company, or an empty workspace where the sample was here before."""
    with _STARTING:
        root = data_folder()
        if list_workspaces(root):
            return
        if not sample.wanted(root):
            create_workspace(root, "My workspace")
            return
        with st.status("Opening the sample company, once", expanded=True) as status:
            sample.open_sample(root, st.write)
            status.update(label="The sample company is open", state="complete", expanded=False)
