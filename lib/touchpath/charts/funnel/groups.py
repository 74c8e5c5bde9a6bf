"""A funnel split into groups: side by side at each step, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.funnel.result import GroupResult
from touchpath.answers.few import FEW
from touchpath.charts.funnel.rows import block_height, block_rows, heading_marks, row_axis, row_key
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, rate

_ROOM = 1.7
"""The scale runs beyond 100 % so that the numbers stand beside the bars."""


def groups_chart(
    groups: Sequence[GroupResult], labels: Sequence[str], colours: Sequence[str], palette: Palette
) -> Any:
    """At every step after the first one bar per group: the share of the step before that went on, with its interval.

    What was lost is the pale rest of each bar. `labels` (unique) and `colours` belong to the groups in order.
    The lowest rate of the picture is marked in words.
    """
    steps = groups[0].steps if groups else ()
    places = range(1, len(steps))
    headings = [f"{steps[place - 1].name} → {steps[place].name}" for place in places]
    keys = block_rows(headings, labels)
    rows = _rows(groups, labels)
    y = row_axis(keys, palette)
    x = alt.X(
        "rate:Q", scale=alt.Scale(domain=[0, _ROOM], nice=False),
        axis=alt.Axis(format="%", title="Share of the previous step that went on", values=[0, 0.25, 0.5, 0.75, 1]),
    )  # fmt: skip
    base = alt.Chart(rows)
    track = base.mark_bar(color=palette.loss, opacity=0.14).encode(x=alt.X("full:Q"), y=y)
    fill = alt.Color("group:N", scale=colour_scale(list(labels), list(colours)), legend=None)
    bars = base.mark_bar().encode(x=x, y=y, color=fill, tooltip="sentence:N")
    whisker = base.mark_rule(color=palette.text, strokeWidth=1.2).encode(x="low:Q", x2="high:Q", y=y)
    text = base.mark_text(align="left", baseline="middle", fontSize=12).encode(
        x=alt.X(datum=1.03), y=y, text="label:N",
        color=alt.condition("datum.lowest", alt.value(palette.loss), alt.value(palette.text)),
    )  # fmt: skip
    layers = alt.layer(track, bars, whisker, text, heading_marks(headings, y, palette))
    return layers.properties(width="container", height=block_height(keys))


def groups_alt(groups: Sequence[GroupResult], labels: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for group, label in zip(groups, labels, strict=True):
        rates = ", ".join(f"{step.name} {rate(step.rate_from_previous)}" for step in group.steps[1:])
        told.append(f"{label}: {rates}")
    return f"Share of the previous step that went on, by group. {'; '.join(told)}."


def _rows(groups: Sequence[GroupResult], labels: Sequence[str]) -> pd.DataFrame:
    rows = [
        _row(group, label, place)
        for group, label in zip(groups, labels, strict=True)
        for place in range(1, len(group.steps))
    ]
    frame = pd.DataFrame(rows)
    if not frame.empty:
        enough = frame["rate"].where(frame["came"] >= FEW)
        frame["lowest"] = enough.notna() & (enough == enough.min())
        frame.loc[frame["lowest"], "label"] = "↓ " + frame.loc[frame["lowest"], "label"]
    return frame


def _row(group: GroupResult, label: str, place: int) -> dict[str, Any]:
    step = group.steps[place]
    came = step.people + step.dropped
    low, high = step.rate_from_previous_low, step.rate_from_previous_high
    return {
        "group": label,
        "row": row_key(place - 1, label),
        "rate": step.rate_from_previous,
        "low": low,
        "high": high,
        "full": nan if isnan(came) else 1.0,
        "came": came,
        "label": _label(step.rate_from_previous, came),
        "sentence": f"{label}: {count(step.people)} of {count(came)} went on to {step.name}, "
        f"{rate(step.rate_from_previous)} ({rate(low)} to {rate(high)}).",
    }


def _label(went_on: float, came: float) -> str:
    if isnan(came):
        return "hidden"
    return f"{rate(went_on)} of {count(came)}" + (" (few)" if came < FEW else "")
