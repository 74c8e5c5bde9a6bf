"""A funnel split into groups: side by side at each step, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.funnel.result import GroupResult, StepResult
from touchpath.answers.few import FEW
from touchpath.charts.funnel.rows import block_height, block_rows, heading_marks, row_axis, row_key
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, rate

_ROOM = 1.7
"""The scale runs beyond 100 % so that the numbers stand beside the bars."""


def groups_chart(
    groups: Sequence[GroupResult], labels: Sequence[str], colours: Sequence[str], palette: Palette
) -> Any:
    """One bar per group for the whole way, then at every step after the first: the share that went on, with interval.

    What was lost is the pale rest of each bar. `labels` (unique) and `colours` belong to the groups in order.
    The lowest rate of each block is marked.
    """
    headings = _headings(groups[0].steps if groups else ())
    keys = block_rows(headings, labels)
    rows = _rows(groups, labels)
    y = row_axis(keys, palette)
    x = alt.X(
        "rate:Q", scale=alt.Scale(domain=[0, _ROOM], nice=False),
        axis=alt.Axis(format="%", title="Share that went on", values=[0, 0.25, 0.5, 0.75, 1]),
    )  # fmt: skip
    base = alt.Chart(rows)
    track = base.mark_bar(color=palette.loss, opacity=0.14).encode(x=alt.X("full:Q"), y=y)
    fill = alt.Color("group:N", scale=colour_scale(list(labels), list(colours)), legend=None)
    bars = base.mark_bar().encode(x=x, y=y, color=fill, tooltip=alt.Tooltip("sentence:N"))
    whisker = base.mark_rule(color=palette.text, strokeWidth=1.2).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    text = base.mark_text(align="left", baseline="middle", fontSize=12).encode(
        x=alt.X(datum=1.03), y=y, text=alt.Text("label:N"),
        color=alt.condition("datum.lowest", alt.value(palette.loss), alt.value(palette.text)),
    )  # fmt: skip
    layers = alt.layer(track, bars, whisker, text, heading_marks(headings, y, palette))
    return layers.properties(width="container", height=block_height(keys))


def groups_alt(groups: Sequence[GroupResult], labels: Sequence[str]) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for group, label in zip(groups, labels, strict=True):
        rates = ", ".join(f"{step.name} {rate(step.rate_from_previous)}" for step in group.steps[1:])
        told.append(f"{label}: {rate(group.steps[-1].rate_from_start)} of the start reached the end ({rates})")
    return f"Share that went on from the first step to the last, and from step to step, by group. {'; '.join(told)}."


def _headings(steps: Sequence[StepResult]) -> list[str]:
    """The whole way first, where it is more than one step long."""
    single = [f"{steps[place - 1].name} → {steps[place].name}" for place in range(1, len(steps))]
    return [f"The whole way: {steps[0].name} → {steps[-1].name}", *single] if len(single) > 1 else single


def _rows(groups: Sequence[GroupResult], labels: Sequence[str]) -> pd.DataFrame:
    rows = [
        {**row, "row": row_key(block, label)}
        for group, label in zip(groups, labels, strict=True)
        for block, row in enumerate(_blocks(group, label))
    ]
    frame = pd.DataFrame(rows)
    if not frame.empty:
        enough = frame["rate"].where(frame["came"] >= FEW)
        lowest = enough.groupby(frame["heading"]).transform("min")
        frame["lowest"] = enough.notna() & (enough == lowest) & (len(groups) > 1)
        frame.loc[frame["lowest"], "label"] = "↓ " + frame.loc[frame["lowest"], "label"]
    return frame


def _blocks(group: GroupResult, label: str) -> list[dict[str, Any]]:
    """The whole way, then each step; a way of one step is only that step."""
    single = [_row(group, label, place) for place in range(1, len(group.steps))]
    return [_whole(group, label), *single] if len(single) > 1 else single


def _whole(group: GroupResult, label: str) -> dict[str, Any]:
    first, last = group.steps[0], group.steps[-1]
    ends = (last.rate_from_start_low, last.rate_from_start_high)
    return _bar(label, last.name, (last.people, first.people), last.rate_from_start, ends, "the whole way to ")


def _row(group: GroupResult, label: str, place: int) -> dict[str, Any]:
    step = group.steps[place]
    ends = (step.rate_from_previous_low, step.rate_from_previous_high)
    return _bar(label, step.name, (step.people, step.people + step.dropped), step.rate_from_previous, ends, "on to ")


def _bar(
    label: str, name: str, counts: tuple[float, float], share: float, ends: tuple[float, float], way: str
) -> dict[str, Any]:
    """One bar: `counts` are those who reached `name` and those who could have."""
    reached, came = counts
    return {
        "group": label,
        "heading": f"{way}{name}",
        "rate": share,
        "low": ends[0],
        "high": ends[1],
        "full": nan if isnan(came) else 1.0,
        "came": came,
        "label": _label(share, came),
        "sentence": f"{label}: {count(reached)} of {count(came)} went {way}{name}, "
        f"{rate(share)} ({rate(ends[0])} to {rate(ends[1])}).",
    }


def _label(went_on: float, came: float) -> str:
    if isnan(came):
        return "hidden"
    return f"{rate(went_on)} of {count(came)}" + (" (few)" if came < FEW else "")
