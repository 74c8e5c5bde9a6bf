"""How long it took to convert, as bars over lengths of time that people speak of."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.funnel.result import ConversionTimes
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, duration, rate


def times_chart(times: ConversionTimes, palette: Palette) -> Any:
    """One bar per span of `times.edges`: people and their share; the one with the median is named."""
    total = int(times.counts.sum())
    rows = pd.DataFrame(
        [
            {
                "span": _span(low, high),
                "people": int(people),
                "median": low <= times.median < high,
                "label": f"{rate(int(people) / total)} ({count(int(people))})"
                + (f" · median {duration(times.median)}" if low <= times.median < high else ""),
            }
            for (low, high), people in zip(pairwise(times.edges.tolist()), times.counts, strict=True)
        ]
    )
    most = max(int(times.counts.max(initial=0)), 1)
    y = alt.Y(
        "span:N", sort=None, title=None,
        axis=alt.Axis(ticks=False, domain=False, labelColor=palette.text, labelOverlap=False),
    )  # fmt: skip
    x = alt.X("people:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.6], nice=False, zero=True))
    base = alt.Chart(rows)
    bars = base.mark_bar().encode(
        x=x, y=y, color=alt.condition("datum.median", alt.value(palette.accent), alt.value(palette.context)),
        tooltip=[alt.Tooltip("span:N", title="It took"), alt.Tooltip("label:N", title="Share (people)")],
    )  # fmt: skip
    text = base.mark_text(align="left", dx=5, color=palette.text).encode(x=x, y=y, text=alt.Text("label:N"))
    return alt.layer(bars, text).properties(width="container", height=26 * len(rows))


def times_alt(times: ConversionTimes, start: str, end: str) -> str:
    """What the picture says, for those who do not see it."""
    return (
        f"Time from {start} to {end} of {count(int(times.counts.sum()))} people: median {duration(times.median)}, "
        f"nine in ten within {duration(times.p90)}."
    )


def _span(low: float, high: float) -> str:
    if high == float("inf"):
        return f"over {duration(low)}"
    return f"{duration(low)} to {duration(high)}" if low else f"under {duration(high)}"
