"""How is the journey doing? The headline figures, and any touchpoint over time."""

from __future__ import annotations

import streamlit as st

from lib.journey import words
from lib.ui import filters, header, notices, overview_tiles, session, tiles, trends_section
from lib.ui.overview_view import View, view_of


def answer(view: View) -> str:
    """The page in one sentence."""
    found, converted, kept = view.activity(), view.conversion(), view.retention()
    parts = [
        f"{words.plural(found.people, 'person', 'people')} left {words.plural(found.events, 'event')} "
        f"in {words.plural(found.sessions, 'session')}"
    ]
    if converted.n:
        parts.append(f"{words.rate(converted.value)} reached the goal ({words.listed(view.goal, conjunction='or')})")
    if kept.n:
        parts.append(f"{words.rate(kept.value)} came back within 30 days")
    return f"{'; '.join(parts)}."


top = header.header("How is the journey doing?")
engine = session.engine()
if engine.calendar.data_end is None:
    notices.empty(
        "This workspace holds no events yet. Add a file, and its journeys appear here.",
        "Add data",
        "pages/data/add_data.py",
    )
    st.stop()
with notices.refusing():
    view = view_of(engine, filters.current(), session.workspace().settings)
    if not view.activity().events:
        notices.empty("No event passes these filters. Take a filter away, or choose more dates.")
        st.stop()
    top.answer(answer(view))
    tiles.grid(
        [
            *overview_tiles.counts(view),
            *overview_tiles.rates(view),
            overview_tiles.revenue(view),
            *overview_tiles.scores(view),
        ],
        view.filters,
    )
    if view.before is None:
        notices.note(
            "Changes are shown when the dates leave a stretch of equal length before them, such as the last 30 days."
        )
st.subheader("How did touchpoints develop?", anchor=False)
trends_section.show(view.goal)
