"""Saved retention definitions."""

from __future__ import annotations

import streamlit as st

from lib.engine.base import Engine
from lib.journey.retention import Retention
from lib.ui.retention.state import LOOKED_AT
from lib.ui.saved_definitions import SavedDefinitions

_SAVED = SavedDefinitions("retention", LOOKED_AT, example="Weekly return")


def saved_retentions(engine: Engine, retention: Retention) -> None:
    """A popover with everything about saved definitions."""
    with st.popover("Saved", icon=":material/bookmark:", type="tertiary"):
        _SAVED.draw(engine, retention)
