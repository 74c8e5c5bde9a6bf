"""A watched figure day by day: its values, the band they were expected in, and the days that left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Literal

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import DAY_OF_YEAR_ON_AXIS, day_in_words, listed, plural

BandLook = Literal["usual", "crossed", "not judged"]
_HEIGHT = 280
_APART = 10
"""Days between two crossings that both carry their day; nearer ones would write over each other."""


@dataclass(frozen=True)
class BandDay:
    """A day as it is drawn: value and band in the figure's unit (NaN: none), how it looks, and a sentence."""

    day: date
    value: float
    low: float
    high: float
    look: BandLook
    sentence: str


def band_chart(days: Sequence[BandDay], title: str, as_share: bool, palette: Palette) -> Any:
    """A line over its band; days that crossed are large and named by their day, days not judged are hollow."""
    frame = pd.DataFrame([{**vars(part), "day": pd.Timestamp(part.day)} for part in days])
    axis = alt.Axis(title=None, format=".0%" if as_share else "~s", tickCount=5)
    x = alt.X("day:T", title=None, axis=alt.Axis(format=DAY_OF_YEAR_ON_AXIS, grid=False, tickCount=8))
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=False))
    base, valued = alt.Chart(frame).encode(x=x), frame.dropna(subset=["value"])
    tooltip = alt.Tooltip("sentence:N", title=" ")
    drawn = alt.Chart(valued).encode(x=x, y=y, tooltip=tooltip)
    crossed = alt.Chart(_named(valued[valued["look"] == "crossed"])).encode(x=x, y=y, tooltip=tooltip)
    above = alt.Title(title, anchor="start", fontSize=12, fontWeight="normal", color=palette.muted)
    return alt.layer(
        base.mark_area(opacity=0.35, color=palette.context).encode(y=alt.Y("low:Q", axis=axis), y2=alt.Y2("high:Q")),
        drawn.mark_line(strokeWidth=1.8, color=palette.accent),
        drawn.transform_filter("datum.look == 'usual'").mark_point(
            filled=True, size=16, opacity=1, color=palette.accent
        ),
        drawn.transform_filter("datum.look == 'not judged'").mark_point(
            filled=False, size=44, opacity=1, color=palette.muted
        ),
        crossed.mark_point(filled=True, size=90, opacity=1, shape="diamond", color=palette.loss),
        crossed.mark_text(dy=-12, fontWeight=600, color=palette.loss).encode(text=alt.Text("name:N")),
    ).properties(height=_HEIGHT, title=above)


def _named(crossed: pd.DataFrame) -> pd.DataFrame:
    """The first crossing of each stretch carries its day."""
    first = crossed["day"].diff().dt.days.fillna(99) > _APART
    names = [day_in_words(day.date()) if own else "" for day, own in zip(crossed["day"], first, strict=True)]
    return crossed.assign(name=pd.Series(names, index=crossed.index, dtype=object))


def band_alt(days: Sequence[BandDay], title: str) -> str:
    """What the picture says."""
    crossed = [day_in_words(part.day) for part in days if part.look == "crossed"]
    known = [part for part in days if not isnan(part.value)]
    last = f" Last: {known[-1].sentence}" if known else ""
    out = f"outside of it on {listed(crossed, 6)}" if crossed else "never outside of it"
    return f"{title}, {plural(len(days), 'day')} with the band expected of each: {out}.{last}"
