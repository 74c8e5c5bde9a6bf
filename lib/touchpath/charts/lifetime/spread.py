"""How unevenly revenue is spread over customers."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.lifetime.history import SharePoint
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, rate


def spread_chart(points: Sequence[SharePoint], palette: Palette) -> Any:
    """The share of the revenue that the best share of the customers brought; the first point is marked by name."""
    known = sorted((point for point in points if isfinite(point.people)), key=lambda point: point.people)
    rows = pd.DataFrame(
        [
            {"people": 0.0, "revenue": 0.0, "sentence": ""},
            *({"people": p.people / p.of, "revenue": p.share, "sentence": _sentence(p)} for p in known),
        ]
    )
    x = alt.X("people:Q", title="Share of customers, those who brought most first", axis=alt.Axis(format=".0%"),
              scale=alt.Scale(domain=[0, 1]))  # fmt: skip
    y = alt.Y("revenue:Q", title="Share of the revenue", axis=alt.Axis(format=".0%"))
    base = alt.Chart(rows).encode(x=x, y=y)
    layers = [
        base.mark_line(strokeWidth=2, color=palette.accent),
        base.mark_point(filled=True, size=36, opacity=1, color=palette.accent)
        .encode(tooltip=alt.Tooltip("sentence:N", title=" "))
        .transform_filter("datum.people > 0"),
    ]
    if points and isfinite(points[0].people):
        layers += _marked(points[0], palette, x, y)
    return alt.layer(*layers).properties(width="container", height=280)


def _marked(point: SharePoint, palette: Palette, x: Any, y: Any) -> list[Any]:
    """Who made four fifths: a drop line, a dot and the words."""
    share = point.people / point.of
    words = f"{rate(share)} of customers: {rate(point.share)}"
    base = alt.Chart(pd.DataFrame([{"people": share, "revenue": point.share, "zero": 0.0, "words": words}]))
    left = share > 0.5
    return [
        base.mark_rule(color=palette.muted, strokeDash=[3, 3]).encode(x=x, y=alt.Y("zero:Q"), y2=alt.Y2("revenue:Q")),
        base.mark_point(filled=True, size=90, opacity=1, color=palette.loss).encode(x=x, y=y),
        base.mark_text(align="right" if left else "left", dx=-9 if left else 9, dy=12, fontSize=12).encode(
            x=x, y=y, text=alt.Text("words:N"), color=alt.value(palette.text)
        ),
    ]


def spread_alt(points: Sequence[SharePoint]) -> str:
    """What the picture says."""
    told = " ".join(_sentence(point) for point in points if isfinite(point.people))
    return f"Share of the revenue by share of the customers, best first. {told}"


def _sentence(point: SharePoint) -> str:
    return (
        f"The {count(point.people)} customers who brought most ({rate(point.people / point.of)}) brought "
        f"{rate(point.share)} of the revenue."
    )
