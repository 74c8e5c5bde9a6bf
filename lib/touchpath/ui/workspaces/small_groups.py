"""Small groups: below how many people nothing is shown, so that pages, links and files can be shared."""

from __future__ import annotations

import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.ui import notices, session
from touchpath.ui.explain import plain

_USUAL = 10
_SAID = "_small_groups_said"


def show() -> None:
    """The number, what it means, and the button."""
    k = session.least_shown()
    st.markdown("**Small groups**")
    if said := st.session_state.pop(_SAID, ""):
        notices.note(said)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.toggle("Hide figures about few people", value=bool(k), key=_key("on"))
        st.number_input(
            "Fewer than (people)", min_value=2, max_value=1000, value=k or _USUAL, key=_key("k"), disabled=not on,
            width=180,
        )  # fmt: skip
        st.button("Save", on_click=_save, key="small_groups_save")
    notices.note(
        "For workspaces whose pages, links or files are shown to others. Counts, rates, intervals, means and times "
        "that rest on fewer people become –, on every page, in pictures and their tooltips, and in downloads; what "
        "only they have is called a small group. Where a hidden figure could be computed from the others and their "
        "total, the next smallest is hidden too, and filters that would tell it are refused. Lists of people, the "
        "journey of a single person and the export of rows are refused; a backup holds everything. Adding and "
        "correcting files, and finding a person here, go on as before. Whoever may ask many questions can still "
        "compare two that differ by a few people in other ways, by a day or a window."
    )


def _save() -> None:
    k = int(st.session_state[_key("k")]) if st.session_state[_key("on")] else 0
    try:
        session.workspace().settings.save(small_cell=k)
    except DefinitionError as refusal:
        st.session_state[_SAID] = plain(str(refusal))
        return
    st.session_state[_SAID] = f"Saved: nothing is shown about fewer than {k} people." if k else "Saved: all is shown."


def _key(name: str) -> str:
    return f"small_groups_{session.entry().slug}_{name}"
