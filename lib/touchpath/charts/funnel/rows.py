"""Rows in blocks: a heading per step and a row per group below it, shared by pictures that compare groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette

ROW = 22
_AXIS = 56  # room for axis and legend: without it few rows would lie on each other
_MARK = "\u2063"  # an invisible separator, allowed in SVG


def block_rows(headings: Sequence[str], names: Sequence[str]) -> list[str]:
    """Keys of the rows in drawing order: each heading, then a row per name."""
    return [
        key for place in range(len(headings)) for key in (row_key(place, ""), *(row_key(place, n) for n in names))
    ]


def row_key(place: int, name: str) -> str:
    """The key of a row: the block's place and the name shown at the axis (empty: the heading)."""
    return f"{place}{_MARK}{name}"


def row_axis(keys: Sequence[str], palette: Palette) -> alt.Y:
    """The vertical axis that shows only the names."""
    axis = alt.Axis(
        labelExpr=f"split(datum.value, '{_MARK}')[1]", title=None, ticks=False, domain=False, labelLimit=180,
        labelColor=palette.text, labelOverlap=False, grid=False,
    )  # fmt: skip
    return alt.Y("row:N", sort=list(keys), scale=alt.Scale(domain=list(keys), paddingInner=0.25), axis=axis)


def heading_marks(headings: Sequence[str], y: alt.Y, palette: Palette) -> Any:
    """The headings of the blocks, at the left edge of the picture."""
    rows = pd.DataFrame({"row": [row_key(place, "") for place in range(len(headings))], "heading": list(headings)})
    return (
        alt.Chart(rows)
        .mark_text(align="left", baseline="middle", fontWeight=600, fontSize=13, color=palette.text, limit=460)
        .encode(x=alt.value(0), y=y, text=alt.Text("heading:N"))
    )


def block_height(keys: Sequence[str]) -> int:
    """Pixels for all rows."""
    return ROW * len(keys) + _AXIS
