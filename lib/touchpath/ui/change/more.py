"""Beside the question: periods, saving, files of assignments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.engine.base import Store
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.journey import filter_text
from touchpath.journey.change import MOST_WEEKS, Change
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import count, day_in_words
from touchpath.ui import cached, filters, session
from touchpath.ui.change import state as change_state
from touchpath.ui.explain import plain
from touchpath.workspace.assignments import assigned_tests, keep_assignments, remove_assignments
from touchpath.workspace.changes import DatedChange, saved_changes

_DELETED = "_change_deleted"
_ARM_WORDS = ("arm", "variant", "group", "segment", "treatment", "cell")
_PERSON_WORDS = ("person", "user", "customer", "id", "email")
_TEST_WORDS = ("test", "experiment")
_TIME_WORDS = ("assigned_at", "assigned", "time", "date", "timestamp")


def more(engine: Store, draft: ChangeDraft) -> None:
    """The row below the question."""
    asked = draft.asked
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("More", icon=":material/tune:", type="tertiary"):
            _periods(engine, asked)
        with st.popover("Save", icon=":material/bookmark:", type="tertiary"):
            _saving(engine, draft)
        with st.popover("Assignments of a test", icon=":material/upload_file:", type="tertiary"):
            assignments_file(engine)
        st.button(
            "Start an empty question", icon=":material/add:", type="tertiary", key="change_new",
            on_click=lambda: change_state.start(change_state.empty(engine)),
        )  # fmt: skip


def _periods(engine: Store, asked: Change) -> None:
    _number("At most weeks before", "weeks_before", asked.weeks_before, "All, at most 26")
    _number("At most weeks after", "weeks_after", asked.weeks_after, "All")
    st.session_state["change_planned_end"] = asked.planned_end
    st.date_input(
        "Planned end",
        value=None,
        key="change_planned_end",
        on_change=lambda: change_state.change(planned_end=st.session_state["change_planned_end"]),
        help="A planned end fixes how much each look before it costs. Without one, looks are paid for as they come.",
    )
    st.session_state["change_channels"] = list(asked.reached.channels)
    st.multiselect(
        "Channels of entry that it reached",
        list(dict.fromkeys([*filters.names(engine, "channel"), *asked.reached.channels])),
        key="change_channels",
        format_func=lambda name: filter_text.label("channel", name),
        placeholder="Every channel",
        on_change=lambda: change_state.edit(
            lambda old: replace(
                old, reached=replace(old.reached, channels=tuple(st.session_state["change_channels"]))
            )
        ),
    )
    st.session_state["change_note"] = asked.note
    st.text_area(
        "Note", key="change_note", on_change=lambda: change_state.change(note=st.session_state["change_note"])
    )


def _number(label: str, field: str, value: int | None, empty: str) -> None:
    key = f"change_{field}"
    st.session_state[key] = value
    st.number_input(
        label,
        min_value=1,
        max_value=MOST_WEEKS,
        value=None,
        placeholder=empty,
        key=key,
        on_change=lambda: change_state.change(**{field: st.session_state[key]}),
    )


def _saving(engine: Store, draft: ChangeDraft) -> None:
    st.caption("Saved changes keep their question, are marked on charts over time, and their looks are counted.")
    st.button("Save this question", key="change_save", type="primary", on_click=_save, args=(draft.asked,),
              disabled=not draft.complete)  # fmt: skip
    if st.session_state.get(_DELETED):
        st.button("Undo deleting", icon=":material/undo:", key="change_undo", on_click=_undo)
    for place, part in enumerate(cached.known(saved_changes, engine)):
        with st.container(horizontal=True, vertical_alignment="center"):
            label = f"{part.name} ({day_in_words(part.day)})"
            st.button(plain(label), key=f"change_open_{place}", type="tertiary", on_click=_open, args=(part,))
            st.button("", icon=":material/delete:", help="Delete", key=f"change_delete_{place}", on_click=_delete,
                      args=(part.name,))  # fmt: skip


def _save(asked: Change) -> None:
    try:
        name = session.workspace().changes.save(asked, replace=True)
        change_state.say(f'Saved as "{name}".')
    except DefinitionError as refusal:
        change_state.say(str(refusal))


def _open(part: DatedChange) -> None:
    change_state.start(change_state.draft_of(session.engine(), part))


def _delete(name: str) -> None:
    st.session_state[_DELETED] = session.workspace().changes.delete(name)


def _undo() -> None:
    session.workspace().changes.restore(st.session_state.pop(_DELETED))


def assignments_file(engine: Store) -> None:
    """Take in a file that says who was in which arm; list the tests that are there."""
    st.caption("A table with a column of arms. Without a column of ids, its own columns can hold the outcome.")
    uploaded = st.file_uploader(
        "File of assignments", type=["csv", "tsv", "txt", "gz", "xlsx", "parquet"], key="change_file"
    )
    if uploaded is not None:
        _mapped(uploaded)
    for place, test in enumerate(cached.answer(assigned_tests, engine)):
        with st.container(horizontal=True, vertical_alignment="center"):
            known = f"{count(test.known)} of {count(test.people)} people known here"
            st.markdown(plain(f"{test.name}: {', '.join(test.arms)} ({known})"), width="stretch")
            st.button("", icon=":material/delete:", help="Take it out", key=f"change_test_{place}",
                      on_click=remove_assignments, args=(session.workspace(), test.name))  # fmt: skip


def _mapped(uploaded: Any) -> None:
    """Which column is what, guessed from the names; then the button."""
    spool = Spool(session.workspace().spool)
    file = spool.save(uploaded.name, uploaded)
    try:
        table = sniff(file)[0]
        chosen = _columns(table)
        if st.button("Add the assignments", type="primary", key="change_add_file"):
            report = keep_assignments(session.workspace(), table, **chosen)
            change_state.say(f"{report.sentence}.")
            st.rerun()
    except ImportRefused as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
    finally:
        spool.discard(file)


def _columns(table: SourceTable) -> dict[str, Any]:
    names = list(table.names)
    arm = st.selectbox("Arm", names, index=_guess(names, _ARM_WORDS) or 0, key="change_file_arm")
    person = _optional("Person", names, _PERSON_WORDS, "No ids: use row numbers")
    test = _optional("Test", names, _TEST_WORDS, "One test: name it below")
    at = _optional("Assigned at", names, _TIME_WORDS, "Not in the file")
    name = "" if test else st.text_input("Name of the test", value=table.name.split(".")[0], key="change_file_name")
    return {"arm": arm, "person": person, "test": test, "assigned_at": at, "name": name}


def _optional(label: str, names: list[str], words: tuple[str, ...], empty: str) -> str | None:
    key = f"change_file_{label.lower().replace(' ', '_')}"
    chosen: str | None = st.selectbox(label, names, index=_guess(names, words), placeholder=empty, key=key)
    return chosen


def _guess(names: list[str], words: tuple[str, ...]) -> int | None:
    """The column called by one of the words (in order of trust), else the first that has one in its name."""
    spoken = [name.lower().replace("-", "_").replace(" ", "_") for name in names]
    whole = [spoken.index(word) for word in words if word in spoken]
    part = [place for word in words for place, name in enumerate(spoken) if word in name.split("_")]
    return next(iter((*whole, *part)), None)
