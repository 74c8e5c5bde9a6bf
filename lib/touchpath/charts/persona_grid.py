"""One measure of every persona: a dot and its interval on one scale; only what differs from the rest is coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

_ROW, _FEWEST_ROWS = 24, 2


@dataclass(frozen=True)
class GridMark:
    """A persona as it is drawn: value and interval, what stands beside it, how it is shown.

    `look`: "above" or "below" the rest beyond chance, else "plain"; `few` is drawn hollow.
    """

    persona: str
    value: float
    low: float
    high: float
    label: str
    look: str
    sentence: str
    few: bool


def persona_measure(marks: Sequence[GridMark], palette: Palette, as_share: bool, title: str = "") -> Any:
    """A row per persona in the order given; the thin line is the mean of all shown. `title` where it stands alone."""
    shown = [mark for mark in marks if isfinite(mark.value)]
    colours = {"above": palette.gain, "below": palette.loss, "plain": palette.muted}
    ends = [(mark.low, mark.high) if isfinite(mark.low) else (mark.value, mark.value) for mark in shown]
    frame = pd.DataFrame(
        [
            {**vars(mark), "low": low, "high": high, "colour": colours[mark.look], "filled": not mark.few}
            for mark, (low, high) in zip(shown, ends, strict=True)
        ]
    )
    least, most = min(low for low, _ in ends), max(high for _, high in ends)
    room = (most - least) or abs(most) or 1.0
    scale = alt.Scale(domain=[least - room * 0.06, most + room * 0.62], zero=False, nice=False)
    axis = alt.Axis(title=title or None, format=".0%" if as_share else "~s", tickCount=3, grid=False, domain=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    y = alt.Y("persona:N", sort=[mark.persona for mark in shown], title=None)
    y = y.axis(labelLimit=130, ticks=False, domain=False)
    said = alt.Tooltip("sentence:N", title=" ")
    base = alt.Chart(frame).encode(y=y, color=alt.Color("colour:N", scale=None), tooltip=said)
    middle = alt.Chart(pd.DataFrame({"value": [float(frame["value"].mean())]})).mark_rule(color=palette.grid)
    dots = base.encode(x=x, fillOpacity=alt.condition("datum.filled", alt.value(1), alt.value(0)))
    return alt.layer(
        middle.encode(x=x),
        base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q")),
        dots.mark_point(size=60, filled=True, strokeWidth=2, opacity=1),
        base.mark_text(align="left", dx=8, fontSize=12).encode(
            x=alt.X("high:Q", scale=scale), text=alt.Text("label:N"), color=alt.value(palette.text)
        ),
    ).properties(height=_ROW * max(len(shown), _FEWEST_ROWS))
