"""The map and the card this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from touchpath.engine.base import Store
from touchpath.journey.definition import build, to_plain
from touchpath.journey.touchpoint_map import TouchpointCard, TouchpointMap
from touchpath.ui import session
from touchpath.ui.looked_at import LookedAt

LOOKED_AT = LookedAt("map", "map", partial(build, TouchpointMap), to_plain)
_CARD, _ON = "map_card", "map_card_channel"


def current(engine: Store) -> TouchpointMap | None:
    """The map of this session; at first the usual one. None while the workspace holds no events."""
    return LOOKED_AT.current(TouchpointMap) if engine.calendar.data_end is not None else None


def change(**parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be measured is refused, and nothing changes."""
    LOOKED_AT.edit(lambda asked: replace(asked, **parts))


def currency() -> str:
    """That of the workspace."""
    return str(session.workspace().settings["currency"].value)


def card(asked: TouchpointMap) -> TouchpointCard | None:
    """The card in the link; None where there is none."""
    touchpoint = st.query_params.get(_CARD)
    return TouchpointCard(touchpoint, st.query_params.get(_ON) or None, asked.horizon_days) if touchpoint else None


def show_card(touchpoint: str | None, channel: str | None = None) -> None:
    """Open the card of a touchpoint, or close it (for callbacks)."""
    for name, value in ((_CARD, touchpoint), (_ON, channel)):
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value
