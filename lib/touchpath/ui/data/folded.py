"""Choices most files need none of: drawn when they are unfolded, for drawing them delays the preview of every file.

Folded, they hold as they were left, else as they were guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from touchpath.ingest.mapping import Mapping
from touchpath.ui.data.fields import Field

_LISTS = ("properties", "attributes")


def folded(
    start: Mapping, more: Sequence[Field], chosen: dict[str, Any], key: str, draw: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """What was chosen in sight and in the fold together; `draw` draws the fold and puts in what is chosen there."""
    left = f"{key}_left"
    with st.expander(_label(start, more), icon=":material/tune:", key=f"{key}_more", on_change="rerun") as fold:
        if fold.open:
            together = dict(chosen)
            draw(together)
            st.session_state[left] = {name: value for name, value in together.items() if name not in chosen}
            return together
    hidden = st.session_state.get(left) or {name: getattr(start, name) for name in _LISTS if hasattr(start, name)}
    if hasattr(start, "moments"):
        hidden = {"moments": start.moments, **hidden}
    return {**chosen, **_without(hidden, chosen)}


def _label(start: Mapping, more: Sequence[Field]) -> str:
    """Names what was guessed in the fold, so that nobody has to look. A label that changed would close the fold."""
    held = [field.label for field in more if getattr(start, field.name)]
    return f"More choices (set: {', '.join(held)})" if held else "More choices"


def _without(hidden: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """What the fold holds, less the columns that were given another part in sight meanwhile."""
    taken = {column for column in chosen.values() if isinstance(column, str)}
    rest = dict(hidden)
    for name in _LISTS:
        if rest.get(name):
            rest[name] = tuple(column for column in rest[name] if column not in taken)
    if rest.get("moments"):
        rest["moments"] = tuple(one for one in rest["moments"] if one.column != chosen.get("occurred_at"))
    return rest
