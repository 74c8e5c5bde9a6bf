"""Differences in points, one a row: a mark with its interval about zero, and beside it what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

DifferenceLook = Literal["accent", "gain", "loss", "grey"]
MOST_ROWS = 12
_ROW, _AXIS, _LONGEST = 42, 46, 340
_SHAPES: dict[DifferenceLook, str] = {
    "accent": "circle",
    "gain": "triangle-up",
    "loss": "triangle-down",
    "grey": "circle",
}


@dataclass(frozen=True)
class DifferenceRow:
    """A row as it is drawn: name (unique), difference and interval in points, what stands beside the name.

    `before` with its interval is the same difference in an earlier time (NaN: none is drawn).
    """

    name: str
    value: float
    low: float
    high: float
    label: str
    look: DifferenceLook
    sentence: str
    before: float = float("nan")
    before_low: float = float("nan")
    before_high: float = float("nan")


def differences_chart(rows: Sequence[DifferenceRow], title: str, middle: float, palette: Palette) -> Any:
    """A row each in the order given; a line at 0, a coloured one at `middle` (NaN: none). Hollow: what was before.

    Name and figures stand above each interval, where they have room in a narrow picture too.
    """
    shown = [row for row in rows if isfinite(row.value)][:MOST_ROWS]
    colours = {"accent": palette.accent, "gain": palette.gain, "loss": palette.loss, "grey": palette.other}
    frame = pd.DataFrame([{**vars(row), "colour": colours[row.look], "shape": _SHAPES[row.look]} for row in shown])
    scale = alt.Scale(domain=_domain(shown, middle), nice=False)
    x = alt.X("value:Q", scale=scale, axis=alt.Axis(title=title, format="+~f", tickCount=5))
    y = alt.Y("name:N", sort=[row.name for row in shown], axis=None)
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("sentence:N", title=" "))
    colour = alt.Color("colour:N", scale=None)
    before = base.transform_filter("isValid(datum.before)")
    layers = [
        _line(base, 0.0, palette.muted, scale),
        *([_line(base, middle, palette.accent, scale)] if isfinite(middle) else []),
        before.mark_rule(strokeWidth=1, yOffset=9, color=palette.muted).encode(
            x=alt.X("before_low:Q", scale=scale), x2=alt.X2("before_high:Q")
        ),
        before.mark_point(filled=False, shape="diamond", size=40, yOffset=9, color=palette.muted, opacity=1).encode(
            x=alt.X("before:Q", scale=scale)
        ),
        base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q"), color=colour),
        base.mark_point(filled=True, size=80, opacity=1).encode(
            x=x, color=colour, shape=alt.Shape("shape:N", scale=None)
        ),
        base.mark_text(align="left", dy=-15, fontSize=12, limit=_LONGEST, color=palette.text).encode(
            x=alt.value(0), text=alt.Text("said:N")
        ).transform_calculate(said="datum.name + '   ' + datum.label"),
    ]  # fmt: skip
    return alt.layer(*layers).properties(height=_ROW * len(shown) + _AXIS)


def differences_alt(rows: Sequence[DifferenceRow], title: str) -> str:
    """What the picture says."""
    return f"{title}. {' '.join(row.sentence for row in rows[:MOST_ROWS] if isfinite(row.value))}"


def _domain(rows: Sequence[DifferenceRow], middle: float) -> list[float]:
    ends = [0.0, middle, *(end for row in rows for end in (row.value, row.low, row.high))]
    ends += [end for row in rows for end in (row.before, row.before_low, row.before_high)]
    known = [end for end in ends if isfinite(end)]
    room = (max(known) - min(known) or 1.0) * 0.05
    return [min(known) - room, max(known) + room]


def _line(base: Any, at: float, colour: str, scale: Any) -> Any:
    """A line through all rows that leaves out where names stand."""
    return base.mark_tick(thickness=1.5, size=22, yOffset=4, color=colour).encode(x=alt.XDatum(at, scale=scale))
