"""From elsewhere to the page of paths, and from there to the map, in one click."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from touchpath.home import HOME
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filter_text import label
from touchpath.journey.filters import Name
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import DropOffInstead
from touchpath.journey.paths import Paths
from touchpath.ui.explain import plain
from touchpath.ui.pages import link_parameters
from touchpath.ui.paths.state import LOOKED_AT

_MAP = "pages/journeys/touchpoint_map.py"


def persona_links(personas: Sequence[Name]) -> None:
    """For each persona a link to the ways of its people."""
    if not personas:
        return
    with st.popover("Which ways do they take?", icon=":material/alt_route:", type="tertiary"):
        for name in personas:
            said = {"persona": [label("persona", name)], "paths": LOOKED_AT.as_text(Paths())}
            st.page_link(
                HOME / "pages/journeys/paths.py",
                label=plain(name if name is not None else "(no persona)"),
                query_params={**link_parameters(), **said},
            )


def card_link(touchpoint: str) -> None:
    """A link to the card of a touchpoint on the map; nothing where there is no map."""
    if (HOME / _MAP).is_file():
        card = json.dumps([touchpoint, None], ensure_ascii=False)
        st.page_link(
            HOME / _MAP, label="Its card", icon=":material/map:", query_params={**link_parameters(), "card": card}
        )


def instead_link(funnel: Funnel, place: int) -> None:
    """A link to the ways of those who did not get to step `place`; nothing where such ways cannot be told."""
    try:
        asked = Paths(unit="person", after=DropOffInstead(funnel, place))
    except DefinitionError:
        return
    st.page_link(
        HOME / "pages/journeys/paths.py", label="What did they do instead?", icon=":material/alt_route:",
        query_params={**link_parameters(), "paths": LOOKED_AT.as_text(asked)},
    )  # fmt: skip
