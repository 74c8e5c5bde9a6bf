"""How many of those to whom it happened the riskiest people hold: a model beside the simple rule."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, Literal

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import rate
from touchpath.stats.foretold import GainPoint

MODEL, RULE, CHANCE = "Model", "Simple rule", "By chance"
_NAMED_AT: tuple[tuple[str, float, Literal["left", "right"], int, int], ...] = (
    (MODEL, 0.3, "right", -8, -8),
    (RULE, 0.4, "left", 8, 12),
    (CHANCE, 0.7, "left", 8, 12),
)
"""Where each line is named: above all, between, and below all."""
_CLOSE = 1e-9


def gains_chart(points: Sequence[GainPoint], happened: str, palette: Palette) -> Any:
    """Two lines from the riskiest people on, and the line that choosing by chance gives."""
    parts = [
        {"share": point.share, "held": held, "line": line, "sentence": _sentence(point.share, held, line, happened)}
        for point in points
        for line, held in ((MODEL, point.model), (RULE, point.rule), (CHANCE, point.share))
        if isfinite(held)
    ]
    parts += [{"share": 0.0, "held": 0.0, "line": line, "sentence": ""} for line in (MODEL, RULE, CHANCE)]
    rows = pd.DataFrame(parts, columns=["share", "held", "line", "sentence"])
    x = alt.X("share:Q", title="Riskiest share of the people", axis=alt.Axis(format="%"))
    y = alt.Y("held:Q", title=f"Held of those who {happened}", axis=alt.Axis(format="%"))
    scale = colour_scale([MODEL, RULE, CHANCE], [palette.accent, palette.text, palette.muted])
    dash = alt.Scale(domain=[MODEL, RULE, CHANCE], range=[[1, 0], [6, 3], [2, 3]])
    base = alt.Chart(rows)
    lines = base.mark_line(strokeWidth=2).encode(
        x=x, y=y, color=alt.Color("line:N", scale=scale, legend=None),
        strokeDash=alt.StrokeDash("line:N", scale=dash, legend=None), order=alt.Order("share:Q"),
    )  # fmt: skip
    dots = alt.Chart(rows[rows["sentence"] != ""]).mark_point(filled=True, size=45, opacity=1).encode(
        x=x, y=y, color=alt.Color("line:N", scale=scale, legend=None),
        tooltip=alt.Tooltip("sentence:N", title=" "),
    )  # fmt: skip
    names = [
        alt.Chart(_at(rows, line, share))
        .mark_text(align=align, dx=dx, dy=dy, fontSize=12)
        .encode(x=x, y=y, text=alt.Text("line:N"), color=alt.Color("line:N", scale=scale, legend=None))
        for line, share, align, dx, dy in _NAMED_AT
    ]
    return alt.layer(lines, dots, *names).properties(width="container", height=300)


def gains_alt(points: Sequence[GainPoint], happened: str) -> str:
    """What the picture says."""
    told = " ".join(
        f"The riskiest {rate(point.share)}: {rate(point.model)} by the model, {rate(point.rule)} by the rule."
        for point in points[:4]
    )
    return f"How many of those who {happened} the riskiest people hold, by model, simple rule and chance. {told}"


def _at(rows: pd.DataFrame, line: str, share: float) -> pd.DataFrame:
    return rows[(rows["line"] == line) & ((rows["share"] - share).abs() < _CLOSE)]


def _sentence(share: float, held: float, line: str, happened: str) -> str:
    return f"The riskiest {rate(share)} ({line.lower()}): {rate(held)} of those who {happened}."
