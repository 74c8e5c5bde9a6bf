"""How much each finding moves the headline numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import rate

_ROW, _AXIS = 30, 50
_LONGEST = 1.0
"""A bar ends at 100 %: from there on a number is another number."""


@dataclass(frozen=True)
class EffectBar:
    """One finding: its name (unique), the size of its effect (0-1 and beyond), what moves most, and a sentence."""

    name: str
    size: float
    label: str
    serious: bool
    sentence: str


def effect_chart(bars: Sequence[EffectBar], palette: Palette) -> Any:
    """One bar per finding in the order given; serious ones in the colour of loss, the others grey."""
    rows = pd.DataFrame(
        {
            "name": [bar.name for bar in bars],
            "size": [min(bar.size, _LONGEST) for bar in bars],
            "label": [bar.label for bar in bars],
            "serious": [bar.serious for bar in bars],
            "sentence": [bar.sentence for bar in bars],
        }
    )
    y = alt.Y("name:N", sort=[bar.name for bar in bars], title=None, axis=alt.Axis(labelLimit=250, ticks=False))
    longest = max([*rows["size"], 0.01])
    x = alt.X(
        "size:Q",
        scale=alt.Scale(domain=[0, longest * 1.6], nice=False),
        axis=alt.Axis(
            format=".0%" if longest >= 0.05 else ".1%",
            title="Change of the number it moves most",
            values=[longest * part / 4 for part in range(5)],
        ),
    )
    base = alt.Chart(rows)
    drawn = base.mark_bar(height=14).encode(
        x=x,
        y=y,
        color=alt.condition("datum.serious", alt.value(palette.loss), alt.value(palette.context)),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )
    text = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=x, y=y, text=alt.Text("label:N"), color=alt.value(palette.text)
    )
    return (drawn + text).properties(width="container", height=_ROW * max(len(bars), 1))


def height(bars: Sequence[EffectBar]) -> int:
    """The height of the picture with its axis, to keep its place while it loads."""
    return _ROW * max(len(bars), 1) + _AXIS


def effect_alt(bars: Sequence[EffectBar]) -> str:
    """What the picture says, for those who do not see it."""
    told = "; ".join(f"{bar.name}: {bar.label or rate(bar.size)}" for bar in bars)
    return f"Findings by how much they move the headline numbers. {told}."
