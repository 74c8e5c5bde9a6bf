"""How long it took to convert, as bars over lengths of time that people speak of."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.funnel.result import ConversionTimes
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, duration, rate

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
SPANS: tuple[float, ...] = (
    *(0, 10, 30, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 3 * _DAY, 7 * _DAY, 14 * _DAY),
    *(30 * _DAY, 60 * _DAY, 90 * _DAY, 180 * _DAY, 365 * _DAY, float("inf")),
)
"""Edges of the bars in seconds: times of a funnel run from seconds to months, so equal widths would show nothing."""


def in_spans(seconds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Edges and counts of the spans from the first to the last that holds anybody (low edge included)."""
    edges = np.array(SPANS)
    counts = np.bincount(np.searchsorted(edges, seconds, side="right") - 1, minlength=len(edges) - 1)
    filled = np.flatnonzero(counts)
    if not len(filled):
        return edges[:1], counts[:0]
    return edges[filled[0] : filled[-1] + 2], counts[filled[0] : filled[-1] + 1]


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
    text = base.mark_text(align="left", dx=5, color=palette.text).encode(x=x, y=y, text="label:N")
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
