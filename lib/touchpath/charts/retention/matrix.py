"""The retention matrix: a row per cohort, a column per period, incomplete cells hatched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.retention.result import Cohort
from touchpath.charts.contrast import readable_on, shade
from touchpath.charts.theme import Palette
from touchpath.journey.words import NOTHING, count, plural, rate

_ROW = 26
_NARROWEST = 44
"""Pixels a cell needs for its number; a narrower one shows its colour alone, the number is in tooltip and table."""
_HEADER = 60


@dataclass(frozen=True)
class CellMeasure:
    """What the cells show: `of` gives the number of a cohort's column, `written` puts it into words."""

    title: str
    of: Callable[[Cohort, int], float]
    written: Callable[[float], str]


def _share(cohort: Cohort, k: int) -> float:
    return cohort.rates[k]


def _people(cohort: Cohort, k: int) -> float:
    return float(cohort.people[k])


SHARE = CellMeasure("Share who came back", _share, rate)
PEOPLE = CellMeasure("People who came back", _people, count)


def matrix_chart(cohorts: Sequence[Cohort], labels: Sequence[str], measure: CellMeasure, palette: Palette) -> Any:
    """Cells from column 1 on in shades of one colour; column 0 is the size of the cohort, in words.

    A hatched cell is not complete: people of the cohort have not been observed to its end.
    """
    rows = _rows(cohorts, labels, measure)
    top = rows.loc[(rows["k"] > 0) & rows["complete"], "number"].max()
    top = float(top) if top == top and top > 0 else 1.0
    rows["fill"] = [shade(palette.sequential, number / top if number == number else 0.0) for number in rows["number"]]
    solid_cell = (rows["k"] > 0) & rows["complete"]
    rows["ink"] = [
        readable_on(fill, palette.text) if solid else palette.text
        for fill, solid in zip(rows["fill"], solid_cell, strict=True)
    ]
    x = alt.X("column:N", sort=list(labels), axis=alt.Axis(orient="top", title=None, labelPadding=6))
    y = alt.Y("row:N", sort=[_name(i, cohort) for i, cohort in enumerate(cohorts)], axis=_row_axis())
    base = alt.Chart(rows)
    colour = alt.Color("fill:N", scale=None)
    cell = {"x": x, "y": y, "tooltip": "sentence:N"}
    solid = (
        base.transform_filter("datum.k > 0 && datum.complete").mark_rect(cornerRadius=2).encode(color=colour, **cell)
    )
    open_ = (
        base.transform_filter("datum.k > 0 && !datum.complete && datum.begun")
        .mark_rect(cornerRadius=2, fill=hatching(palette), stroke=palette.context, strokeWidth=0.5)
        .encode(**cell)
    )
    room = alt.expr(f"width / {len(labels)} < {_NARROWEST} ? 0 : 1")
    text = base.transform_filter("datum.begun").mark_text(fontSize=12, opacity=room).encode(
        x=x, y=y, text=alt.Text("shown:N"), tooltip=alt.Tooltip("sentence:N"),
        color=alt.Color("ink:N", scale=None),
    )  # fmt: skip
    return alt.layer(solid, open_, text).properties(width="container", height=_ROW * len(cohorts) + _HEADER)


def hatching(palette: Palette) -> Any:
    """Diagonal stripes: a gradient whose colours change at once."""
    stripes, stops = 7, []
    for i in range(stripes):
        start, middle, end = i / stripes, (i + 0.45) / stripes, (i + 1) / stripes
        stops += [
            alt.GradientStop(offset=start, color=palette.grid),
            alt.GradientStop(offset=middle, color=palette.grid),
            alt.GradientStop(offset=middle, color=palette.background),
            alt.GradientStop(offset=end, color=palette.background),
        ]
    return alt.LinearGradient(gradient="linear", stops=stops, x1=0, y1=0, x2=1, y2=1)


def matrix_alt(cohorts: Sequence[Cohort], labels: Sequence[str], measure: CellMeasure) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for k in range(1, len(labels)):
        numbers = [measure.of(cohort, k) for cohort in cohorts if cohort.size and cohort.complete[k]]
        if numbers:
            told.append(f"{labels[k]} from {measure.written(min(numbers))} to {measure.written(max(numbers))}")
    found = f"{measure.title} by cohort, {len(cohorts)} cohorts."
    return f"{found} Complete cells: {'; '.join(told)}." if told else f"{found} No cell is complete yet."


def _row_axis() -> alt.Axis:
    return alt.Axis(
        title=None, labelLimit=140, labelExpr="split(datum.value, '\\u001f')[1]", domain=False, ticks=False
    )


def _name(i: int, cohort: Cohort) -> str:
    """Unique per cohort: two hours of a clock change share a label."""
    return f"{i}\x1f{cohort.label}"


def _rows(cohorts: Sequence[Cohort], labels: Sequence[str], measure: CellMeasure) -> pd.DataFrame:
    rows = [_cell(i, cohort, k, label, measure) for i, cohort in enumerate(cohorts) for k, label in enumerate(labels)]
    return pd.DataFrame(rows)


def _cell(i: int, cohort: Cohort, k: int, label: str, measure: CellMeasure) -> dict[str, Any]:
    number = measure.of(cohort, k)
    known = number == number
    begun = k == 0 or cohort.complete[k] or bool(cohort.people[k]) or _reached(cohort, k)
    shown = count(cohort.size) if k == 0 else measure.written(number) if known else NOTHING
    back = f"{count(cohort.people[k])} of {plural(cohort.size, 'person', 'people')}, {rate(cohort.rates[k])}"
    told = f"{label} of {cohort.label}: {back}"
    if k == 0:
        told = f"Cohort of {cohort.label}: {plural(cohort.size, 'person', 'people')}"
    elif measure not in (SHARE, PEOPLE):
        told += f"; {measure.title.lower()}: {shown}"
    return {
        "row": _name(i, cohort),
        "column": label,
        "k": k,
        "number": number if known else None,
        "shown": shown,
        "complete": cohort.complete[k],
        "begun": begun,
        "sentence": told + ("." if cohort.complete[k] else " so far: not complete yet."),
    }


def _reached(cohort: Cohort, k: int) -> bool:
    """Whether the data reach into the column: the one before is complete."""
    return cohort.complete[k - 1]
