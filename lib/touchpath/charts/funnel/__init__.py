"""The funnel as a picture: one horizontal bar per step on a common scale, what was lost beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.funnel.result import StepResult
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, counted_as, duration, rate

ROW = 92
"""Pixels from one step to the next: its name, its bar, and what happened on the way to the next step."""
_BAR_TOP, _BAR_BOTTOM, _BETWEEN = 24, 56, 76
SELECTION = "step"


def funnel_chart(steps: Sequence[StepResult], palette: Palette, counted: str = "people") -> Any:
    """Bars of `steps` with the part lost since the step before, counts and rates, and the way between the bars.

    The bars carry a selection called "step" with the field "place" (counted from 0). `counted` is what the numbers
    count: people, attempts or sessions.
    """
    rows = _rows(steps, counted)
    height = ROW * len(steps) - (ROW - _BAR_BOTTOM) + 4
    most = max([step.people for step in steps] + [1])
    x = alt.X("people:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False, zero=True))
    scale = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    base = alt.Chart(rows)
    picked = alt.selection_point(name=SELECTION, fields=["place"], empty=False, on="click")
    top = alt.Y("top:Q", scale=scale, axis=None)
    kept = base.mark_bar(color=palette.accent, cornerRadiusEnd=3, cursor="pointer").encode(
        x=x, x2=alt.X2("zero:Q"), y=top, y2=alt.Y2("bottom:Q"), tooltip=alt.Tooltip("sentence:N"),
        strokeWidth=alt.condition(picked, alt.value(3), alt.value(0)), stroke=alt.value(palette.text),
    ).add_params(picked)  # fmt: skip
    lost = base.transform_filter("datum.lost_to > datum.people").mark_bar(
        color=palette.loss, opacity=0.28, cursor="pointer"
    ).encode(
        x=x, x2=alt.X2("lost_to:Q"), y=top, y2=alt.Y2("bottom:Q"), tooltip=alt.Tooltip("sentence:N")
    )  # fmt: skip
    return alt.layer(lost, kept, *_texts(base, scale, palette)).properties(width="container", height=height)


def funnel_alt(steps: Sequence[StepResult], counted: str = "people") -> str:
    """What the funnel picture says, for those who do not see it."""
    told = [
        f"{step.name}: {counted_as(step.people, counted)} ({rate(step.rate_from_start)} of the start)"
        for step in steps
    ]
    return f"Funnel of {len(steps)} steps. {'; '.join(told)}."


def _texts(base: Any, scale: alt.Scale, palette: Palette) -> list[Any]:
    """Name and count above each bar, the way to it above that."""
    left = {"align": "left", "baseline": "middle"}
    name = base.mark_text(**left, fontWeight=600, fontSize=13, color=palette.text, limit=260).encode(
        x=alt.value(0), y=alt.Y("name_at:Q", scale=scale, axis=None), text=alt.Text("label:N")
    )
    number = base.mark_text(align="right", baseline="middle", fontSize=13, color=palette.text).encode(
        x=alt.value("width"), y=alt.Y("name_at:Q", scale=scale, axis=None), text=alt.Text("number:N")
    )
    way = base.transform_filter("datum.way != ''").mark_text(
        **left, fontSize=12, color=palette.muted
    ).encode(x=alt.value(12), y=alt.Y("way_at:Q", scale=scale, axis=None), text=alt.Text("way:N"))  # fmt: skip
    worst = base.transform_filter("datum.worst_way != ''").mark_text(
        **left, fontSize=12, fontWeight=600, color=palette.loss
    ).encode(x=alt.value(12), y=alt.Y("way_at:Q", scale=scale, axis=None), text=alt.Text("worst_way:N"))  # fmt: skip
    return [name, number, way, worst]


def _rows(steps: Sequence[StepResult], counted: str) -> pd.DataFrame:
    rates = [(step.rate_from_previous, place) for place, step in enumerate(steps) if place and not step.optional]
    known = [pair for pair in rates if pair[0] == pair[0]]
    worst = min(known)[1] if len(known) > 1 else -1
    return pd.DataFrame([_row(place, step, counted, place == worst) for place, step in enumerate(steps)])


def _row(place: int, step: StepResult, counted: str, worst: bool) -> dict[str, Any]:
    top = place * ROW
    way = _way(step) if place else ""
    number = count(step.people)
    return {
        "place": place,
        "label": f"{place + 1}  {step.name}" + (" (optional)" if step.optional else ""),
        "number": f"{number} · {rate(step.rate_from_start)}" if place else counted_as(step.people, counted),
        "zero": 0,
        "people": step.people,
        "lost_to": step.people + (step.dropped if place and not step.optional else 0),
        "top": top + _BAR_TOP,
        "bottom": top + _BAR_BOTTOM,
        "name_at": top + 10,
        "way_at": top - ROW + _BETWEEN,
        "way": "" if worst else way,
        "worst_way": f"{way} · largest drop-off" if worst else "",
        "sentence": _sentence(place, step, counted),
    }


def _way(step: StepResult) -> str:
    """What happened between the step before and this one."""
    times = step.median_seconds_from_previous
    median = f" · median {duration(times)}" if times == times else ""
    if step.optional:
        return f"↓ {rate(step.rate_from_previous)} took this optional step{median}"
    return f"↓ {rate(step.rate_from_previous)} go on, {count(step.dropped)} lost{median}"


def _sentence(place: int, step: StepResult, counted: str) -> str:
    if not place:
        return f"{count(step.people)} {counted} began with {step.name}."
    low, high = rate(step.rate_from_previous_low), rate(step.rate_from_previous_high)
    return (
        f"{count(step.people)} {counted} reached {step.name}: {rate(step.rate_from_previous)} of the step before "
        f"({low} to {high}), {rate(step.rate_from_start)} of the start. {count(step.dropped)} were lost."
    )
