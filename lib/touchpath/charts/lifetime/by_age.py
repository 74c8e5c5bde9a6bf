"""What a customer has brought by age: a line per group, with its range."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.lifetime.history import AgePoint
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import count, interval, money

_RANGED = 4
_COLUMNS = ["group", "days", "value", "low", "high", "shown", "sentence"]


def by_age_chart(
    curves: Sequence[Sequence[AgePoint]],
    names: Sequence[str],
    colours: Sequence[str],
    currency: str,
    palette: Palette,
) -> Any:
    """Mean value per customer by days since the first purchase; ranges where at most four groups are drawn."""
    rows = pd.DataFrame(
        [
            _row(name, point, currency)
            for curve, name in zip(curves, names, strict=True)
            for point in curve
            if _known(point)
        ],
        columns=_COLUMNS,
    )
    few = len(names) <= _RANGED
    alone = len(names) == 1
    room = float(rows["days"].max()) * (1.16 if alone else 1.02) if len(rows) else 1.0
    x = alt.X(
        "days:Q",
        title="Days since the first purchase",
        axis=alt.Axis(tickCount=8),
        scale=alt.Scale(domain=[0, room], nice=False),
    )
    y = alt.Y(
        "value:Q", title=f"Value per customer ({currency})", axis=alt.Axis(format=",~f"), scale=alt.Scale(zero=True)
    )
    scale = colour_scale(list(names), list(colours))
    colour = alt.Color("group:N", scale=scale, legend=None if alone else alt.Legend(symbolOpacity=1, columns=4))
    base = alt.Chart(rows).encode(x=x, color=colour)
    layers = [base.mark_area(opacity=0.14).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))] if few else []
    layers += [
        base.mark_line(strokeWidth=2).encode(y=y),
        base.mark_point(filled=True, size=34, opacity=1).encode(y=y, tooltip=alt.Tooltip("sentence:N", title=" ")),
    ]
    if alone and len(rows):
        ends = rows.loc[rows.groupby("group", sort=False)["days"].idxmax()]
        last = alt.Chart(ends).encode(x=x, y=y, text=alt.Text("shown:N"))
        layers.append(last.mark_text(align="left", dx=7, fontSize=12, color=palette.text))
    return alt.layer(*layers).properties(width="container", height=320)


def by_age_alt(curves: Sequence[Sequence[AgePoint]], names: Sequence[str], currency: str) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for curve, name in zip(curves, names, strict=True):
        known = [point for point in curve if _known(point)]
        told += [f"{name}: {money(known[-1].value, currency)} after {known[-1].days} days"] if known else []
    return f"Mean value per customer by days since the first purchase. {'; '.join(told)}."


def shades(palette: Palette, many: int) -> list[str]:
    """Colours for groups in an order, pale to strong."""
    ends = [tuple(int(code[at : at + 2], 16) for at in (1, 3, 5)) for code in palette.sequential[2:]]
    found = []
    for place in range(many):
        at = (len(ends) - 1) * (place / (many - 1) if many > 1 else 1.0)
        low = min(int(at), len(ends) - 2)
        mixed = (round(a + (b - a) * (at - low)) for a, b in zip(ends[low], ends[low + 1], strict=True))
        found.append("#" + "".join(f"{part:02X}" for part in mixed))
    return found


def _known(point: AgePoint) -> bool:
    return isfinite(point.value)


def _row(name: str, point: AgePoint, currency: str) -> tuple[Any, ...]:
    ends = interval(money(point.low, currency), money(point.high, currency))
    sentence = (
        f"{name}: {money(point.value, currency)} ({ends}) {point.days} days after the first purchase, "
        f"{count(point.people)} customers."
    )
    return name, point.days, point.value, point.low, point.high, money(point.value, currency), sentence
