"""Workspaces: create, switch, rename, delete."""

from __future__ import annotations

import streamlit as st

from touchpath.ui import failures, frame, session
from touchpath.ui.explain import plain
from touchpath.workspace.folder import (
    create_workspace,
    data_folder,
    delete_workspace,
    find_workspace,
    list_workspaces,
    rename_workspace,
)

_SAID = "_workspace_said"


def show() -> None:
    """The list with a button to each, and three small forms."""
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")
    open_slug = session.entry().slug
    for entry in list_workspaces(data_folder()):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Open" if entry.slug != open_slug else "Open now",
                key=f"open_{entry.slug}",
                disabled=entry.slug == open_slug,
                on_click=frame.switch_to,
                args=(entry.slug,),
            )
            st.markdown(f"**{plain(entry.name)}**", width="content")
            if not entry.named:
                st.markdown(":orange-badge[its name was lost: rename it]", width="content")
            st.caption(plain(str(entry.folder)), width="content")
    first, second, third = st.columns(3, border=True)
    with first:
        _create()
    with second:
        _rename()
    with third:
        _delete()


def _create() -> None:
    st.markdown("**New workspace**")
    st.text_input("Name", key="new_workspace", placeholder="Spring campaign")
    st.button("Create and open", type="primary", on_click=_on_create)


def _rename() -> None:
    st.markdown("**Rename this workspace**")
    st.text_input("New name", key="renamed_workspace", placeholder=session.entry().name)
    st.button("Rename", on_click=_on_rename, help="Links keep working: they hold the name of its folder.")


def _delete() -> None:
    st.markdown("**Delete this workspace**")
    st.text_input(
        f"Type {plain(session.entry().name)} to delete it and all its data", key="typed_workspace",
        help="Its kept original files and its inbox folder go with it.",
    )  # fmt: skip
    st.button("Delete for good", icon=":material/delete:", on_click=_on_delete)


def _on_create() -> None:
    try:
        entry = create_workspace(data_folder(), str(st.session_state["new_workspace"] or ""))
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state["new_workspace"] = ""
    st.session_state[_SAID] = f'"{entry.name}" is ready: add a file to it.'
    frame.switch_to(entry.slug)


def _on_rename() -> None:
    try:
        entry = rename_workspace(
            data_folder(), session.entry().slug, str(st.session_state["renamed_workspace"] or "")
        )
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state["renamed_workspace"] = ""
    st.session_state[_SAID] = f'The workspace is now called "{entry.name}".'


def _on_delete() -> None:
    slug, typed = session.entry().slug, str(st.session_state["typed_workspace"] or "")
    entry = find_workspace(data_folder(), slug)
    try:
        if typed.strip() == entry.name:
            session.let_go(data_folder(), slug)
        delete_workspace(data_folder(), slug, typed)
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state["typed_workspace"] = ""
    st.session_state[_SAID] = f'"{entry.name}" and all its data are deleted.'
