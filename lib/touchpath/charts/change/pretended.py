"""What the change lab would have said of earlier weeks: each pretended effect with its range."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.change.pretended import FalseAlarms, PretendedWeek
from touchpath.analysis.change.verdict import span_text
from touchpath.charts.periods import period_axis
from touchpath.charts.theme import Palette
from touchpath.journey.words import day_in_words

_HEIGHT = 200
_TITLES = {"share": "Pretended effect (points)", "points": "Pretended effect (points)"}


def pretended_chart(found: FalseAlarms, palette: Palette) -> Any:
    """A point with a whisker for every pretended change; false alarms in the warm colour and as diamonds."""
    factor = 100.0 if found.unit == "share" else 1.0
    frame = pd.DataFrame(
        {
            "day": [pd.Timestamp(week.day) for week in found.weeks],
            "value": [factor * week.effect for week in found.weeks],
            "low": [factor * week.low for week in found.weeks],
            "high": [factor * week.high for week in found.weeks],
            "said": ["False alarm" if week.called else "Nothing seen" for week in found.weeks],
            "sentence": [_sentence(week, found) for week in found.weeks],
        }
    )
    names = ["Nothing seen", "False alarm"]
    colour = alt.Color(
        "said:N", title=None, scale=alt.Scale(domain=names, range=[palette.other, palette.loss]),
        legend=alt.Legend(orient="top"),
    )  # fmt: skip
    shape = alt.Shape("said:N", title=None, scale=alt.Scale(domain=names, range=["circle", "diamond"]))
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=period_axis(frame["day"])),
        tooltip=alt.Tooltip("sentence:N", title=" "),
        color=colour,
    )
    title = _TITLES.get(found.unit, "Pretended effect")
    return alt.layer(
        alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=palette.muted).encode(y=alt.Y("y:Q")),
        base.mark_rule(strokeWidth=1.6).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q")),
        base.mark_point(filled=True, size=70, opacity=1).encode(y=alt.Y("value:Q", title=title), shape=shape),
    ).properties(height=_HEIGHT)


def pretended_alt(found: FalseAlarms) -> str:
    """What the picture says."""
    return f"Effects of {found.pretended} pretended changes with their 95 % ranges; {found.called} leave out zero."


def _sentence(week: PretendedWeek, found: FalseAlarms) -> str:
    span = f"{span_text(week.low, found.unit)} to {span_text(week.high, found.unit)}"
    said = "a false alarm" if week.called else "not called a change"
    return f"Pretended on {day_in_words(week.day)}: {span_text(week.effect, found.unit)} ({span}), {said}"
