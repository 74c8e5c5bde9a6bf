"""What needs a look, each with the way to its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.answers import Answer
from touchpath.answers.funnel.worst import worst_first
from touchpath.answers.usual import usual_funnel
from touchpath.engine.base import Store
from touchpath.home import HOME
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.journey.words import rate
from touchpath.ui import cached, filters, session
from touchpath.ui.explain import plain
from touchpath.ui.funnel.state import LOOKED_AT
from touchpath.ui.pages import link, link_parameters

_FUNNEL = "pages/journeys/funnel.py"


def needs_a_look(overview: Answer[Any]) -> None:
    """What moved beyond its usual range, and who converts worst, with a link to the page that shows it."""
    for said in overview.told.findings:
        st.markdown(plain(said))
    _worst_group()
    link("pages/journeys/touchpoint_map.py", "See where the journey hurts, touchpoint by touchpoint")


def _worst_group() -> None:
    """Which persona converts worst, where, on which channel: only where it is more than chance."""
    try:
        asked = cached.known(_split_funnel, session.engine())
        found = worst_first(cached.ask(asked, filters.current()).result)
    except DefinitionError:
        return
    if not found or not found[0].surely_worse:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        worst = found[0]
        st.markdown(
            plain(f"{worst.name}: {rate(worst.rate)} from {worst.first} to {worst.last}, the lowest of all."),
            width="content",
        )
        st.page_link(
            HOME / _FUNNEL,
            label="See where they drop off",
            icon=":material/filter_alt:",
            query_params={**link_parameters(), "funnel": [LOOKED_AT.as_text(asked)]},
        )


def _split_funnel(engine: Store) -> Funnel:
    """The usual funnel by persona and channel."""
    return replace(usual_funnel(engine), breakdown=Breakdown(("persona", "channel"), limit=16))
