"""Credit: sorted bars with their intervals, and two rules side by side as a slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

MOST_BARS = 15
_ROW = 30


@dataclass(frozen=True)
class CreditBar:
    """What one name gets: the credit with its interval, what another rule gives (NaN: none), and a sentence.

    `named`: a name of the data; what is put together or missing is grey.
    """

    name: str
    credit: float
    low: float
    high: float
    beside: float
    named: bool
    label: str
    sentence: str


def credit_chart(bars: Sequence[CreditBar], title: str, rule: str, beside: str, palette: Palette) -> Any:
    """A bar per name with its 95 % interval; a hollow diamond where the rule beside it would end it."""
    shown = [bar for bar in bars if isfinite(bar.credit)][:MOST_BARS]
    frame = pd.DataFrame([{**vars(bar), "colour": palette.accent if bar.named else palette.other} for bar in shown])
    most = max([1e-9, *(value for bar in shown for value in (bar.high, bar.credit, bar.beside) if isfinite(value))])
    least = min([0.0, *(value for bar in shown for value in (bar.low, bar.credit, bar.beside) if isfinite(value))])
    frame["end"] = frame[["credit", "high", "beside"]].max(axis=1)
    scale = alt.Scale(domain=[least, most * 1.3], nice=False)
    x = alt.X("credit:Q", scale=scale, axis=alt.Axis(title=title, format=",.0f", tickCount=5))
    y = alt.Y(
        "name:N",
        sort=[bar.name for bar in shown],
        title=None,
        axis=alt.Axis(labelLimit=160, ticks=False, labelPadding=10),
    )
    tip = alt.Tooltip("sentence:N", title=" ")
    base = alt.Chart(frame).encode(y=y, tooltip=tip)
    layers = [
        base.mark_bar(height=15, opacity=0.55).encode(x=x, color=alt.Color("colour:N", scale=None)),
        base.mark_rule(strokeWidth=2, color=palette.text).encode(x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q")),
        base.mark_text(align="left", dx=8, fontSize=12, color=palette.text).encode(
            x=alt.X("end:Q", scale=scale), text=alt.Text("label:N")
        ),
    ]
    if beside:
        layers.append(
            base.mark_point(shape="diamond", filled=False, size=75, strokeWidth=2, color=palette.loss, opacity=1)
            .encode(x=alt.X("beside:Q", scale=scale))
            .transform_filter("isValid(datum.beside)")
        )
    return alt.layer(*layers).properties(height=_ROW * max(len(shown), 2))


def credit_alt(bars: Sequence[CreditBar], rule: str) -> str:
    """What the picture says."""
    return f"Credit by {rule}. {' '.join(bar.sentence for bar in bars[:MOST_BARS] if isfinite(bar.credit))}"


@dataclass(frozen=True)
class SlopeLine:
    """A name with its rank under two rules, and a sentence; `moved`: it changes its place most."""

    name: str
    left: float
    right: float
    moved: bool
    sentence: str


def slope_chart(lines: Sequence[SlopeLine], left: str, right: str, palette: Palette) -> Any:
    """A line per name from its place under one rule to that under another; what moves most is warm and thick."""
    shown = [line for line in lines if isfinite(line.left) and isfinite(line.right)][:MOST_BARS]
    rows = [
        {"name": line.name, "rule": rule, "rank": rank, "sentence": line.sentence,
         "colour": palette.loss if line.moved else palette.context, "text": f"{rank:.0f}  {line.name}"}
        for line in shown for rule, rank in ((left, line.left), (right, line.right))
    ]  # fmt: skip
    rows = _apart(rows)
    frame = pd.DataFrame(rows)
    x = alt.X("rule:N", sort=[left, right], title=None, axis=alt.Axis(orient="top", labelAngle=0, labelFontSize=13),
              scale=alt.Scale(paddingOuter=0.75, paddingInner=1))  # fmt: skip
    y = alt.Y("place:Q", scale=alt.Scale(reverse=True, zero=False, padding=14), axis=None)
    base = alt.Chart(frame).encode(x=x, y=y, tooltip=alt.Tooltip("sentence:N", title=" "))
    colour = alt.Color("colour:N", scale=None)
    lines_layer = base.mark_line(strokeWidth=2).encode(detail=alt.Detail("name:N"), color=colour)
    dots = base.mark_point(filled=True, size=60, opacity=1).encode(color=colour)
    first = base.transform_filter(alt.datum.rule == left).mark_text(align="right", dx=-10, color=palette.text)
    last = base.transform_filter(alt.datum.rule == right).mark_text(align="left", dx=10, color=palette.text)
    return alt.layer(
        lines_layer, dots, first.encode(text=alt.Text("text:N")), last.encode(text=alt.Text("text:N"))
    ).properties(height=26 * max(len(shown), 3) + 20)


def slope_alt(lines: Sequence[SlopeLine], left: str, right: str) -> str:
    """What the picture says."""
    told = " ".join(line.sentence for line in lines[:MOST_BARS])
    return f"Ranks by {left.lower()} and by {right.lower()}. {told}"


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names that share a rank stand one below the other, so that none is hidden."""
    for rule in dict.fromkeys(row["rule"] for row in rows):
        own = sorted((row for row in rows if row["rule"] == rule), key=lambda row: row["rank"])
        for place, row in enumerate(own, 1):
            row["place"] = place
    return rows
