"""What people who dropped did next, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.drivers import NextTouchpoint
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, rate


def next_chart(found: Sequence[NextTouchpoint], palette: Palette) -> Any:
    """One bar per next touchpoint, "other" and "nothing more" in grey at the end; shares of those who dropped.

    A tick marks the share among those who went on.
    """
    rows = pd.DataFrame(
        [
            {
                "what": part.label if part.kind == "touchpoint" else f"({part.label.lower()})",
                "rate": part.people_rate,
                "known": part.kind == "touchpoint",
                "others": part.others_rate,
                "label": f"{rate(part.people_rate)} ({count(part.people)})",
                "beside": rate(part.others_rate),
            }
            for part in found
            if part.kind != "everybody"
        ]
    )
    y = alt.Y("what:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelColor=palette.text))
    most = float(rows[["rate", "others"]].astype(float).max().max())
    x = alt.X("rate:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.35], nice=False))
    base = alt.Chart(rows)
    bars = base.mark_bar().encode(
        x=x, y=y, color=alt.condition("datum.known", alt.value(palette.accent), alt.value(palette.context)),
        tooltip=[alt.Tooltip("what:N", title="Next"), alt.Tooltip("label:N", title="Share (people)"),
                 alt.Tooltip("beside:N", title="Of those who went on")],
    )  # fmt: skip
    beside = base.mark_tick(color=palette.text, thickness=2).encode(x=alt.X("others:Q", axis=None), y=y)
    text = base.mark_text(align="left", dx=5, color=palette.text).encode(x=x, y=y, text=alt.Text("label:N"))
    return alt.layer(bars, beside, text).properties(width="container", height=26 * len(rows))
