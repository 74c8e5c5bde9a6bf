"""The people of one ribbon: how many exactly, and keeping them as a group."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.analysis.paths.legs import leg_people
from touchpath.analysis.paths.result import PathEdge, PathsResult
from touchpath.answers import Answer
from touchpath.answers.paths.names import ARROW, how_many, node_name
from touchpath.charts.paths.layout import layout
from touchpath.charts.paths.sankey import EDGE
from touchpath.journey.filters import Filters
from touchpath.journey.paths import Paths
from touchpath.ui import session
from touchpath.ui.explain import plain
from touchpath.ui.group_saving import keep_group, save_as_group

_CLICKED = "_paths_ribbon_clicked"


def keep_ribbon(answer: Answer[PathsResult], chart: str) -> None:
    """Choose a ribbon, by a click or by its name; keep whoever goes along it. Hidden ones are not offered."""
    asked = answer.result.asked
    edges = [ribbon.edge for ribbon in layout(answer.result).ribbons]
    if not edges:
        return
    names = [_said(asked, edge) for edge in edges]
    picked: Any = st.session_state.get(chart, {}).get("selection", {}).get(EDGE) or []
    number = int(picked[0].get("edge", -1)) if picked else -1
    clicked = names[number] if 0 <= number < len(edges) else None
    if clicked != st.session_state.get(_CLICKED):
        st.session_state[_CLICKED] = clicked
        if clicked is not None:
            st.session_state["paths_ribbon"] = clicked
    if st.session_state.get("paths_ribbon") not in names:
        st.session_state.pop("paths_ribbon", None)
    with st.popover("People of a ribbon", icon=":material/group_add:", type="tertiary"):
        name = st.selectbox("Ribbon", names, key="paths_ribbon")
        edge = edges[names.index(str(name))]
        st.markdown(plain(f"{how_many(asked, edge.units)} go this way at this place."))
        save_as_group("paths_ribbon_group", _keep, (asked, answer.filters, edge))


def _said(asked: Paths, edge: PathEdge) -> str:
    names = node_name(asked, edge.source, edge.source_kind), node_name(asked, edge.target, edge.target_kind)
    return f"{edge.column}: {ARROW.join(names)}"


def _keep(name: str, asked: Paths, filters: Filters, edge: PathEdge) -> str:
    people = leg_people(session.engine(), asked, filters, edge).person
    return keep_group(name, people, f"People on the way {_said(asked, edge)}. {filters.sentence()}.")
