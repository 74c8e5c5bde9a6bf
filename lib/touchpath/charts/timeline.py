"""One person's journey along time: what happened, on which channel."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.timeline import Timeline
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, decimal, listed

NO_CHANNEL = "(no channel)"


def timeline_chart(person: Timeline, palette: Palette, zone: tzinfo) -> Any:
    """Points in time, a lane per channel: events as dots, answers as diamonds; times in `zone`."""
    rows = pd.DataFrame(
        [
            {
                "at": pd.Timestamp(moment.at, tz="UTC").tz_convert(zone).tz_localize(None),
                "lane": moment.channel or NO_CHANNEL,
                "kind": "Answer" if moment.kind == "answer" else "Event",
                "what": moment.name if moment.kind == "event" else f"{moment.name}: {decimal(moment.value, 0)}",
            }
            for moment in person.moments
            if moment.at is not None
        ]
    )
    kinds = ["Event", "Answer"]
    lanes = rows["lane"].nunique() if len(rows) else 1
    return (
        alt.Chart(rows)
        .mark_point(filled=True, size=90, opacity=0.75)
        .encode(
            x=alt.X("at:T", title=None),
            y=alt.Y("lane:N", title=None, axis=alt.Axis(grid=True, domain=False, ticks=False)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[palette.accent, palette.loss])),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
            tooltip=[
                alt.Tooltip("what:N", title="What"),
                alt.Tooltip("at:T", title="When", format="%-d %b %Y %H:%M:%S"),
            ],
        )
        .properties(width="container", height=max(90, 34 * lanes + 40))
    )


def timeline_alt(person: Timeline) -> str:
    """What the picture says, for those who do not see it."""
    channels = sorted({moment.channel or NO_CHANNEL for moment in person.moments})
    return f"{count(len(person.moments))} moments of {person.person_id} on {listed(channels)}."
