"""Differences against the rest, and what goes with dropping: estimates and intervals around no difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.comparison import Cell
from touchpath.analysis.drivers.factors import Factor
from touchpath.charts.funnel.rows import ROW, block_height, block_rows, heading_marks, row_axis, row_key
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, decimal, points, rate

GRADES = ("lower", "unclear", "higher")


def comparison_chart(cells: Sequence[Cell], headings: Sequence[str], palette: Palette) -> Any:
    """Difference of each group's rate from the rest, in points with its interval; called ones in colour.

    `headings` name the steps after the first, in order.
    """
    labels = list(dict.fromkeys(cell.group for cell in cells))
    keys = block_rows(headings, labels)
    rows = pd.DataFrame([_cell_row(cell) for cell in cells])
    y = row_axis(keys, palette)
    axis = alt.Axis(title="Difference in points", tickCount=7, labelOverlap="greedy")
    return _intervals(
        rows, y, alt.X("estimate:Q", axis=axis), 0.0, palette, heading_marks(headings, y, palette)
    ).properties(width="container", height=block_height(keys))


def drivers_chart(factors: Sequence[Factor], palette: Palette) -> Any:
    """Odds of going on with a factor against without it, on a ratio scale, with intervals; called ones in colour."""
    rows = pd.DataFrame([_factor_row(factor) for factor in factors])
    labels = [row_key(0, str(name)) for name in rows["name"]]
    y = row_axis(labels, palette)
    ticks = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
    x = alt.X(
        "estimate:Q", scale=alt.Scale(type="log", domain=_around_one(factors), nice=False),
        axis=alt.Axis(title="Odds, with it against without", values=ticks, format="~g"),
    )  # fmt: skip
    return _intervals(rows, y, x, 1.0, palette).properties(width="container", height=(ROW + 4) * len(labels))


def _around_one(factors: Sequence[Factor]) -> list[float]:
    """Both ends of all intervals and 1, with a little room."""
    low, high = min(factor.low for factor in factors), max(factor.high for factor in factors)
    return [min(low, 0.8) / 1.15, max(high, 1.25) * 1.15]


def _intervals(rows: pd.DataFrame, y: alt.Y, x: alt.X, none: float, palette: Palette, *more: Any) -> Any:
    colour = alt.Color(
        "grade:N", scale=alt.Scale(domain=list(GRADES), range=[palette.loss, palette.muted, palette.gain]),
        legend=alt.Legend(),
    )  # fmt: skip
    base = alt.Chart(rows)
    zero = (
        alt.Chart(pd.DataFrame({"none": [none]}))
        .mark_rule(color=palette.muted, strokeDash=[3, 3])
        .encode(x=alt.X("none:Q"))
    )
    whisker = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y, color=colour)
    shape = alt.Shape(
        "grade:N", scale=alt.Scale(domain=list(GRADES), range=["triangle-left", "circle", "triangle-right"]),
        legend=None,
    )  # fmt: skip
    point = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=x, y=y, color=colour, shape=shape, tooltip=alt.Tooltip("sentence:N")
    )
    return alt.layer(zero, whisker, point, *more)


def _cell_row(cell: Cell) -> dict[str, Any]:
    difference = cell.difference
    return {
        "row": row_key(cell.step - 1, cell.group),
        "estimate": 100 * difference.estimate,
        "low": 100 * difference.low,
        "high": 100 * difference.high,
        "grade": _grade(cell.called, difference.estimate > 0),
        "sentence": f"{cell.group}: {rate(cell.rate)} of {count(cell.n)} against {rate(cell.rest_rate)} of "
        f"{count(cell.rest_n)}, {points(difference.estimate)} "
        f"({points(difference.low)} to {points(difference.high)}).",
    }


def _factor_row(factor: Factor) -> dict[str, Any]:
    counts = factor.counts
    name = f"{counts.label} ({counts.kind})" if not counts.name else counts.label
    return {
        "row": row_key(0, name),
        "name": name,
        "estimate": factor.odds_ratio,
        "low": factor.low,
        "high": factor.high,
        "grade": _grade(factor.called, factor.odds_ratio > 1),
        "sentence": f"{counts.label}: {rate(counts.exposed_rate)} of {count(counts.exposed)} with it went on, "
        f"{rate(counts.others_rate)} of {count(counts.others)} without; odds {decimal(factor.odds_ratio, 2)} times "
        f"({decimal(factor.low, 2)} to {decimal(factor.high, 2)}).",
    }


def _grade(called: bool, higher: bool) -> str:
    return (GRADES[2] if higher else GRADES[0]) if called else GRADES[1]
