"""What a new purchaser cost: sorted dots with their intervals on a scale from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

_ROW = 32


@dataclass(frozen=True)
class CostBar:
    """What a new purchaser cost by one name, with its interval (no upper end: infinite), a label and a sentence."""

    name: str
    cost: float
    low: float
    high: float
    label: str
    sentence: str


def cost_chart(bars: Sequence[CostBar], title: str, palette: Palette) -> Any:
    """A bar per name, the dearest first, with its 95 % interval; an interval without an end runs to the edge."""
    shown = sorted((bar for bar in bars if isfinite(bar.cost)), key=lambda bar: -bar.cost)
    most = max([1e-9, *(value for bar in shown for value in (bar.cost, bar.high) if isfinite(value))])
    frame = pd.DataFrame([{**vars(bar), "high": min(bar.high, most * 1.05)} for bar in shown])
    scale = alt.Scale(domain=[0, most * 1.25], nice=False)
    x = alt.X("cost:Q", scale=scale, axis=alt.Axis(title=title, tickCount=6, format="~f"))
    axis = alt.Axis(labelLimit=160, ticks=False)
    y = alt.Y("name:N", sort=[bar.name for bar in shown], title=None, axis=axis)
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("sentence:N", title=" "))
    return alt.layer(
        base.mark_bar(height=15, opacity=0.55, color=palette.accent).encode(x=x),
        base.mark_rule(strokeWidth=2, color=palette.text).encode(x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q")),
        base.mark_text(align="left", dx=8, fontSize=12, color=palette.text).encode(
            x=alt.X("high:Q", scale=scale), text=alt.Text("label:N")
        ),
    ).properties(height=_ROW * max(len(shown), 2))


def cost_alt(bars: Sequence[CostBar]) -> str:
    """What the picture says."""
    return f"What a new purchaser cost. {' '.join(bar.sentence for bar in bars if isfinite(bar.cost))}"
