"""How many people each persona has: horizontal bars on one scale."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import count, rate

NO_PERSONA = "No persona"
_BAR = 34


def persona_sizes(sizes: dict[str | None, int], colours: dict[str | None, str], palette: Palette) -> Any:
    """Bars of `sizes` (persona -> people; None: no persona) in the order given, each in its own colour."""
    total = sum(sizes.values())
    rows = pd.DataFrame(
        {
            "persona": [NO_PERSONA if name is None else name for name in sizes],
            "people": list(sizes.values()),
            "label": [f"{count(people)} · {rate(people / total if total else None)}" for people in sizes.values()],
            "colour": [palette.context if name is None else colours.get(name, palette.other) for name in sizes],
        }
    )
    most = max([*sizes.values(), 1])
    base = alt.Chart(rows, height=_BAR * max(len(rows), 2)).encode(
        y=alt.Y("persona:N", sort=None, title=None).axis(domain=False, ticks=False, labelLimit=160),
        x=alt.X("people:Q", title=None, scale=alt.Scale(domain=[0, most * 1.6])).axis(None),
        tooltip=[alt.Tooltip("persona:N", title="Persona"), alt.Tooltip("label:N", title="People")],
    )
    bars = base.mark_bar(cornerRadiusEnd=3, height=20).encode(color=alt.Color("colour:N", scale=None))
    return alt.layer(bars, base.mark_text(align="left", dx=6, fontSize=12).encode(text=alt.Text("label:N")))
