"""Effects with their ranges on one line each: the main one, with a drift allowed, by arm, by segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.change.result import ChangeResult, SegmentTable
from touchpath.analysis.change.verdict import hoped_for
from touchpath.answers.change.tables import scale_of
from touchpath.charts.change.weeks import difference_title
from touchpath.charts.theme import Palette

_ROW, _AXIS = 34, 74


@dataclass(frozen=True)
class EffectRow:
    """One effect: its label, value and range in the unit of the result; `pulled` is its shrunken value."""

    label: str
    value: float
    low: float
    high: float
    main: bool = False
    pulled: float = float("nan")


def effect_rows(result: ChangeResult) -> list[EffectRow]:
    """The effect, and what else is known about it."""
    if result.design == "randomised":
        rows = [
            EffectRow(arm.arm, arm.difference.estimate, arm.difference.low, arm.difference.high, True)
            for arm in result.found.arms
        ]
        rows += _cut(result)
        if len(result.found.arms) == 1 and result.looks.method:
            rows[0] = EffectRow(rows[0].label, result.effect, result.effect_low, result.effect_high, True)
        return rows
    rows = [EffectRow("The change", result.effect, result.effect_low, result.effect_high, True)]
    drift = result.drift
    if drift is not None and not isnan(drift.estimate):
        rows.append(EffectRow("With a steady drift allowed", drift.estimate, drift.low, drift.high))
    return rows


def _cut(result: ChangeResult) -> list[EffectRow]:
    """For revenue: each arm again with the largest values cut."""
    if result.change.outcome.kind != "revenue":
        return []
    pairs = [(arm.arm, arm.second) for arm in result.found.arms]
    return [EffectRow(f"{name}, largest values cut", e.estimate, e.low, e.high) for name, e in pairs if e is not None]


def segment_rows(table: SegmentTable) -> list[EffectRow]:
    """The effect in each segment, largest shrunken estimate first."""
    rows = [
        EffectRow(
            part.name or "missing",
            part.effect.estimate,
            part.effect.low,
            part.effect.high,
            part.adjusted_p <= 0.05,
            part.shrunken,
        )
        for part in table.segments
        if not isnan(part.effect.estimate)
    ]
    return sorted(rows, key=lambda row: -row.pulled if not isnan(row.pulled) else 0)


def effect_chart(result: ChangeResult, rows: Sequence[EffectRow], palette: Palette) -> Any:
    """Points with whiskers on a common axis with zero; a dashed line at the change hoped for."""
    factor = scale_of(result)
    frame = pd.DataFrame(
        {
            "label": [row.label for row in rows],
            "value": [factor * row.value for row in rows],
            "low": [factor * row.low for row in rows],
            "high": [factor * row.high for row in rows],
            "pulled": [factor * row.pulled for row in rows],
            "main": [row.main for row in rows],
            "sentence": [_sentence(row, factor) for row in rows],
        }
    )
    y = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=220, domain=False, ticks=False))
    axis = alt.Axis(format="+.2~f", tickCount=6)
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("sentence:N", title=" "))
    shade = alt.condition("datum.main", alt.value(palette.accent), alt.value(palette.other))
    layers = [
        alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=palette.muted).encode(x=alt.X("x:Q")),
        base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), color=shade),
        base.mark_point(filled=True, size=90, opacity=1).encode(
            x=alt.X("value:Q", title=difference_title(result), axis=axis), color=shade
        ),
    ]
    if not frame["pulled"].isna().all():
        layers.append(base.mark_tick(thickness=2, size=14, color=palette.text).encode(x=alt.X("pulled:Q")))
    hoped = hoped_for(result.change, result.found)
    if hoped:
        towards = -1 if result.effect < 0 else 1
        wanted = pd.DataFrame({"x": [towards * factor * hoped], "label": ["hoped for"]})
        layers.append(alt.Chart(wanted).mark_rule(strokeDash=[4, 3], color=palette.muted).encode(x=alt.X("x:Q")))
        layers.append(
            alt.Chart(wanted)
            .mark_text(align="left", dx=4, dy=0, fontSize=11, color=palette.muted)
            .encode(x=alt.X("x:Q"), y=alt.value(4), text=alt.Text("label:N"))
        )
    return alt.layer(*layers).properties(height=_ROW * len(rows) + _AXIS)


def effect_alt(rows: Sequence[EffectRow], factor: float) -> str:
    """What the picture says."""
    return "Effects with their 95 % ranges: " + "; ".join(_sentence(row, factor) for row in rows) + "."


def _sentence(row: EffectRow, factor: float) -> str:
    span = "no range" if isnan(row.low) else f"{factor * row.low:+.2f} to {factor * row.high:+.2f}"
    return f"{row.label}: {factor * row.value:+.2f} ({span})"
