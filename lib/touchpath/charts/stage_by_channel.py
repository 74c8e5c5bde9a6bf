"""Where in the journey people are met: stages across, channels down, people in each cell."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.touchpoints import STAGES

NO_STAGE = "no stage yet"
NO_CHANNEL = "(no channel)"
MOST_CHANNELS = 12
_ROW = 30
_FULL = 0.62
"""From this share of the largest number on, a cell is so full of colour that its number takes the page's colour."""
_NARROW = "width < 420 ? slice(datum.label, 0, 5) + '.' : datum.label"


def stage_by_channel(rows: pd.DataFrame, palette: Palette) -> Any:
    """A heat map of `rows` (stage, channel, events, people; None is missing); the busiest channels first.

    Channels beyond MOST_CHANNELS are left out; the table beside the picture holds them all.
    """
    cells = rows.assign(
        stage=rows["stage"].where(rows["stage"].notna(), NO_STAGE),
        channel=rows["channel"].where(rows["channel"].notna(), NO_CHANNEL),
    )
    channels = busiest(cells)
    cells = cells[cells["channel"].isin(channels)]
    stages = [stage for stage in (*STAGES, NO_STAGE) if stage in set(cells["stage"]) or stage in STAGES]
    base = alt.Chart(cells, height=_ROW * max(len(channels), 2)).encode(
        x=alt.X("stage:N", sort=stages, scale=alt.Scale(domain=stages), title=None).axis(
            orient="top", labelExpr=_NARROW, labelOverlap=False, domain=False, ticks=False
        ),
        y=alt.Y("channel:N", sort=channels, title=None).axis(domain=False, ticks=False),
        tooltip=[
            alt.Tooltip("channel:N", title="Channel"),
            alt.Tooltip("stage:N", title="Stage"),
            alt.Tooltip("people:Q", title="People", format=","),
            alt.Tooltip("events:Q", title="Events", format=","),
        ],
    )
    most = float(cells["people"].max()) if len(cells) else 1.0
    shade = alt.Scale(domain=[0, most], range=list(palette.sequential), interpolate="lab")
    boxes = base.mark_rect(cornerRadius=4, stroke=palette.background, strokeWidth=3).encode(
        color=alt.Color("people:Q", scale=shade, legend=None)
    )
    numbers = base.mark_text(fontSize=12).encode(
        text=alt.Text("people:Q", format=","),
        color=alt.condition(alt.datum.people > most * _FULL, alt.value(palette.background), alt.value(palette.text)),
    )
    return alt.layer(boxes, numbers)


def busiest(cells: pd.DataFrame) -> list[str]:
    """The channels of `cells`, most events first, at most MOST_CHANNELS."""
    return [str(name) for name in cells.groupby("channel")["events"].sum().nlargest(MOST_CHANNELS).index]
