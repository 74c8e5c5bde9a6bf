"""The pictures of time before churn and of scores: survival curves and distributions, group beside group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from touchpath.analysis.change.result import Curve, ScoreCounts
from touchpath.charts.theme import Palette

_HEIGHT = 280
_MOST_POINTS = 400


def survival_chart(curves: Sequence[Curve], palette: Palette) -> Any:
    """Share not yet churned by days since entry, each with its band."""
    frame = pd.concat([_curve(part) for part in curves], ignore_index=True)
    colour = _colour(curves, palette)
    base = alt.Chart(frame).encode(
        x=alt.X("day:Q", title="Days since entry", axis=alt.Axis(grid=False)), color=colour
    )
    band = base.mark_area(opacity=0.18, interpolate="step-after").encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    title = "Not yet churned (%)"
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=alt.Y("share:Q", title=title, scale=alt.Scale(domain=[0, 100])),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    return alt.layer(band, line).properties(height=_HEIGHT)


def survival_alt(curves: Sequence[Curve]) -> str:
    """What the picture says."""
    said = [
        f"{part.label} {100 * part.curve.survival[-1]:.0f} % left at the end" for part in curves if part.curve.people
    ]
    return f"Kaplan-Meier curves: {'; '.join(said)}."


def score_chart(groups: Sequence[ScoreCounts], labels: dict[float, str], palette: Palette) -> Any:
    """The share of answers by score, group beside group."""
    frame = _scores(groups, labels)
    order = list(dict.fromkeys(frame["score"]))
    return (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("score:N", title="Score", sort=order),
            xOffset=alt.XOffset("group:N", sort=[part.label for part in groups]),
            y=alt.Y("share:Q", title="Share of answers (%)", scale=alt.Scale(zero=True)),
            color=_colour(groups, palette),
            tooltip=alt.Tooltip("sentence:N", title=" "),
        )
        .properties(height=_HEIGHT)
    )


def score_alt(groups: Sequence[ScoreCounts], labels: dict[float, str]) -> str:
    """What the picture says."""
    frame = _scores(groups, labels)
    return "Distribution of scores: " + "; ".join(frame["sentence"]) + "."


def _scores(groups: Sequence[ScoreCounts], labels: dict[float, str]) -> pd.DataFrame:
    rows = []
    for value in sorted({value for part in groups for value, _ in part.counts}):
        for part in groups:
            n = dict(part.counts).get(value, 0)
            share = 100 * n / max(sum(count for _, count in part.counts), 1)
            name = labels.get(value, f"{value:g}")
            said = f"{part.label}, {name}: {share:.1f} % (n = {n:,})"
            rows.append({"score": name, "group": part.label, "share": share, "sentence": said})
    return pd.DataFrame(rows)


def _curve(part: Curve) -> pd.DataFrame:
    curve = part.curve
    kept = np.unique(np.linspace(0, len(curve.times) - 1, min(len(curve.times), _MOST_POINTS)).astype(int))
    frame = pd.DataFrame(
        {
            "day": np.append(0.0, curve.times[kept]),
            "share": 100 * np.append(1.0, curve.survival[kept]),
            "low": 100 * np.append(1.0, curve.low[kept]),
            "high": 100 * np.append(1.0, curve.high[kept]),
        }
    )
    frame["group"] = part.label
    frame["sentence"] = [
        f"{part.label}, day {day:.0f}: {share:.1f} %" for day, share in zip(frame["day"], frame["share"], strict=True)
    ]
    return frame


def _colour(groups: Sequence[Curve] | Sequence[ScoreCounts], palette: Palette) -> alt.Color:
    names = [part.label for part in groups]
    colours = [palette.other, palette.accent, *palette.slots[2:]][: len(names)]
    return alt.Color("group:N", scale=alt.Scale(domain=names, range=colours), legend=alt.Legend(symbolType="square"))
