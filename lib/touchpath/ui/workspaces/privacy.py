"""The people behind the data: replacing ids at import, finding and erasing a person, forgetting what is old."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.journey.words import day_in_words, plural
from touchpath.ui import failures, notices, session
from touchpath.ui.explain import plain
from touchpath.ui.workspaces import small_groups
from touchpath.workspace.people_erased import Receipt
from touchpath.workspace.people_found import PersonFound

_RECEIPT, _SAID = "_erase_receipt", "_privacy_said"
_TREATMENTS = {"keep": "Keep", "mask": "Mask", "drop": "Leave out", "suggested": "As suggested"}


def show() -> None:
    """Four sections, one action each."""
    if said := st.session_state.pop(_SAID, ""):
        notices.note(said)
    with st.container(border=True):
        small_groups.show()
    with st.container(border=True):
        _person()
    first, second = st.columns(2, border=True)
    with first:
        _at_import()
    with second:
        _retention()


def _at_import() -> None:
    settings = session.workspace().settings
    st.markdown("**When files come in**")
    st.toggle(
        "Replace ids by keyed hashes",
        value=settings["protect_people"].value,
        key=_key("protect"),
        help="Ids of people, e-mails and phone numbers, also inside texts. The key stays on this machine, beside the "
        "data file. It holds for files imported from now on.",
    )
    st.segmented_control(
        "Other columns that look personal",
        list(_TREATMENTS),
        default=settings["personal_columns"].value,
        format_func=_TREATMENTS.__getitem__,
        required=True,
        key=_key("personal"),
        disabled=not st.session_state[_key("protect")],
        help="Names, addresses, birth dates and the like; each import says which columns and why. As suggested: "
        "what still tells people apart is hashed, the rest is left out. Each file can be treated otherwise when it "
        "is added.",
    )
    st.toggle(
        "Keep the original files",
        value=settings["keep_originals"].value,
        key=_key("originals"),
        help="Compressed, beside the data file, so that a mapping can be corrected without a new upload.",
    )
    st.button("Save", on_click=_save_import, key="privacy_save")


def _save_import() -> None:
    session.workspace().settings.save(
        protect_people=st.session_state[_key("protect")],
        personal_columns=st.session_state[_key("personal")],
        keep_originals=st.session_state[_key("originals")],
    )
    st.session_state[_SAID] = "Saved. It holds for files imported from now on."


def _retention() -> None:
    days = session.workspace().settings["retention_days"].value
    st.markdown("**How long data are kept**")
    st.number_input(
        "Days events and answers are kept",
        min_value=1,
        max_value=36_525,
        value=days,
        step=1,
        placeholder="for ever",
        key=_key("days"),
        help="Counted back from today. Older events and answers are deleted now, and whenever the workspace opens.",
    )
    chosen = st.session_state[_key("days")]
    label = "Delete what is older" if chosen else "Keep for ever"
    st.button(label, on_click=_save_retention, key="retention_go", disabled=chosen is None and days is None)


def _save_retention() -> None:
    workspace, days = session.workspace(), st.session_state[_key("days")]
    workspace.settings.save(retention_days=days)
    deleted = workspace.people.delete_old()
    if deleted:
        st.session_state[_SAID] = (
            f"{plural(deleted.rows, 'row')} from before {day_in_words(deleted.before)} were deleted."
        )
    else:
        st.session_state[_SAID] = "Saved. Nothing is older." if days else "Saved. Data are kept for ever."


def _person() -> None:
    st.markdown("**A person**")
    asked = st.text_input("Id or e-mail", key=_key("person"), placeholder="as it was in the file, hashed or not")
    if receipt := st.session_state.get(_RECEIPT):
        _receipt(receipt)
    if not asked.strip():
        return
    found = session.workspace().people.find(asked)
    if not found.total and not found.people:
        notices.note("Nobody here has this id.")
        return
    _found(asked, found)


def _found(asked: str, found: PersonFound) -> None:
    merged = len(found.people) - 1
    also = f", under {plural(merged + 1, 'id')}" if merged > 0 else ""
    notices.note(f"{plural(found.total, 'row')} of this person{also}.")
    st.dataframe(
        pd.DataFrame(found.rows, columns=["where", "rows"]), hide_index=True, width="content", alt="Rows by place"
    )
    workspace = session.workspace()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.download_button(
            "Download what is held (zip)",
            data=lambda: workspace.people.export(asked),
            file_name="person.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
            key="person_export",
        )
        st.text_input("Type the id again to erase", key=_key("again"))
        st.button("Erase for good", icon=":material/delete:", on_click=_erase, args=(asked,), key="person_erase")


def _erase(asked: str) -> None:
    if st.session_state[_key("again")].strip() != asked.strip():
        st.session_state[_SAID] = "Nothing was erased: type the id again, exactly."
        return
    try:
        st.session_state[_RECEIPT] = session.workspace().people.erase(asked)
    except failures.SAID as refusal:
        st.session_state[_SAID] = str(refusal)
        return
    st.session_state[_key("person")] = st.session_state[_key("again")] = ""


def _receipt(receipt: Receipt) -> None:
    rows = sum(number for _, number in receipt.rows)
    st.success(plain(f"Erased: {plural(rows, 'row')}, and every mention."), icon=":material/check:")
    for file in receipt.untouched:
        notices.warning(f"Not touched: {file.name}. {file.advice}")
    st.download_button(
        "Download the receipt", data=receipt.text, file_name="erasure-receipt.txt", on_click="ignore", key="receipt"
    )


def _key(name: str) -> str:
    """Keys are of this workspace, so that switching takes nothing along."""
    return f"privacy_{session.entry().slug}_{name}"
