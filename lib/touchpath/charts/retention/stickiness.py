"""On how many days of a period people are active, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.stickiness import ActiveDays
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, plural, rate


def stickiness_chart(days: Sequence[ActiveDays], period: str, palette: Palette) -> Any:
    """One bar for each number of days; its height is the share of all times anybody was active in a period."""
    rows = pd.DataFrame(
        [
            {
                "days": part.days,
                "rate": part.rate,
                "shown": rate(part.rate),
                "sentence": f"{plural(part.days, 'day')} of a {period}: {rate(part.rate)} "
                f"({count(part.times)} times, {plural(part.people, 'person', 'people')}).",
            }
            for part in days
            if not isnan(part.rate)
        ],
        columns=["days", "rate", "shown", "sentence"],
    )
    x = alt.X("days:O", title=f"Days active in a {period}", axis=alt.Axis(labelAngle=0))
    y = alt.Y("rate:Q", title="Share", axis=alt.Axis(format="%"))
    base = alt.Chart(rows)
    bars = base.mark_bar(color=palette.accent).encode(x=x, y=y, tooltip=alt.Tooltip("sentence:N"))
    layers = [bars, base.mark_text(dy=-8, color=palette.text).encode(x=x, y=y, text=alt.Text("shown:N"))]
    few = len(rows) <= 12
    return alt.layer(*(layers if few else layers[:1])).properties(width="container", height=280)


def stickiness_alt(days: Sequence[ActiveDays], period: str) -> str:
    """What the picture says, for those who do not see it."""
    told = [f"{plural(part.days, 'day')} {rate(part.rate)}" for part in days if not isnan(part.rate)]
    return f"Days active in a {period}, as shares. {', '.join(told)}."
