"""Tabs of the page of paths: two groups, the way that is meant, and why a path and a funnel differ."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers import Answer
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_words import duration
from touchpath.journey.path_views import IdealJourney, PathGroups, WhyDiffer, period_name
from touchpath.journey.paths import Paths, same_units
from touchpath.ui import cached, notices, session, shown
from touchpath.ui.filters import names
from touchpath.ui.header import Header
from touchpath.workspace.saved import saved_groups

_KINDS = {"persona": "Personas", "channel": "Channels", "group": "Saved groups", "period": "Periods"}
_LACKING = {
    "persona": "personas: say on the page Personas who people are",
    "channel": "channels in these data",
    "group": "saved groups: save people from a funnel or from the tab Search",
}
_WINDOWS = (3600.0, 86_400.0, 7 * 86_400.0, 30 * 86_400.0)


def two_groups(top: Header, asked: Paths, filters: Filters) -> None:
    """Two personas, channels, saved groups or periods: from each name, where either goes next."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.selectbox(
            "Compare", list(_KINDS), format_func=lambda kind: _KINDS[kind], key="paths_by", width=160,
        )  # fmt: skip
        if by == "period":
            one, two = _periods(session.engine().calendar)
        else:
            known = _known(str(by))
            if len(known) < 2:
                notices.note(f"There are no two {_LACKING[str(by)]}.")
                return
            one = _group("One", known, 0, f"paths_one_{by}")
            two = _group("Two", known, 1, f"paths_two_{by}")
    if None in (one, two) and by == "period":
        notices.note("Choose the first and the last day of both periods.")
        return
    parts: dict[str, Any] = {"columns": asked.columns, "top": asked.top, "by": by, "one": one, "two": two}
    _told(top, cached.ask(same_units(PathGroups, asked, **parts), filters))


def _known(by: str) -> list[str | None]:
    engine = session.engine()
    if by == "group":
        return [group.name for group in cached.answer(saved_groups, engine)]
    return list(names(engine, by))


def _periods(calendar: Calendar) -> tuple[str | None, str | None]:
    """Two periods: at first the two halves of the data."""
    first, last = calendar.first_day, calendar.last_day
    if first is None or last is None:
        return None, None
    middle = first + (last - first) / 2
    halves = (first, middle), (min(middle + timedelta(days=1), last), last)
    chosen = [
        st.date_input(label, half, key=f"paths_{label}", min_value=first, max_value=last, width=230)
        for label, half in zip(("One", "Two"), halves, strict=True)
    ]
    one, two = (period_name(*days) if isinstance(days, tuple) and len(days) == 2 else None for days in chosen)
    return one, two


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
