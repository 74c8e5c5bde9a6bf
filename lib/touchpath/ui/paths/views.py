"""Tabs of the page of paths: two groups, the way that is meant, and why a path and a funnel differ."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers import Answer
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_words import duration
from touchpath.journey.path_views import IdealJourney, PathGroups, WhyDiffer
from touchpath.journey.paths import Paths, same_units
from touchpath.ui import cached, notices, session, shown
from touchpath.ui.filters import names
from touchpath.ui.header import Header

_KINDS = {"persona": "Personas", "channel": "Channels"}
_WINDOWS = (3600.0, 86_400.0, 7 * 86_400.0, 30 * 86_400.0)


def two_groups(top: Header, asked: Paths, filters: Filters) -> None:
    """Two personas or channels: from each name, where either goes next."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.selectbox(
            "Compare", list(_KINDS), format_func=lambda kind: _KINDS[kind], key="paths_by", width=160,
        )  # fmt: skip
        known = list(names(session.engine(), str(by)))
        if len(known) < 2:
            notices.note(f"There are no two {by}s to compare: choose something else.")
            return
        one = _group("One", known, 0, f"paths_one_{by}")
        two = _group("Two", known, 1, f"paths_two_{by}")
    parts: dict[str, Any] = {"columns": asked.columns, "top": asked.top, "by": by, "one": one, "two": two}
    _told(top, cached.ask(same_units(PathGroups, asked, **parts), filters))


def meant(top: Header, asked: Paths, filters: Filters) -> None:
    """The touchpoints of the way in their order; who follows, and what the others do."""
    known = [volume.name for volume in cached.answer(volumes, session.engine())]
    way = st.multiselect(
        "The way that is meant, in order", known, key="path_meant", placeholder="Pick its first touchpoint",
        help="Two touchpoints or more; anything else may lie between them.",
    )  # fmt: skip
    if len(way) < 2:
        notices.note("Pick two touchpoints or more in the order in which people should meet them.")
        return
    cleared = same_units(IdealJourney, asked, starting=None, ending=None, after=None, touchpoints=tuple(way))
    _told(top, cached.ask(cleared, filters))


def why_different(top: Header, asked: Paths, filters: Filters) -> None:
    """Two touchpoints: from the figure of the funnel to that of the path, one change at a time."""
    known = [volume.name for volume in cached.answer(volumes, session.engine())]
    if len(known) < 2:
        notices.note("There are no two touchpoints to compare.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = st.selectbox("From", known, key="path_differ_one", width=230)
        two = st.selectbox("To", known, index=1, key="path_differ_two", width=230)
        window = st.selectbox(
            "Time in the funnel", [0.0, *_WINDOWS], key="path_differ_window", width=170,
            format_func=lambda seconds: duration(seconds) if seconds else "No limit",
        )  # fmt: skip
    cleared: dict[str, Any] = {"starting": None, "ending": None, "after": None}
    question = same_units(WhyDiffer, asked, **cleared, one=one, two=two, window_seconds=window or None)
    _told(top, cached.ask(question, filters))


def _group(label: str, known: list[str | None], index: int, key: str) -> str | None:
    found: str | None = st.selectbox(
        label, known, index=index, key=key, width=200, format_func=lambda name: name if name is not None else "(none)"
    )
    return found


def _told(top: Header, answer: Answer[Any]) -> None:
    """The sentence, and the table as the picture."""
    top.show(answer)
    st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.notes(answer)
    shown.footer(answer)
