"""Conversion by period of entry, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.funnel.result import TrendSeries
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, day_in_words, rate


def trend_chart(
    series: Sequence[TrendSeries], labels: Sequence[str], colours: Sequence[str], palette: Palette, period: str
) -> Any:
    """One line per series: share of those who entered in a period that reached the last step.

    A single series shows its 95 % interval as a band. Incomplete periods are dashed and hollow. `labels` are unique.
    """
    rows = _rows(series, labels, period)
    x = alt.X("start:T", title=f"{period.capitalize()} of entry", axis=period_axis(rows["start"], period))
    y = alt.Y("rate:Q", title="Reached the last step", axis=alt.Axis(format="%"), scale=alt.Scale(zero=True))
    colour = alt.Color(
        "series:N", scale=colour_scale(list(labels), list(colours)), legend=alt.Legend() if len(series) > 1 else None
    )
    base = alt.Chart(rows)
    layers = []
    if len(series) == 1:
        layers.append(base.mark_area(opacity=0.15).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour))
    layers.append(base.transform_filter("datum.solid").mark_line(strokeWidth=2).encode(x=x, y=y, color=colour))
    layers.append(
        base.transform_filter("datum.dashed")
        .mark_line(strokeWidth=2, strokeDash=[4, 4], opacity=0.6)
        .encode(x=x, y=y, color=colour)
    )
    told = {"x": x, "y": y, "color": colour, "tooltip": "sentence:N"}
    complete = base.transform_filter("datum.complete").mark_point(size=44, filled=True, opacity=1)
    hollow = base.transform_filter("!datum.complete").mark_point(size=44, fill=palette.background, opacity=1)
    layers += [complete.encode(**told), hollow.encode(**told)]
    return alt.layer(*layers).properties(width="container", height=260)


def trend_alt(series: Sequence[TrendSeries], labels: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for part, label in zip(series, labels, strict=True):
        points = [point for point in part.points if point.rate == point.rate]
        if points:
            told.append(f"{label} from {rate(points[0].rate)} to {rate(points[-1].rate)}")
    return f"Conversion by period of entry: {'; '.join(told)}."


def _rows(series: Sequence[TrendSeries], labels: Sequence[str], period: str) -> pd.DataFrame:
    rows = []
    for part, label in zip(series, labels, strict=True):
        for place, point in enumerate(part.points):
            following = part.points[place + 1 : place + 2]
            rows.append(
                {
                    "series": label,
                    "start": point.start,
                    "rate": None if point.rate != point.rate else point.rate,
                    "low": None if point.rate_low != point.rate_low else point.rate_low,
                    "high": None if point.rate_high != point.rate_high else point.rate_high,
                    "complete": point.complete,
                    "solid": point.complete,
                    "dashed": not point.complete or any(not after.complete for after in following),
                    "sentence": f"{label}, {period} of {day_in_words(point.start)}: {count(point.converted)} of "
                    f"{count(point.entered)} reached the last step, {rate(point.rate)}"
                    f"{'' if point.complete else ' (incomplete)'}.",
                }
            )
    return pd.DataFrame(rows)
