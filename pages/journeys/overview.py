"""How is the journey doing? The headline figures, and any touchpoint over time."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.scores import METRICS
from touchpath.journey import words
from touchpath.ui import filters, header, notices, session, tiles, trends_section
from touchpath.ui.overview import tiles as overview_tiles
from touchpath.ui.overview.view import View, view_of


def answer(view: View) -> str:
    """The page in one sentence."""
    found, converted, kept = view.activity(), view.figure("conversion"), view.figure("retained")
    parts = [
        f"{words.plural(found.people, 'person', 'people')} left {words.plural(found.events, 'event')} "
        f"in {words.plural(found.sessions, 'session')}"
    ]
    if converted.n:
        parts.append(
            f"{words.rate(converted.value)} reached the goal ({words.listed(view.settings.goal, conjunction='or')})"
        )
    if kept.n:
        parts.append(f"{words.rate(kept.value)} came back within 30 days")
    return f"{'; '.join(parts)}."


def figures(view: View) -> None:
    """The tiles: how much, how well, how it felt."""
    if view.activity().events:
        tiles.row([*overview_tiles.counts(view), overview_tiles.revenue(view)], view.filters)
        tiles.row(overview_tiles.rates(view), view.filters)
    tiles.row(overview_tiles.scores(view), view.filters)
    notices.note(
        f"Changes are {view.versus}, in brackets their 95 % interval; coloured where it leaves out zero."
        if view.before
        else "Changes are shown when the data reach back as long again before the dates, as for the last 30 days."
    )


top = header.header("How is the journey doing?")
engine = session.engine()
with notices.refusing():
    view = view_of(engine, filters.current(), session.workspace().settings)
    events, answers = view.activity().events, sum(view.score(metric).figure.n for metric in METRICS)
    if not events and not answers:
        if engine.calendar.data_end is None:
            notices.empty("This workspace holds no events yet: add a file.", "Add data", "pages/data/add_data.py")
        else:
            notices.empty("Nothing passes these filters. Take a filter away, or choose more dates.")
        st.stop()
    top.answer(answer(view) if events else f"{words.plural(answers, 'survey answer')} and no events are in view.")
    figures(view)
if events:
    st.subheader("How did touchpoints develop?", anchor=False)
    trends_section.show(view.settings.goal)
