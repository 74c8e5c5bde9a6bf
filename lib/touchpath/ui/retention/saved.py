"""Saved retention definitions."""

from __future__ import annotations

import streamlit as st

from touchpath.engine.base import Store
from touchpath.journey.retention import Retention
from touchpath.ui.retention.state import LOOKED_AT
from touchpath.ui.saved_definitions import SavedDefinitions

_SAVED = SavedDefinitions("retention", LOOKED_AT, example="Weekly return")


def saved_retentions(engine: Store, retention: Retention) -> None:
    """A popover with everything about saved definitions."""
    with st.popover("Saved", icon=":material/bookmark:", type="tertiary"):
        _SAVED.draw(engine, retention)
