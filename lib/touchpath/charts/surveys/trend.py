"""A score over time: a line with its band; periods that are not complete paler and dashed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette

_HEIGHT = 260


@dataclass(frozen=True)
class ScoreDay:
    """The score of a period: its first day, its interval, whether it is over, and a sentence."""

    day: date
    score: float
    low: float
    high: float
    complete: bool
    sentence: str


def score_trend(days: Sequence[ScoreDay], title: str, as_share: bool, palette: Palette) -> Any:
    """The line through complete periods; dashes lead on to those that are not."""
    frame = pd.DataFrame([{**vars(part), "day": pd.Timestamp(part.day)} for part in days])
    reached = frame["complete"].shift(-1, fill_value=True) & frame["complete"].shift(1, fill_value=True)
    x = alt.X("day:T", title=None, axis=period_axis(frame["day"]))
    axis = alt.Axis(title=title, format=".1~%" if as_share else "~f", tickCount=5)
    y = alt.Y("score:Q", axis=axis, scale=alt.Scale(zero=False))
    whole = alt.Chart(frame[frame["complete"]]).encode(x=x)
    pale = alt.Chart(frame[~frame["complete"] | ~reached]).encode(x=x)
    tooltip = alt.Tooltip("sentence:N", title=" ")
    colour = palette.accent
    return alt.layer(
        whole.mark_area(opacity=0.16, color=colour).encode(y=alt.Y("low:Q", axis=axis), y2=alt.Y2("high:Q")),
        whole.mark_line(strokeWidth=2.2, color=colour).encode(y=y),
        pale.mark_line(strokeWidth=1.6, strokeDash=[4, 4], opacity=0.55, color=colour).encode(y=y),
        whole.mark_point(filled=True, size=26, opacity=1, color=colour).encode(y=y, tooltip=tooltip),
        pale.transform_filter("!datum.complete")
        .mark_point(filled=False, size=34, opacity=0.7, color=colour)
        .encode(y=y, tooltip=tooltip),
    ).properties(height=_HEIGHT)


def trend_of_score_alt(days: Sequence[ScoreDay]) -> str:
    """What the picture says."""
    whole = [part for part in days if part.complete]
    ends = f" First: {whole[0].sentence} Last: {whole[-1].sentence}" if whole else ""
    return f"The score over time with its 95 % band.{ends}"
