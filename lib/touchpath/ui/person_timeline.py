"""One person's timeline: who it is, the picture, and every event and answer in order."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis.timeline import Timeline, timeline
from touchpath.charts.timeline import timeline_alt, timeline_chart
from touchpath.engine.base import Store
from touchpath.journey.words import decimal, plural
from touchpath.ui import cached, downloads, notices, shown, theme
from touchpath.ui.explain import plain


def show_timeline(engine: Store, person_id: str) -> None:
    """Draw the timeline of the person called `person_id`."""
    found = cached.answer(timeline, engine, person_id)
    with st.container(border=True):
        st.subheader(plain(found.person_id), anchor=False)
        st.caption(plain(_who(found)))
        if found.moments:
            chart = timeline_chart(found, theme.palette(), engine.calendar.tz)
            theme.draw(chart, alt=timeline_alt(found), key="person_timeline")
        frame = _frame(found, engine.calendar.zone)
        st.dataframe(frame, hide_index=True, width="stretch", height=min(420, 38 + 35 * len(frame)),
                     column_config=shown.clock(frame))  # fmt: skip
        notices.note(f"Times are on the clock of {engine.calendar.zone}.")
        if found.cut:
            notices.note("Only the first 2,000 events and answers are shown.")
        downloads.table(frame, f"timeline-{found.person_id}", key="csv_timeline")


def _who(found: Timeline) -> str:
    parts = [found.persona or "No persona"]
    parts += [f"{name}: {value}" for name, value in found.attributes]
    if found.other_ids:
        parts.append(f"also known as {', '.join(found.other_ids[:5])}")
    answers = sum(moment.kind == "answer" for moment in found.moments)
    parts.append(f"{plural(len(found.moments) - answers, 'event')}, {plural(answers, 'answer')}")
    return " · ".join(parts)


def _frame(found: Timeline, zone: str) -> pd.DataFrame:
    """Times in the workspace zone; the score of an answer and the value of an event share a column."""
    at = pd.to_datetime(pd.Series([moment.at for moment in found.moments], dtype="datetime64[us]"))
    local = at.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
    rows = [
        {
            "What": moment.name if moment.kind == "event" else f"Answer: {moment.name}",
            "Channel": moment.channel or "",
            "Stage": moment.stage or "",
            "Value or score": "" if moment.value is None else decimal(moment.value, 2).removesuffix(".00"),
            "Details": moment.detail,
        }
        for moment in found.moments
    ]
    return pd.DataFrame({"When": local}).join(pd.DataFrame(rows))
