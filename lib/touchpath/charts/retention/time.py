"""Time until people leave or buy again, and how the people of each period came to be active."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.churn_summary import ChurnLine
from touchpath.analysis.lifecycle import LifecyclePeriod
from touchpath.analysis.repeat_purchase import RepeatPoint
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, rate

KINDS = {"new": "New", "returning": "Returning", "resurrected": "Back after a break", "dormant": "Gone quiet"}


def churn_chart(lines: Sequence[ChurnLine], names: Sequence[str], colours: Sequence[str], palette: Palette) -> Any:
    """The share not yet churned by days since the first event, as steps with 95 % bands, and the half-way line."""
    rows = pd.DataFrame(
        [
            {
                "group": name, "days": point.days, "staying": point.staying, "low": point.low, "high": point.high,
                "sentence": f"{name}: {rate(point.staying)} still there after {count(round(point.days))} days "
                f"({rate(point.low)} to {rate(point.high)}).",
            }
            for line, name in zip(lines, names, strict=True)
            for point in line.points
        ]
    )  # fmt: skip
    x = alt.X("days:Q", title="Days since the start", axis=alt.Axis(tickCount=10))
    y = alt.Y("staying:Q", title="Still there", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    legend = alt.Legend(symbolOpacity=1) if len(names) > 1 else None
    colour = alt.Color("group:N", scale=colour_scale(list(names), list(colours)), legend=legend)
    base = alt.Chart(rows)
    band = base.mark_area(opacity=0.14, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(x=x, y=y, color=colour)
    hover = base.mark_point(opacity=0, size=90).encode(x=x, y=y, color=colour, tooltip=alt.Tooltip("sentence:N"))
    half = (
        alt.Chart(pd.DataFrame({"half": [0.5]}))
        .mark_rule(color=palette.muted, strokeDash=[4, 4])
        .encode(y=alt.Y("half:Q"))
    )
    return alt.layer(half, band, line, hover).properties(width="container", height=300)


def churn_alt(lines: Sequence[ChurnLine], names: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = [
        f"{name}: {rate(line.points[-1].staying)} still there after {count(round(line.points[-1].days))} days"
        for line, name in zip(lines, names, strict=True)
        if line.points
    ]
    return f"Share of people not yet churned, by days since their first event. {'; '.join(told)}."


def repeat_chart(curves: Sequence[Sequence[RepeatPoint]], names: Sequence[str], colours: Sequence[str]) -> Any:
    """The share that bought again by days since the first purchase, with 95 % bands; mature people only."""
    rows = pd.DataFrame(
        [
            {
                "group": name, "days": point.days, "rate": point.rate, "low": point.rate_low, "high": point.rate_high,
                "shown": rate(point.rate),
                "sentence": f"{name}: {count(point.people)} of {count(point.size)} bought again within {point.days} "
                f"days, {rate(point.rate)} ({rate(point.rate_low)} to {rate(point.rate_high)}).",
            }
            for curve, name in zip(curves, names, strict=True)
            for point in curve
            if point.size
        ],
        columns=["group", "days", "rate", "low", "high", "shown", "sentence"],
    )  # fmt: skip
    x = alt.X("days:Q", title="Days since the first purchase", axis=alt.Axis(tickCount=8))
    y = alt.Y("rate:Q", title="Bought again", axis=alt.Axis(format="%"), scale=alt.Scale(zero=True))
    legend = alt.Legend(symbolOpacity=1) if len(names) > 1 else None
    colour = alt.Color("group:N", scale=colour_scale(list(names), list(colours)), legend=legend)
    base = alt.Chart(rows)
    layers = [
        base.mark_area(opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour),
        base.mark_line(strokeWidth=2).encode(x=x, y=y, color=colour),
        base.mark_point(filled=True, size=46, opacity=1).encode(
            x=x, y=y, color=colour, tooltip=alt.Tooltip("sentence:N")
        ),
    ]
    if len(names) == 1:
        layers.append(base.mark_text(dy=-13, fontSize=12).encode(x=x, y=y, text=alt.Text("shown:N")))
    return alt.layer(*layers).properties(width="container", height=300)


def repeat_alt(curves: Sequence[Sequence[RepeatPoint]], names: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for curve, name in zip(curves, names, strict=True):
        known = [point for point in curve if point.size]
        told += [f"{name}: {rate(known[-1].rate)} within {known[-1].days} days"] if known else []
    return f"Share with a second purchase, by days since the first. {'; '.join(told)}."


def lifecycle_chart(periods: Sequence[LifecyclePeriod], palette: Palette) -> Any:
    """Active people of each period stacked upwards by how they came, those gone quiet downwards."""
    rows = _lifecycle_rows(periods)
    colours = [palette.gain, palette.accent, palette.slots[3], palette.loss]
    colour = alt.Color("kind:N", scale=colour_scale(list(KINDS.values()), colours), legend=alt.Legend())
    x = alt.X(
        "label:N",
        sort=[period.label for period in periods],
        title=None,
        axis=alt.Axis(labelOverlap="greedy", labelSeparation=12),
    )
    y = alt.Y("people:Q", title="People", axis=alt.Axis(labelExpr="format(abs(datum.value), ',')"))
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=palette.muted).encode(y=alt.Y("zero:Q"))
    bars = alt.Chart(rows).mark_bar(strokeDash=[3, 3]).encode(
        x=x, y=y, color=colour, order=alt.Order("order:Q"), tooltip=alt.Tooltip("sentence:N"),
        opacity=alt.condition("datum.complete", alt.value(1), alt.value(0.45)),
    )  # fmt: skip
    return alt.layer(bars, zero).properties(width="container", height=320)


def lifecycle_alt(periods: Sequence[LifecyclePeriod]) -> str:
    """What the picture says, for those who do not see it."""
    if not periods:
        return "No periods."
    last = next((period for period in reversed(periods) if period.complete), periods[-1])
    return (
        f"New, returning, back after a break and gone quiet in {len(periods)} periods. {last.label}: "
        f"{count(last.new)} new, {count(last.returning)} returning, {count(last.resurrected)} back, "
        f"{count(last.dormant)} gone quiet."
    )


def _lifecycle_rows(periods: Sequence[LifecyclePeriod]) -> pd.DataFrame:
    rows = []
    for period in periods:
        for order, (kind, name) in enumerate(KINDS.items()):
            people = getattr(period, kind)
            if isnan(people):
                continue  # hidden: too few people to be shown
            rows.append(
                {
                    "label": period.label,
                    "kind": name,
                    "order": order,
                    "people": -people if kind == "dormant" else people,
                    "complete": period.complete,
                    "sentence": f"{period.label}: {count(people)} {name.lower()}"
                    f"{'' if period.complete else ' (not complete)'}.",
                }
            )
    return pd.DataFrame(rows)
