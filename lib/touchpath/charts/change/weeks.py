"""The weekly picture of a change: weeks before and after, both levels, the drift, the comparison group."""

from __future__ import annotations

from math import isnan
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from touchpath.analysis.change.result import ChangeResult, WeekPoint
from touchpath.analysis.change.verdict import level_text
from touchpath.answers.change.tables import scale_of
from touchpath.charts.annotations import change_marks
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette
from touchpath.journey.words import day_in_words

_HEIGHT = 300
_LONGEST_TITLE = 32
_REACHED, _CONTROL = "Reached by the change", "Comparison group"


def weekly_chart(result: ChangeResult, palette: Palette) -> Any:
    """Points and lines by week; the levels of both periods as bars, the fitted drift dashed."""
    names = _names(result)
    frame = _frame(result, names)
    scale = alt.Scale(domain=list(names), range=[palette.accent, palette.other])
    colour = alt.Color("group:N", scale=scale, legend=None if len(names) == 1 else alt.Legend(symbolType="stroke"))
    base = alt.Chart(frame).encode(
        x=alt.X("week:T", title=None, axis=period_axis(frame["week"])),
        y=alt.Y("value:Q", title=axis_title(result), scale=alt.Scale(zero=False, nice=True), axis=_axis(result)),
        color=colour,
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    layers: list[Any] = [
        base.mark_line(strokeWidth=1.4, opacity=0.55).encode(detail=alt.Detail("period:N")),
        base.mark_point(filled=True, size=42, opacity=0.95),
    ]
    levels = _levels(result, names)
    if len(levels):
        encode = {"x": "first:T", "x2": "last:T", "y": "value:Q", "color": colour}
        layers.append(alt.Chart(levels).mark_rule(strokeWidth=3, opacity=0.8).encode(**encode))
    drift = _drift_line(result)
    if len(drift):
        line = alt.Chart(drift).mark_line(strokeDash=[5, 4], strokeWidth=1.4, color=palette.muted)
        layers.append(line.encode(x=alt.X("week:T"), y=alt.Y("value:Q"), detail=alt.Detail("period:N")))
    marks = change_marks([result.change], palette) if result.design != "randomised" else None
    return alt.layer(*layers, *([marks] if marks is not None else [])).properties(height=_HEIGHT)


def weekly_alt(result: ChangeResult) -> str:
    """What the picture says."""
    levels = ", ".join(f"{level.label.lower()} {level_text(level.value, result.unit)}" for level in result.levels)
    return f"{axis_title(result)} by week of entry, {len(result.series)} weeks; levels: {levels}."


def study_chart(result: ChangeResult, palette: Palette) -> Any:
    """The difference of each week to the level before the change, with its range after it: does it last?"""
    frame = _study(result)
    base = alt.Chart(frame).encode(
        x=alt.X("week:T", title=None, axis=period_axis(frame["week"])),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    y = alt.Y("value:Q", title=difference_title(result), axis=_axis(result, signed=True))
    shade = alt.condition("datum.after", alt.value(palette.accent), alt.value(palette.other))
    zero = alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=palette.muted).encode(y=alt.Y("y:Q"))
    whisker = base.mark_rule(strokeWidth=1.4, color=palette.accent).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    points = base.mark_point(filled=True, size=48, opacity=1).encode(y=y, color=shade)
    marks = change_marks([result.change], palette) if result.design != "randomised" else None
    return alt.layer(zero, whisker, points, *([marks] if marks is not None else [])).properties(height=240)


def study_alt(result: ChangeResult) -> str:
    """What the picture says."""
    after = [point for point in _study(result).to_dict("records") if point["after"]]
    last = f"; the latest is {after[-1]['value'] / scale_of(result):.3g}" if after else ""
    return f"Difference of each week to the level before the change, {len(after)} weeks since{last}."


def axis_title(result: ChangeResult) -> str:
    """The outcome with its unit."""
    units = {"share": " (%)", "points": " (points)", "days": " (days)"}
    noun = result.change.outcome.noun
    short = noun if len(noun) <= _LONGEST_TITLE else "Share of people"
    return f"{short}{units.get(result.unit, '')}"


def difference_title(result: ChangeResult) -> str:
    """The difference with its unit."""
    units = {
        "share": "points",
        "points": "points",
        "days": "days",
        "money": "in its currency",
        "number": "in its unit",
    }
    return f"Difference ({units[result.unit]})"


def _axis(result: ChangeResult, *, signed: bool = False) -> alt.Axis:
    return alt.Axis(format="+.2~f" if signed else ".2~f", tickCount=5)


def _names(result: ChangeResult) -> tuple[str, ...]:
    if result.design == "randomised":
        arms = [level.label for level in result.levels]
        chosen = min(result.found.arms, key=lambda arm: (isnan(arm.adjusted_p), arm.adjusted_p)).arm
        return (chosen, arms[0])
    has_control = any(not isnan(point.control) for point in result.series)
    return (_REACHED, _CONTROL) if has_control else (_REACHED,)


def _frame(result: ChangeResult, names: tuple[str, ...]) -> pd.DataFrame:
    rows = [row for point in result.series for row in _rows(result, point, names)]
    return pd.DataFrame(rows, columns=["week", "value", "group", "period", "sentence"])


def _rows(result: ChangeResult, point: WeekPoint, names: tuple[str, ...]) -> list[dict[str, Any]]:
    values = ((point.value, point.n), (point.control, point.control_n))[: len(names)]
    return [
        {
            "week": pd.Timestamp(point.start),
            "value": value * scale_of(result),
            "group": name,
            "period": f"{name}{point.after}",
            "sentence": f"{name}, week from {day_in_words(point.start)}: "
            f"{level_text(value, result.unit)} (n = {n:,})",
        }
        for name, (value, n) in zip(names, values, strict=True)
        if not isnan(value)
    ]


def _levels(result: ChangeResult, names: tuple[str, ...]) -> pd.DataFrame:
    """The mean of each period and group as a horizontal bar over its weeks."""
    if result.design == "randomised":
        return pd.DataFrame()
    rows = []
    for after in (False, True):
        points = [point for point in result.series if point.after is after]
        for name, pick in zip(names, ("value", "control"), strict=False):
            values = [getattr(point, pick) for point in points if not isnan(getattr(point, pick))]
            if values:
                first, last = pd.Timestamp(points[0].start), pd.Timestamp(points[-1].start)
                mean = float(np.mean(values)) * scale_of(result)
                rows.append({"first": first, "last": last, "value": mean, "group": name})
    return pd.DataFrame(rows)


def _drift_line(result: ChangeResult) -> pd.DataFrame:
    """The fit of a level, a step at the change and a steady drift; only where it is about the weeks shown."""
    shift, slope = result.found.drift, result.found.slope
    empty = pd.DataFrame(columns=["week", "value", "period"])
    if result.design != "before_after" or shift is None or slope is None or isnan(shift.estimate):
        return empty
    values = np.array([point.value for point in result.series])
    post = np.array([point.after for point in result.series], dtype=float)
    if not np.all(np.isfinite(values)):
        return empty
    steps = np.arange(len(values)) - (len(values) - 1) / 2
    fit = values.mean() + shift.estimate * (post - post.mean()) + slope.estimate * steps
    weeks = [pd.Timestamp(point.start) for point in result.series]
    return pd.DataFrame({"week": weeks, "value": fit * scale_of(result), "period": post})


def _study(result: ChangeResult) -> pd.DataFrame:
    factor = scale_of(result)
    gaps = [point.value if isnan(point.gap) else point.gap for point in result.series]
    before = [gap for gap, point in zip(gaps, result.series, strict=True) if not point.after and not isnan(gap)]
    base = float(np.mean(before)) if before and result.design != "randomised" else 0.0
    study, rows, after = result.found.study, [], 0
    for gap, point in zip(gaps, result.series, strict=True):
        low = high = float("nan")
        if point.after and study is not None and after < len(study.low):
            low, high = float(study.low[after]), float(study.high[after])
            after += 1
        said = f"week from {day_in_words(point.start)}: {factor * (gap - base):+.2f}"
        rows.append(
            {
                "week": pd.Timestamp(point.start),
                "value": factor * (gap - base),
                "low": factor * low,
                "high": factor * high,
                "after": point.after,
                "sentence": said,
            }
        )
    return pd.DataFrame(rows)
