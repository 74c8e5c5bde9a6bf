"""Retention curves, the differences of groups, and one column over the cohorts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.retention.result import CurveDifference, CurvePoint, RetentionTrendPoint
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, points, rate

CurvePoints = Sequence[CurvePoint]

_NARROWEST = 44
"""Pixels a label needs beside the next; with less room the numbers are in tooltips only."""


def curve_chart(
    curves: Sequence[CurvePoints], names: Sequence[str], colours: Sequence[str], columns: Sequence[str]
) -> Any:
    """A line per group over the columns after column 0, with its 95 % interval as a band; names are unique."""
    rows = _curve_rows(curves, names)
    x = alt.X("column:N", sort=list(columns), title=None, axis=alt.Axis(labelOverlap=True))
    y = alt.Y("rate:Q", title="Share who came back", axis=alt.Axis(format="%"), scale=alt.Scale(zero=True))
    legend = alt.Legend(symbolOpacity=1) if len(names) > 1 else None
    colour = alt.Color("group:N", scale=colour_scale(list(names), list(colours)), legend=legend)
    base = alt.Chart(rows)
    band = base.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour)
    line = base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    dots = base.mark_point(filled=True, size=46, opacity=1).encode(
        x=x, y=y, color=colour, tooltip=alt.Tooltip("sentence:N")
    )
    layers = [band, line, dots]
    if len(names) == 1:
        room = alt.expr(f"width / {max(len(columns), 1)} < {_NARROWEST} ? 0 : 1")
        layers.append(base.mark_text(dy=-13, fontSize=12, opacity=room).encode(x=x, y=y, text=alt.Text("shown:N")))
    return alt.layer(*layers).properties(width="container", height=280)


def curve_alt(curves: Sequence[CurvePoints], names: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for curve, name in zip(curves, names, strict=True):
        known = [point for point in curve[1:] if point.size]
        if known:
            first, last = known[0], known[-1]
            told.append(f"{name}: {rate(first.rate)} at {first.label}, {rate(last.rate)} at {last.label}")
    return f"Share who came back, averaged over complete cohorts. {'; '.join(told)}."


def difference_chart(
    differences: Sequence[CurveDifference], names: Sequence[str], colours: Sequence[str], palette: Palette
) -> Any:
    """Each group against all others in one column: the difference in points with its 95 % interval, around zero."""
    rows = pd.DataFrame(
        [
            {
                "group": name,
                "difference": found.difference,
                "low": found.difference_low,
                "high": found.difference_high,
                "shown": points(found.difference),
                "sentence": f"{name} against all others at {found.label}: {points(found.difference)} "
                f"({points(found.difference_low)} to {points(found.difference_high)}).",
            }
            for found, name in zip(differences, names, strict=True)
            if found.difference == found.difference
        ],
        columns=["group", "difference", "low", "high", "shown", "sentence"],
    )
    y = alt.Y("group:N", sort=list(names), title=None)
    base = alt.Chart(rows)
    x = alt.X(
        "difference:Q", title="Difference to all others (points)", axis=alt.Axis(labelExpr="round(datum.value * 100)")
    )
    colour = alt.Color("group:N", scale=colour_scale(list(names), list(colours)), legend=None)
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=palette.muted).encode(x=alt.X("zero:Q"))
    whisker = base.mark_rule(strokeWidth=1.5, color=palette.muted).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=x, y=y, color=colour, tooltip=alt.Tooltip("sentence:N")
    )
    text = base.mark_text(dy=-12, fontSize=12).encode(x=x, y=y, text=alt.Text("shown:N"))
    return alt.layer(zero, whisker, dots, text).properties(width="container", height=46 * len(rows) + 50)


def trend_chart(series: Sequence[Sequence[RetentionTrendPoint]], names: Sequence[str], colours: Sequence[str]) -> Any:
    """One column over the cohorts, a line per group; one line alone has its 95 % interval. Mature people only."""
    rows = _trend_rows(series, names)
    x = alt.X("start:T", title="Cohort", axis=period_axis(rows["start"]))
    y = alt.Y("rate:Q", title="Share who came back", axis=alt.Axis(format="%"), scale=alt.Scale(zero=True))
    legend = alt.Legend(symbolOpacity=1) if len(names) > 1 else None
    colour = alt.Color("group:N", scale=colour_scale(list(names), list(colours)), legend=legend)
    base = alt.Chart(rows)
    layers = (
        [base.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour)]
        if len(names) == 1
        else []
    )
    layers.append(base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour))
    layers.append(
        base.mark_point(filled=True, size=40, opacity=1).encode(
            x=x, y=y, color=colour, tooltip=alt.Tooltip("sentence:N")
        )
    )
    return alt.layer(*layers).properties(width="container", height=280)


def trend_alt(series: Sequence[Sequence[RetentionTrendPoint]], names: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for part, name in zip(series, names, strict=True):
        known = [point for point in part if point.size]
        if known:
            told.append(f"{name} from {rate(known[0].rate)} to {rate(known[-1].rate)}")
    return f"Share who came back, by cohort: {'; '.join(told)}."


def _curve_rows(curves: Sequence[CurvePoints], names: Sequence[str]) -> pd.DataFrame:
    rows = [
        {
            "group": name,
            "column": point.label,
            "rate": point.rate,
            "low": point.rate_low,
            "high": point.rate_high,
            "shown": rate(point.rate),
            "sentence": f"{name}, {point.label}: {count(point.people)} of {count(point.size)} came back, "
            f"{rate(point.rate)} ({rate(point.rate_low)} to {rate(point.rate_high)}).",
        }
        for curve, name in zip(curves, names, strict=True)
        for point in curve[1:]
        if point.size
    ]
    return pd.DataFrame(rows, columns=["group", "column", "rate", "low", "high", "shown", "sentence"])


def _trend_rows(series: Sequence[Sequence[RetentionTrendPoint]], names: Sequence[str]) -> pd.DataFrame:
    rows = [
        {
            "group": name,
            "start": point.start,
            "rate": point.rate,
            "low": point.rate_low,
            "high": point.rate_high,
            "sentence": f"{name}, cohort of {point.label}: {count(point.people)} of {count(point.size)} came back, "
            f"{rate(point.rate)} ({rate(point.rate_low)} to {rate(point.rate_high)}).",
        }
        for part, name in zip(series, names, strict=True)
        for point in part
        if point.size
    ]
    return pd.DataFrame(rows, columns=["group", "start", "rate", "low", "high", "sentence"])
