"""A prediction beside what came: parts of the customers, by what was expected of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.lifetime.held_out import PredictedPart
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, decimal, interval

EXPECTED, CAME = "Expected", "Came, with 95 % interval"


def tested_chart(parts: Sequence[PredictedPart], palette: Palette) -> Any:
    """For each part a bar at what was expected and a dot with its range at what came."""
    rows = pd.DataFrame(
        [
            {
                "part": part.name, "expected": part.predicted, "came": part.actual, "low": part.low,
                "high": part.high, "sentence": _sentence(part), "one": EXPECTED, "other": CAME,
            }
            for part in parts
            if isfinite(part.predicted)
        ],
        columns=["part", "expected", "came", "low", "high", "sentence", "one", "other"],
    )  # fmt: skip
    x = alt.X("part:N", sort=list(rows["part"]), title="Customers in parts, fewest purchases expected first")
    scale = colour_scale([EXPECTED, CAME], [palette.context, palette.accent])
    legend = alt.Legend(symbolOpacity=1)
    base = alt.Chart(rows).encode(x=x, tooltip=alt.Tooltip("sentence:N", title=" "))
    title = "Days with purchases per customer"
    layers = [
        base.mark_bar(opacity=0.8).encode(
            y=alt.Y("expected:Q", title=title), color=alt.Color("one:N", scale=scale, legend=legend)
        ),
        base.mark_rule(strokeWidth=2, color=palette.accent).encode(
            y=alt.Y("low:Q", title=title), y2=alt.Y2("high:Q")
        ),
        base.mark_point(filled=True, size=60, opacity=1).encode(
            y=alt.Y("came:Q", title=title), color=alt.Color("other:N", scale=scale, legend=legend)
        ),
    ]  # fmt: skip
    return alt.layer(*layers).properties(width="container", height=280)


def tested_alt(parts: Sequence[PredictedPart]) -> str:
    """What the picture says."""
    told = " ".join(_sentence(part) for part in parts if isfinite(part.predicted))
    return f"Expected and actual days with purchases per customer, in parts by what was expected. {told}"


def _sentence(part: PredictedPart) -> str:
    ends = interval(decimal(part.low, 2), decimal(part.high, 2))
    return (
        f"Part {part.name} ({count(part.people)} customers): {decimal(part.predicted, 2)} expected, "
        f"{decimal(part.actual, 2)} came ({ends})."
    )
