"""Importance against score: what goes along much with the overall score, and how it is scored itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

_MOST_NAMES = 12
SHARE_OF_SCALE = "(share of its scale)"
"""How the title of scores ends that are shares (0-1) of scales of different length."""
_ROOM_ACROSS, _ROOM_UP = 0.16, 0.06
"""How far apart names must be, as shares of the picture."""


@dataclass(frozen=True)
class ImportancePoint:
    """An item: how it is scored, how much goes along with it (with its interval), and a sentence.

    `called`: more than chance.
    """

    name: str
    score: float
    importance: float
    low: float
    high: float
    called: bool
    sentence: str


def importance_chart(
    points: Sequence[ImportancePoint], score_title: str, importance_title: str, as_share: bool, palette: Palette
) -> Any:
    """A dot per item, its own score to the right, its importance upwards, with thin intervals.

    What matters much and is scored low stands at the upper left: the first such is warm. Lines mark the middle of
    both; the most important and the lowest items have their names beside them.
    """
    shown = [part for part in points if isfinite(part.importance) and isfinite(part.score)]
    first = first_to_look_at(shown)
    named = _named(shown, first)
    frame = pd.DataFrame(
        [{**vars(part), "colour": _colour(part, first, palette), "label": part.name if part.name in named else ""}
         for part in shown]
    )  # fmt: skip
    x_axis = alt.Axis(tickCount=6, format=".0%" if score_title.endswith(SHARE_OF_SCALE) else "~f")
    x = alt.X("score:Q", title=score_title, scale=alt.Scale(zero=False, padding=30), axis=x_axis)
    y_axis = alt.Axis(format="%" if as_share else "~f", tickCount=6)
    y = alt.Y("importance:Q", title=importance_title, scale=alt.Scale(zero=False), axis=y_axis)
    base = alt.Chart(frame).encode(
        x=x, color=alt.Color("colour:N", scale=None), tooltip=alt.Tooltip("sentence:N", title=" ")
    )
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(y=y)
    whisker = base.mark_rule(strokeWidth=1, opacity=0.5).encode(
        y=alt.Y("low:Q", title=importance_title), y2=alt.Y2("high:Q")
    )
    text = base.mark_text(align="left", dx=8, dy=-6, fontSize=12).encode(
        y=y, text=alt.Text("label:N"), color=alt.value(palette.text)
    )
    middles = _middles(frame, palette)
    return alt.layer(*middles, whisker, dots, text).properties(width="container", height=380)


def importance_alt(points: Sequence[ImportancePoint]) -> str:
    """What the picture says."""
    shown = [part for part in points if isfinite(part.importance)]
    first = first_to_look_at(shown)
    lead = f" Important and scored low: {first.name}." if first else ""
    return f"Importance against score.{lead} {' '.join(part.sentence for part in shown)}"


def first_to_look_at(points: Sequence[ImportancePoint]) -> ImportancePoint | None:
    """The most important item that stands out and is scored below the middle item; None where there is none."""
    if len(points) < 2:
        return None
    middle = sorted(part.score for part in points)[len(points) // 2]
    low = [part for part in points if part.called and part.score < middle]
    return max(low, key=lambda part: part.importance, default=None)


def _named(points: Sequence[ImportancePoint], first: ImportancePoint | None) -> set[str]:
    """Which items have their names beside them: the most telling first, as long as none would lie on another."""
    most = sorted(points, key=lambda part: -part.importance)
    lowest = sorted(points, key=lambda part: part.score)
    ordered = [*([first] if first else []), *most[:3], *lowest[:3], *most[-1:], *most[3:]]
    wide, tall = (_span([part.score for part in points]), _span([part.importance for part in points]))
    kept: list[ImportancePoint] = []
    for part in ordered:
        near = any(
            abs(part.score - other.score) < _ROOM_ACROSS * wide
            and abs(part.importance - other.importance) < _ROOM_UP * tall
            for other in kept
        )
        if not near and len(kept) < _MOST_NAMES:
            kept.append(part)
    return {part.name for part in kept}


def _span(values: Sequence[float]) -> float:
    return max(values) - min(values) or 1.0


def _colour(part: ImportancePoint, first: ImportancePoint | None, palette: Palette) -> str:
    if part is first:
        return palette.loss
    return palette.accent if part.called else palette.other


def _middles(frame: pd.DataFrame, palette: Palette) -> list[Any]:
    if len(frame) < 3:
        return []
    middle = alt.Chart(frame[["score", "importance"]].median().to_frame().T)
    rule = middle.mark_rule(color=palette.grid, strokeDash=[4, 4])
    return [rule.encode(x=alt.X("score:Q")), rule.encode(y=alt.Y("importance:Q"))]
