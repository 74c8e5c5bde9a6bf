"""The inbox of the workspace: what waits in it, read with one click, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.words import count, day_in_words, plural
from touchpath.ui import notices, session
from touchpath.ui.data import upload, watched
from touchpath.ui.explain import plain
from touchpath.workspace.inbox import Inbox, InboxFile

_LOOK_EVERY = 3.0
_IN_SIGHT = 6
_TALL = 340
_LONGEST = 30


def inbox(*, busy: bool) -> None:
    """The files that wait, if there are any, and how to get files there."""
    place = session.workspace().inbox
    if place is None:
        return
    place.make()
    watched.shown_now()
    # while an import runs, its progress alone asks for news: two clocks on a page can lose each other's turns
    st.fragment(_waiting, run_every=None if busy else _LOOK_EVERY)(place, busy=busy)
    on = watched.is_on()
    label = "The inbox folder is watched" if on else "Larger files, or many: the inbox folder"
    with st.popover(label, type="tertiary", icon=":material/visibility:" if on else ":material/inbox:"):
        _explained(place)


def _waiting(place: Inbox, *, busy: bool) -> None:
    """Looked at again now and then: files come while the page is open."""
    watched.news()
    taken = {piece.inbox for piece in upload.pieces().values()}
    files = [file for file in place.files() if file.name not in taken]
    if not files:
        return
    ready = [file for file in files if not file.growing]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            said = f"{plural(len(files), 'file waits', 'files wait')} in the inbox"
            st.markdown(f"**{said}**", width="stretch")
            if len(ready) > 1 and st.button(f"Read all {len(ready)}", key="inbox_all", disabled=busy):
                _read(place, ready)
        with st.container(height=_TALL if len(files) > _IN_SIGHT else "content", border=False, gap="xsmall"):
            for file in files:
                _line(place, file, busy=busy)


def _line(place: Inbox, file: InboxFile, *, busy: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        when = "still being copied" if file.growing else day_in_words(file.written_at.date())
        said = " · ".join(part for part in (size(file.bytes), when, plain(watched.state(file))) if part)
        st.markdown(f"{plain(_short(file.name))}  \n:small[:gray[{said}]]", width="stretch")
        clicked = st.button(
            "Read", key=f"inbox_read_{file.name}", disabled=busy or file.growing, help=f"Look at {plain(file.name)}"
        )
        if clicked:
            _read(place, [file])


def _read(place: Inbox, files: Sequence[InboxFile]) -> None:
    refused = []
    for file in files:
        with st.spinner(f"Looking at {plain(file.name)}"):
            try:
                upload.take_waiting(place, file)
            except ImportRefused as refusal:
                refused.append(str(refusal))
    if refused:
        st.session_state["_import_refused"] = " ".join(refused)
    upload.look_at(None)
    st.rerun()


def _explained(place: Inbox) -> None:
    st.markdown(
        "Put files into this folder and they are offered here, whatever their size. "
        "After the import a file is moved to the folder **imported** in it; nothing is deleted unless you say so."
    )
    st.code(str(place.folder), language=None, wrap_lines=True)
    watched.switch()
    files, held = place.imported()
    if files:
        notices.note(f"{plural(files, 'imported file')} there, {size(held)}.")
        st.button(
            "Delete the imported files",
            key="inbox_delete",
            icon=":material/delete:",
            on_click=place.delete_imported,
            args=(session.workspace().access,),
        )


def _short(name: str) -> str:
    """A long name without its middle, so that its button stays beside it."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 16]}…{name[-15:]}"


def size(held: int) -> str:
    """Bytes in words: 340 kB, 1.2 GB."""
    for unit, divisor in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if held >= divisor:
            return f"{held / divisor:.1f} {unit}"
    return f"{count(max(1, round(held / 1000)) if held else 0)} kB"
