"""The trends picture: a line per group over the periods; what is incomplete is lighter, dashed and named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.trends import TrendGroup, TrendResult
from touchpath.answers.trends import TITLES
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, day_in_words, decimal, month_in_words

_DIRECT_LABELS = 4
_HEIGHT = 340


@dataclass(frozen=True)
class Line:
    """A group as it is drawn: its label and its colour."""

    group: TrendGroup
    label: str
    colour: str


def trends_chart(result: TrendResult, lines: Sequence[Line], palette: Palette, height: int = _HEIGHT) -> Any:
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
        x=alt.X("day:T", title=None, axis=period_axis(frame["day"], result.trend.period)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6)),
        color=colour,
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    pale = base.transform_filter("datum.stretch >= 0").encode(detail=alt.Detail("stretch:N"))
    layers = [
        base.transform_filter("datum.complete").mark_line(strokeWidth=2.2),
        pale.mark_line(strokeWidth=1.6, strokeDash=[4, 4], opacity=0.55),
        base.transform_filter("datum.complete").mark_point(filled=True, size=22, opacity=1),
        base.transform_filter("datum.cut").mark_point(filled=False, size=34, opacity=0.6),
    ]
    if direct and len(lines) > 1:
        layers.append(_end_labels(frame, colour))
    title = f"{TITLES[result.trend.measure]} per {result.trend.period}"
    above = alt.Title(title, anchor="start", fontSize=12, fontWeight="normal", color=palette.muted)
    return alt.layer(*layers).properties(height=height, title=above)


def trends_alt(result: TrendResult, lines: Sequence[Line]) -> str:
    """What the picture says, for readers who do not see it."""
    said = []
    for line in lines:
        pairs = zip(line.group.values(result.trend), result.buckets, strict=True)
        values = [value for value, bucket in pairs if bucket.complete and not isnan(value)]
        if values:
            said.append(f"{line.label} from {_number(values[0])} to {_number(values[-1])}")
    title = TITLES[result.trend.measure]
    return f"{title} per {result.trend.period}, first to last complete {result.trend.period}: {'; '.join(said)}."


def _frame(result: TrendResult, lines: Sequence[Line]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for line in lines:
        values = line.group.values(result.trend)
        for number, stretch in _points([bucket.complete for bucket in result.buckets]):
            bucket, value = result.buckets[number], values[number]
            rows.append(
                {
                    "day": pd.Timestamp(bucket.start),
                    "value": None if isnan(value) else value,
                    "group": line.label,
                    "complete": bucket.complete and stretch < 0,
                    "cut": not bucket.complete,
                    "stretch": stretch,
                    "sentence": _sentence(result, line, value, number),
                }
            )
    return pd.DataFrame(rows)


def _points(complete: list[bool]) -> list[tuple[int, int]]:
    """The points of a line as (bucket, stretch): -1 for complete ones; each stretch of incomplete ones has a number.

    A stretch also holds the complete points beside it, so that its dashes reach the solid line.
    """
    points = [(number, -1) for number, whole in enumerate(complete) if whole]
    stretch = -1
    for number, whole in enumerate(complete):
        if whole:
            continue
        fresh = number == 0 or complete[number - 1]
        stretch += fresh
        if fresh and number:
            points.append((number - 1, stretch))
        points.append((number, stretch))
        if number + 1 < len(complete) and complete[number + 1]:
            points.append((number + 1, stretch))
    return points


def _sentence(result: TrendResult, line: Line, value: float, number: int) -> str:
    bucket, period = result.buckets[number], result.trend.period
    when = month_in_words(bucket.start) if period == "month" else day_in_words(bucket.start)
    start = when if period in ("day", "month") else f"week from {when}"
    cut = "" if bucket.complete else f" (the {period} is not complete)"
    return f"{line.label}, {start}: {_number(value)} {TITLES[result.trend.measure].lower()}{cut}"


def _end_labels(frame: pd.DataFrame, colour: alt.Color) -> Any:
    ends = (
        frame.dropna(subset=["value"])
        .sort_values("day", kind="stable")
        .groupby("group", as_index=False, sort=False)
        .tail(1)
    )
    return (
        alt.Chart(ends)
        .mark_text(align="left", dx=7, fontWeight=600, limit=140)
        .encode(x=alt.X("day:T"), y=alt.Y("value:Q"), text=alt.Text("group:N"), color=colour)
    )


def _number(value: float) -> str:
    return count(value) if float(value).is_integer() else decimal(value, 2)
