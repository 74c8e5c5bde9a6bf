"""The tool a file was recognised to come from, and mappings kept under a name of one's own."""

from __future__ import annotations

import streamlit as st

from touchpath.ingest.mapping import Mapping
from touchpath.ingest.presets.own import KIND, own_preset
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError
from touchpath.ui import session
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain
from touchpath.workspace import saved as kept

_SAID = "_mapping_kept_said"


def recognised(piece: Piece) -> None:
    """Which tool or kept mapping the fields are filled in from, and why."""
    guessed = piece.guessed
    if guessed is None or not guessed.preset:
        return
    reason = guessed.reasons[0] if guessed.reasons else ""
    st.badge(plain(guessed.preset), icon=":material/auto_awesome:", color="blue")
    st.caption(plain(f"{reason} Every field below can be changed."))


def keep(table: SourceTable, mapping: Mapping, key: str) -> None:
    """A popover that keeps the mapping under a name, for files with these columns."""
    with st.popover("Keep this mapping", type="tertiary", help="Filled in again for files with these columns"):
        st.text_input("Its name", placeholder="Shop events", key=f"{key}_keep_name")
        st.button("Keep", key=f"{key}_keep", on_click=_keep, args=(table, mapping, f"{key}_keep_name"))
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")
        for place, part in enumerate(kept.saved(session.engine(), KIND)):
            st.button(
                f"Forget {plain(part.name)}", type="tertiary", icon=":material/delete:", key=f"{key}_forget_{place}",
                on_click=_forget, args=(part.name,),
            )  # fmt: skip


def _keep(table: SourceTable, mapping: Mapping, field: str) -> None:
    try:
        name = session.workspace().saved.save(
            KIND, st.session_state.get(field, ""), own_preset(table, mapping), replace=True
        )
        st.session_state[_SAID] = f'Kept as "{name}".'
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def _forget(name: str) -> None:
    session.workspace().saved.delete(KIND, name)
