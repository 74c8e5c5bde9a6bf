"""Scores of groups on one scale: a dot and its interval, few answers greyed, the lowest in the warm colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

_ROW, _FEWEST_ROWS, _LONGEST = 42, 2, 340


@dataclass(frozen=True)
class ScoreRow:
    """A group as it is drawn: name (unique), score and interval, what stands beside it, how it is shown.

    `look`: "few" (grey), "worst" (warm) or "plain".
    """

    name: str
    score: float
    low: float
    high: float
    label: str
    look: str
    sentence: str


def scores_chart(rows: Sequence[ScoreRow], whole: float, title: str, as_share: bool, palette: Palette) -> Any:
    """A row per group in the order given; a thin line marks the score of all answers.

    Name and figures stand above each interval, where they have room in a narrow picture too.
    """
    shown = [row for row in rows if isfinite(row.score)]
    colours = {"few": palette.other, "worst": palette.loss, "plain": palette.accent}
    frame = pd.DataFrame([{**vars(row), "colour": colours[row.look]} for row in shown])
    low = min([whole, *(row.low if isfinite(row.low) else row.score for row in shown)])
    high = max([whole, *(row.high if isfinite(row.high) else row.score for row in shown)])
    room = (high - low or 1.0) * 0.05
    x_axis = alt.Axis(title=title, format=".1~%" if as_share else "~f", grid=True, tickCount=5)
    scale = alt.Scale(domain=[low - room, high + room], zero=False, nice=False)
    x = alt.X("score:Q", scale=scale, axis=x_axis)
    y = alt.Y("name:N", sort=[row.name for row in shown], axis=None)
    base = alt.Chart(frame).encode(
        y=y, tooltip=alt.Tooltip("sentence:N", title=" "), color=alt.Color("colour:N", scale=None)
    )
    mean = alt.Chart(pd.DataFrame({"score": [whole]})).mark_rule(color=palette.muted, strokeDash=[3, 3])
    layers = [
        mean.encode(x=x),
        base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q")),
        base.mark_point(filled=True, size=70, opacity=1).encode(x=x),
        base.mark_text(align="left", dy=-15, fontSize=12, limit=_LONGEST).encode(
            x=alt.value(0), text=alt.Text("said:N"), color=alt.value(palette.text)
        ).transform_calculate(said="datum.label + '   ' + datum.name"),
    ]  # fmt: skip
    return alt.layer(*layers).properties(height=_ROW * max(len(shown), _FEWEST_ROWS))


def scores_alt(rows: Sequence[ScoreRow], whole: str) -> str:
    """What the picture says."""
    return f"Scores, all answers {whole}. {' '.join(row.sentence for row in rows if isfinite(row.score))}"
