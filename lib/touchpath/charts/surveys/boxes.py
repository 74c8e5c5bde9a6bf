"""How answers are spread: one bar of parts for NPS, a column per box for other scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import rate

_COLUMNS_HEIGHT, _BAR_HEIGHT = 130, 46
_LABELLED = 0.12
"""The share from which on a part has room for its name above it; the others say it on hover and in the table."""


@dataclass(frozen=True)
class BoxPart:
    """A part of the answers: its name, its share (0-1), `tone` "bad", "middle" or "good", and a sentence."""

    name: str
    share: float
    tone: str
    sentence: str


def spread_bar(parts: Sequence[BoxPart], palette: Palette) -> Any:
    """One bar from the bad to the good answers, each part with its name and share in it."""
    frame = _frame(parts, palette)
    base = alt.Chart(frame).encode(tooltip=alt.Tooltip("sentence:N", title=" "))
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("begin:Q", axis=None, scale=scale)
    bar = base.mark_bar(height=20).encode(
        x=x, x2=alt.X2("end:Q"), y=alt.value(_BAR_HEIGHT - 12), color=alt.Color("colour:N", scale=None)
    )
    # the outer names begin and end with the bar: in the middle of a narrow part they would leave the picture
    places: tuple[tuple[str, Any, str], ...] = (
        ("first", "left", "begin:Q"),
        ("inner", "center", "middle:Q"),
        ("last", "right", "end:Q"),
    )
    names = [
        base.transform_filter(alt.datum.place == place)
        .mark_text(fontSize=12, align=align)
        .encode(
            x=alt.X(at, axis=None, scale=scale),
            y=alt.value(8),
            text=alt.Text("label:N"),
            color=alt.value(palette.text),
        )
        for place, align, at in places
    ]
    return alt.layer(bar, *names).properties(height=_BAR_HEIGHT)


def spread_columns(parts: Sequence[BoxPart], palette: Palette) -> Any:
    """A column per box with its share above it."""
    frame = _frame(parts, palette)
    base = alt.Chart(frame).encode(
        x=alt.X("name:N", sort=[part.name for part in parts], title=None),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    most = max([part.share for part in parts if isfinite(part.share)], default=1.0)
    y = alt.Y("share:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.2]))
    bars = base.mark_bar().encode(y=y, color=alt.Color("colour:N", scale=None))
    text = base.mark_text(dy=-7, fontSize=11).encode(y=y, text=alt.Text("percent:N"), color=alt.value(palette.text))
    return alt.layer(bars, text).properties(height=_COLUMNS_HEIGHT)


def spread_alt(parts: Sequence[BoxPart]) -> str:
    """What the picture says."""
    return f"How answers are spread: {'; '.join(f'{part.name} {rate(part.share)}' for part in parts)}."


def _frame(parts: Sequence[BoxPart], palette: Palette) -> pd.DataFrame:
    colours = {"bad": palette.loss, "middle": palette.context, "good": palette.gain}
    shares = [part.share if isfinite(part.share) else 0.0 for part in parts]
    ends = pd.Series(shares, dtype=float).cumsum()
    return pd.DataFrame(
        {
            "name": [part.name for part in parts],
            "share": shares,
            "begin": ends - shares,
            "end": ends,
            "middle": ends - pd.Series(shares, dtype=float) / 2,
            "colour": [colours[part.tone] for part in parts],
            "label": [f"{part.name}: {rate(part.share)}" if part.share >= _LABELLED else "" for part in parts],
            "percent": [rate(part.share) for part in parts],
            "sentence": [part.sentence for part in parts],
            "place": ["first", *["inner"] * (len(parts) - 2), "last"][: len(parts)],
        }
    )
