"""The map as a picture or, where the page is narrow and for whoever prefers it, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchpath.analysis.map.result import TouchpointMapResult
from touchpath.analysis.pain.result import Pain
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.map.marks import value_said
from touchpath.answers.map.names import COLOURS
from touchpath.charts.drawing import Drawing
from touchpath.charts.map.picture import MARK
from touchpath.charts.pictures.map import map_pictures, usual
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.journey.touchpoints import STAGES
from touchpath.ui import notices, theme
from touchpath.ui.map import state as map_state
from touchpath.ui.phone import by_width

_CHART = "touchpoint_map_picture"


def map_or_list(answer: Answer[TouchpointMapResult], pains: Sequence[Pain], *, looking: bool = False) -> Drawing:
    """The picture, the list or, unless one is chosen, both, of which the width of the page shows one.

    While pain is still being looked for (`looking`), a mark cannot be clicked: what is drawn then gives way to what
    is drawn in the same run when the pains are known. Either way the drawing, for downloads.
    """
    found, asked = answer.result, answer.question
    (drawn,) = map_pictures(answer, theme.name_colours(), pains)
    chart, look = drawn.drawing, st.session_state.get("map_look")
    name = "map_first" if looking else "map"
    if look is None:
        by_width(name)
    if look != "List":
        with st.container(key=f"{name}_wide" if look is None else f"{name}_picture"):
            if looking:
                theme.draw(chart, alt=drawn.alt)
            else:
                theme.draw(
                    chart, alt=drawn.alt, key=_CHART, on_select=_clicked, selection_mode=[MARK],
                )  # fmt: skip
            notices.note(f"{_legend(found, asked)}{_LOOKING if looking else _RINGED if pains else ''}")
    if look != "Picture":
        with st.container(key=f"{name}_narrow" if look is None else f"{name}_list"):
            _list(answer)
    return chart


_RINGED = " A ring: it hurts there; its number is that in the list below."
_LOOKING = " Looking for where it hurts."


def _legend(found: TouchpointMapResult, asked: TouchpointMap) -> str:
    middle = value_said(usual(found, asked), asked.colour, found, map_state.currency())
    words = {
        "leaving": f"Orange: more people leave than over all touchpoints ({middle}); green: fewer",
        "score": f"Orange: a lower {found.metric.upper()} than of all answers ({middle}); green: higher",
        "change": "Orange: fewer people than in the period before; green: more",
        "time": "The darker, the longer until the next touchpoint",
        "value": "The darker, the more a person buys afterwards",
    }
    return (
        f"{COLOURS[asked.colour]}. {words[asked.colour]}; grey: fewer than {FEW} to tell. Area: people. Square: "
        "offline. Dashed outline: indirect, somebody else's. Click a mark for its card."
    )


def _list(answer: Answer[TouchpointMapResult]) -> None:
    """Each stage as a short list of touchpoints on channels with the figure that would colour them."""
    rows = answer.table("touchpoint-map").readable
    where = ["Touchpoint", "Channel"] if any(mark.channel for mark in answer.result.marks) else ["Touchpoint"]
    column = {"leaving": "Leaving", "score": "Score", "time": "Next after", "value": "Value", "change": "Change"}
    for stage in (*STAGES, "no stage yet"):
        own = rows[rows["Stage"] == stage]
        if not own.empty:
            st.markdown(f"**{stage}**")
            shown = own[[*where, "People", column[answer.question.colour]]]
            st.dataframe(shown, hide_index=True, width="stretch", row_height=32)


def _clicked() -> None:
    """A click on a mark opens its card; one beside all closes it."""
    picked: Any = st.session_state[_CHART]["selection"].get(MARK) or []
    if picked and picked[0].get("touchpoint"):
        map_state.show_card(str(picked[0]["touchpoint"]), picked[0].get("channel"))
