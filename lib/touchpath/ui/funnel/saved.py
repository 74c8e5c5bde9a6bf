"""Saved funnels and saved groups."""

from __future__ import annotations

import streamlit as st

from touchpath.engine.base import Store
from touchpath.journey.funnel import Funnel
from touchpath.journey.words import plural
from touchpath.ui import cached, session
from touchpath.ui.explain import plain
from touchpath.ui.funnel.state import LOOKED_AT
from touchpath.ui.saved_definitions import SavedDefinitions
from touchpath.workspace import saved as kept

_SAVED = SavedDefinitions("funnel", LOOKED_AT, example="Checkout")


def saved_funnels(engine: Store, funnel: Funnel) -> None:
    """A popover with everything about saved funnels, and the saved groups."""
    with st.popover("Saved", icon=":material/bookmark:", type="tertiary"):
        _SAVED.draw(engine, funnel)
        _groups(engine)


def _groups(engine: Store) -> None:
    groups = cached.answer(kept.saved_groups, engine)
    if groups:
        st.markdown("**Saved groups of people**")
    for place, group in enumerate(groups):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(f"{group.name} ({plural(group.people, 'person', 'people')})"), help=plain(group.origin))
            st.button(
                "", icon=":material/delete:", help="Forget this group; the people stay", key=f"funnel_forget_{place}",
                on_click=_forget, args=(group.name,),
            )  # fmt: skip


def _forget(name: str) -> None:
    _SAVED.trying(lambda: session.workspace().saved.delete_group(name))
