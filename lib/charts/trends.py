"""The trends picture: a line per group over the periods; what is incomplete is lighter, dashed and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from lib.analysis.trends import TrendGroup, TrendResult
from lib.charts.theme import Palette
from lib.journey.words import count, decimal

MEASURE_TITLES = {"total": "Events", "people": "People", "per_person": "Events per person"}
_DIRECT_LABELS = 4
_HEIGHT = 340


@dataclass(frozen=True)
class Line:
    """A group as it is drawn: its label and its colour."""

    group: TrendGroup
    label: str
    colour: str


def trends_chart(result: TrendResult, lines: Sequence[Line], palette: Palette) -> Any:
    """Lines over time: solid between complete periods, dashed and pale towards incomplete ones.

    Up to four lines carry their names at their ends; more get a legend.
    """
    frame = _frame(result, lines)
    direct = len(lines) <= _DIRECT_LABELS
    colour = alt.Color(
        "group:N",
        scale=alt.Scale(domain=[line.label for line in lines], range=[line.colour for line in lines]),
        legend=None if direct else alt.Legend(columns=4, symbolType="stroke"),
    )
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format=_date_format(result), grid=False, tickCount=8)),
        y=alt.Y("value:Q", title=MEASURE_TITLES[result.trend.measure], scale=alt.Scale(zero=True)),
        color=colour,
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    layers = [
        base.transform_filter("datum.solid").mark_line(strokeWidth=2.2),
        base.transform_filter("datum.dashed").mark_line(strokeWidth=1.6, strokeDash=[4, 4], opacity=0.55),
        base.transform_filter("datum.complete").mark_point(filled=True, size=22, opacity=1),
        base.transform_filter("!datum.complete").mark_point(filled=False, size=34, opacity=0.6),
    ]
    if direct and len(lines) > 1:
        layers.append(_end_labels(frame, colour))
    return alt.layer(*layers).properties(height=_HEIGHT)


def trends_alt(result: TrendResult, lines: Sequence[Line]) -> str:
    """What the picture says, for readers who do not see it."""
    said = []
    for line in lines:
        pairs = zip(line.group.values(result.trend), result.buckets, strict=True)
        values = [value for value, bucket in pairs if bucket.complete and not isnan(value)]
        if values:
            said.append(f"{line.label} from {_number(values[0])} to {_number(values[-1])}")
    title = MEASURE_TITLES[result.trend.measure]
    return f"{title} per {result.trend.period}, first to last complete {result.trend.period}: {'; '.join(said)}."


def _frame(result: TrendResult, lines: Sequence[Line]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for line in lines:
        values = line.group.values(result.trend)
        flags = [bucket.complete for bucket in result.buckets]
        for number, (value, bucket) in enumerate(zip(values, result.buckets, strict=True)):
            beside = [flags[i] for i in (number - 1, number + 1) if 0 <= i < len(flags)]
            rows.append(
                {
                    "day": pd.Timestamp(bucket.start),
                    "value": None if isnan(value) else value,
                    "group": line.label,
                    "complete": bucket.complete,
                    "solid": bucket.complete,
                    "dashed": not bucket.complete or not all(beside),
                    "sentence": _sentence(result, line, value, number),
                }
            )
    return pd.DataFrame(rows)


def _sentence(result: TrendResult, line: Line, value: float, number: int) -> str:
    bucket, period = result.buckets[number], result.trend.period
    when = f"{bucket.start:%B %Y}" if period == "month" else f"{bucket.start.day} {bucket.start:%b %Y}"
    start = when if period in ("day", "month") else f"week from {when}"
    cut = "" if bucket.complete else f" (the {period} is not complete)"
    return f"{line.label}, {start}: {_number(value)} {MEASURE_TITLES[result.trend.measure].lower()}{cut}"


def _end_labels(frame: pd.DataFrame, colour: alt.Color) -> Any:
    ends = frame.dropna(subset=["value"]).groupby("group", as_index=False, sort=False).tail(1)
    return (
        alt.Chart(ends)
        .mark_text(align="left", dx=7, fontWeight=600, limit=140)
        .encode(x="day:T", y="value:Q", text="group:N", color=colour)
    )


def _date_format(result: TrendResult) -> str:
    if result.trend.period == "month":
        return "%b %Y"
    return "%-d %b"


def _number(value: float) -> str:
    return count(value) if float(value).is_integer() else decimal(value, 2)
