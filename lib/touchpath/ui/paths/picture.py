"""The tabs of the page of paths: the ways in columns, what follows what, whole ways."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from touchpath.analysis.paths.result import PathsResult, PathTreeResult, TransitionsResult, VariantsResult
from touchpath.answers import Answer
from touchpath.charts.drawing import drawing
from touchpath.charts.paths.heat import MOST_NAMES, heat_alt, heat_chart, strips_alt, strips_chart
from touchpath.charts.paths.sankey import EDGE, NODE, sankey_alt, sankey_chart
from touchpath.charts.paths.tree import tree_alt, tree_chart
from touchpath.journey.filters import Filters
from touchpath.journey.path_views import PathTree
from touchpath.journey.paths import Paths, Transitions, Variants, same_units
from touchpath.journey.words import count
from touchpath.ui import cached, explain, notices, shown, theme
from touchpath.ui.header import Header
from touchpath.ui.paths import state as paths_state
from touchpath.ui.paths.instead import card_link
from touchpath.ui.paths.ribbon import keep_ribbon
from touchpath.ui.paths.worth import colours_by, names_worth
from touchpath.ui.phone import by_width

_CHART, _CHOSEN = "paths_ribbons", "_paths_chosen"
_UNFOLDED = 2


def ways(answer: Answer[PathsResult]) -> None:
    """Ribbons or, where the page is narrow and for whoever prefers it, a list; the table; downloads."""
    for sentence in answer.told.warnings:
        notices.warning(sentence)
    chart = None
    if answer.n:
        with st.container(horizontal=True, vertical_alignment="bottom", key="paths_looks"):
            look = st.segmented_control(
                "Look", ["Picture", "List"], key="paths_look", width="content",
                help="The picture where the page is wide enough, else the list, unless you choose.",
            )  # fmt: skip
            worth = colours_by(answer)
        chart = drawing(sankey_chart, answer.result, theme.palette(), worth)
        _looked_at(answer, chart, look)
        names_worth(answer)
        keep_ribbon(answer, _CHART)
    for sentence in answer.told.notes:
        notices.note(sentence)
    shown.table(answer.table())
    shown.footer(answer, chart)


def _looked_at(answer: Answer[PathsResult], chart: Any, look: str | None) -> None:
    """The picture, the list, or, unless one is chosen, both, of which the width of the page shows one."""
    if look is None:
        by_width("paths")
    if look != "List":
        with st.container(key="paths_wide" if look is None else "paths_picture"):
            theme.draw(
                chart, alt=sankey_alt(answer.result), key=_CHART, on_select=_clicked, selection_mode=[NODE, EDGE]
            )
            notices.note(_legend(answer.result.asked))
            _offer(answer.result.asked)
    if look != "Picture":
        with st.container(key="paths_narrow" if look is None else "paths_list"):
            _list(answer)


def step_tree(top: Header, asked: Paths, filters: Filters) -> None:
    """The ways from one start as a tree."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        steps = st.selectbox("Steps", range(2, 9), index=3, key="paths_tree_steps", width=110)
        branches = st.selectbox("Names at each", range(1, 9), index=2, key="paths_tree_branches", width=140)
    answer: Answer[PathTreeResult] = cached.ask(same_units(PathTree, asked, steps=steps, branches=branches), filters)
    top.show(answer)
    chart = None
    if answer.result.branches:
        chart = drawing(tree_chart, answer.result, theme.palette())
        theme.draw(chart, alt=tree_alt(answer.result), key="paths_tree")
        notices.note(
            "As tall as many took these steps; the stronger the blue, the larger the part of the box before. "
            "Orange: ends there."
        )
    _below(answer, chart)


def transitions(top: Header, asked: Paths, filters: Filters) -> None:
    """What follows what, as a table with heat."""
    answer: Answer[TransitionsResult] = cached.ask(same_units(Transitions, asked), filters)
    top.show(answer)
    chart = None
    if answer.result.edges:
        chart = drawing(heat_chart, answer.result, theme.palette())
        theme.draw(chart, alt=heat_alt(answer.result), key="paths_heat")
        notices.note(
            f"In percent of all that leaves the name on the left. Shown are the {MOST_NAMES} names met most; the "
            "table has all."
        )
    _below(answer, chart)


def whole_ways(top: Header, asked: Paths, filters: Filters) -> None:
    """The commonest whole ways as strips."""
    answer: Answer[VariantsResult] = cached.ask(same_units(Variants, asked), filters)
    top.show(answer)
    chart = None
    if answer.result.variants:
        chart = drawing(strips_chart, answer.result, theme.palette())
        theme.draw(chart, alt=strips_alt(answer.result), key="paths_strips")
    _below(answer, chart)


def _below(answer: Answer[Any], chart: Any) -> None:
    """What stands below the picture of a tab: remarks, the table, how it is computed, downloads."""
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer, chart)


def _legend(asked: Paths) -> str:
    if asked.backwards:
        return "Green: begins there. Grey, open to the left: comes from further back. Click a bar to look from there."
    return (
        "Orange: ends there. Grey, open to the right: goes on beyond the columns, or may not be over yet. Click a "
        "bar to look from there."
    )


def _list(answer: Answer[PathsResult]) -> None:
    """Each column as a short list of names with their share."""
    result = answer.result
    rows = answer.table("path-columns").readable
    columns = result.columns[::-1] if result.asked.backwards else result.columns
    for column in columns[:_UNFOLDED]:
        _column(result.asked, rows, column)
    if len(columns) > _UNFOLDED:
        with st.expander("Further steps", icon=":material/more_horiz:"):
            for column in columns[_UNFOLDED:]:
                _column(result.asked, rows, column)


def _column(asked: Paths, rows: pd.DataFrame, column: int) -> None:
    st.markdown(f"**{_heading(asked, column)}**")
    own = rows[rows["Column"] == column].drop(columns="Column")
    st.dataframe(own, hide_index=True, width="stretch", row_height=32)


def _heading(asked: Paths, column: int) -> str:
    if not asked.backwards:
        return f"Step {count(column)}"
    return "The end" if column == 0 else f"{count(-column)} before"


def _clicked() -> None:
    """A click on a bar chooses its name, to look from there or hide it."""
    picked: Any = st.session_state[_CHART]["selection"].get(NODE) or []
    if picked and picked[0].get("kind") == "value":
        st.session_state[_CHOSEN] = str(picked[0]["name"])
    else:
        st.session_state.pop(_CHOSEN, None)


def _offer(asked: Paths) -> None:
    """After a click on a name: begin there, end there, hide it."""
    name = st.session_state.get(_CHOSEN)
    if name is None or asked.node != "touchpoint" or asked.after is not None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{explain.plain(name)}:", width="content")
        for label, parts in (
            ("What comes after?", {"starting": name, "ending": None}),
            ("What comes before?", {"starting": None, "ending": name}),
            ("Hide it", {"hidden": (*asked.hidden, name)}),
        ):
            st.button(label, key=f"paths_{label}", on_click=_look, args=(parts,))
        card_link(name)


def _look(parts: dict[str, Any]) -> None:
    st.session_state.pop(_CHOSEN, None)
    paths_state.change(**parts)
