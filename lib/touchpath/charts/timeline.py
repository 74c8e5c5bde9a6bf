"""One person's journey along time: what happened, on which channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.timeline import Timeline
from touchpath.charts.theme import Palette
from touchpath.journey.words import DAY_ON_AXIS, SECOND_ON_AXIS, decimal, listed, plural

NO_CHANNEL = "(no channel)"
_WIDTH, _SIGN, _GAP = 900, 6.2, 10
"""The width of the picture, of a sign of a name, and between two names, in pixels."""
_CLOCK = f"timeFormat(datum.value, hours(datum.value) + minutes(datum.value) > 0 ? '%H:%M' : '{DAY_ON_AXIS}')"
"""Hours on a clock of 24, days with their year."""


def timeline_chart(person: Timeline, palette: Palette, zone: tzinfo) -> Any:
    """Points in time, a lane per channel: events as dots, answers as diamonds, each with its name; times in `zone`.

    Where points lie too close for their names, the first of them is named and the others on hover.
    """
    rows = _rows(person, zone)
    kinds = ["Event", "Answer"]
    lanes = rows["lane"].nunique() if len(rows) else 1
    base = alt.Chart(rows).encode(
        x=alt.X("at:T", title=None, axis=alt.Axis(labelExpr=_CLOCK, labelOverlap=True, grid=False)),
        y=alt.Y("lane:N", title=None, axis=alt.Axis(grid=True, domain=False, ticks=False)),
        tooltip=[
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("at:T", title="When", format=SECOND_ON_AXIS),
        ],
    )
    colours, shapes = [palette.accent, palette.loss], ["circle", "diamond"]
    legend = alt.Legend(title=None, orient="top")
    points = base.mark_point(filled=True, size=90, opacity=0.75).encode(
        color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=colours), legend=legend),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=shapes), legend=legend),
    )
    names = base.mark_text(align="left", dx=-4, dy=-13, fontSize=11, color=palette.text).encode(
        text=alt.Text("named:N")
    )
    return alt.layer(points, names).properties(width="container", height=max(110, 48 * lanes + 40))


def _rows(person: Timeline, zone: tzinfo) -> pd.DataFrame:
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
        ],
        columns=["at", "lane", "kind", "what"],
    )
    return rows.assign(named=with_room(rows["at"].tolist(), rows["lane"].tolist(), rows["what"].tolist()))


def with_room(moments: Sequence[Any], lanes: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names as far as they have room beside each other in their lane; "" for those that have none."""
    if not moments:
        return []
    first, last = min(moments), max(moments)
    across = max((last - first).total_seconds(), 1.0)
    free: dict[str, float] = {}
    shown = []
    for moment, lane, name in sorted(zip(moments, lanes, range(len(names)), strict=True), key=lambda part: part[0]):
        at = _WIDTH * (moment - first).total_seconds() / across
        fits = at >= free.get(lane, -1.0)
        shown.append((name, names[name] if fits else ""))
        if fits:
            free[lane] = at + _SIGN * len(names[name]) + _GAP
    return [name for _, name in sorted(shown)]


def timeline_alt(person: Timeline) -> str:
    """What the picture says, for those who do not see it."""
    channels = sorted({moment.channel or NO_CHANNEL for moment in person.moments})
    return f"{plural(len(person.moments), 'moment')} of {person.person_id} on {listed(channels)}."
