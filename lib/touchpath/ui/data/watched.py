"""The watched inbox on the page: its switch, what it is doing, and what arrived by itself."""

from __future__ import annotations

import streamlit as st

from touchpath.engine.base import Reader
from touchpath.journey.words import day_in_words, listed, plural
from touchpath.ui import cached, notices, session
from touchpath.ui.alerts import sending
from touchpath.ui.data import moved
from touchpath.ui.data.watcher import Arrived, InboxWatcher
from touchpath.ui.explain import plain
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import InboxFile
from touchpath.workspace.settings import read_settings

_SETTING, _SWITCH, _SHOWN = "watch_inbox", "inbox_watch", "_inbox_watch_shown"
_NAMED = 4


def keep_watching() -> None:
    """Let the inbox of the open workspace be looked into while the app runs, where it is to be watched."""
    if is_on():
        watcher().start()


def is_on() -> bool:
    """Whether the folder is watched."""
    return cached.known(_is_watched, session.engine())


def watcher() -> InboxWatcher:
    """The one of the open workspace, shared by everybody who has it open."""
    return _watcher(session.token(), session.workspace())


def switch() -> None:
    """Turn it on or off, with what that means."""
    st.toggle(
        "Watch this folder",
        is_on(),
        key=_SWITCH,
        on_change=_switch,
        help="For everybody of this workspace, while the app runs.",
    )
    st.markdown(
        "On, a file whose columns were imported before is imported by itself as they were, as soon as its copy is "
        "complete. A file with new columns, or with a question, waits here for you: nothing is guessed. "
        "What is refused stays with its reason, and is not tried again until the file changes."
    )


def state(file: InboxFile) -> str:
    """What a file waits for, where the folder is watched; why it was refused."""
    if file.refused:
        return f"refused: {file.refused}"
    if not is_on():
        return ""
    return "waits for a look: its columns are new, or something is not clear" if watcher().needs_look(file) else ""


def shown_now() -> None:
    """Remember how things stand while the whole page is drawn: `news` draws it anew once that has changed."""
    st.session_state[_SHOWN] = _mark()


def news() -> None:
    """What is being imported by itself, looked at now and then."""
    if not is_on():
        return
    if st.session_state.get(_SHOWN) != _mark():
        st.rerun()
    found = watcher()
    if found.failure:
        notices.warning(found.failure)
    if found.doing:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/sync: Importing by itself: {plain(found.doing)}", width="stretch")
            st.button("Cancel", key="inbox_watch_cancel", disabled=found.stop.is_set(), on_click=found.stop.set)


def arrived(*, in_words: bool) -> None:
    """What arrived since somebody said to have seen it, and what it moved; `in_words`: the sentence alone."""
    if not is_on():
        return
    found = watcher()
    if found.arrived is None or not found.arrived.reports or found.doing:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/check_circle: **{plain(_sentence(found.arrived))}**", width="stretch")
        st.button("Done", key="inbox_arrived_done", type="tertiary", on_click=found.seen)
    for report in found.arrived.reports:
        for warning in report.warnings:
            notices.warning(f"{report.table}: {warning}")
    if found.sent:
        sending.came(found.sent)
    if not in_words:
        moved.show(found.arrived.before)


def _sentence(found: Arrived) -> str:
    reports, rows = found.reports, sum(report.accepted for report in found.reports)
    day = day_in_words(session.engine().calendar.day_of(found.since))
    rejected = sum(report.rejected for report in reports)
    names = listed(list(dict.fromkeys(report.file_name for report in reports)), _NAMED)
    also = f", {plural(rejected, 'row')} rejected" if rejected else ""
    return f"Imported by itself since {day}: {names}. {plural(rows, 'new row')}{also}."


def _mark() -> tuple[int, bool]:
    """Tells whether something arrived, or began to, since the page was drawn."""
    found = watcher()
    return len(found.arrived.reports) if found.arrived else 0, bool(found.doing)


def _switch() -> None:
    session.workspace().settings.save(**{_SETTING: bool(st.session_state[_SWITCH])})


def _is_watched(reader: Reader) -> bool:
    return bool(read_settings(reader)[_SETTING].value)


@st.cache_resource(show_spinner=False, max_entries=50)
def _watcher(token: str, _workspace: Workspace) -> InboxWatcher:
    return InboxWatcher(_workspace)
