"""The Qini curve: what treating some people gains, by the order in which they are taken."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.uplift.result import UpliftOrder
from touchpath.charts.theme import Palette, colour_scale
from touchpath.journey.words import interval, points, rate

BY_GAIN, BY_OUTCOME, BY_LOT = "Largest expected effect first", "Likeliest first", "By lot"


def qini_chart(order: UpliftOrder, palette: Palette) -> Any:
    """Three lines from nobody to everybody: by expected effect with its band, by expected outcome, by lot."""
    gain = pd.DataFrame(
        [
            {"share": share, "gain": 100 * value, "low": 100 * low, "high": 100 * high, "order": BY_GAIN,
             "sentence": _sentence(BY_GAIN, share, value, low, high)}
            for share, value, (low, high) in zip(order.shares, order.by_gain, order.gain_ranges, strict=True)
        ]
    )  # fmt: skip
    others = pd.DataFrame(
        [
            {"share": share, "gain": 100 * value, "order": name, "sentence": _sentence(name, share, value)}
            for name, curve in ((BY_OUTCOME, order.by_outcome), (BY_LOT, _lot(order)))
            for share, value in zip(order.shares, curve, strict=True)
        ]
    )
    names = [BY_GAIN, BY_OUTCOME, BY_LOT]
    scale = colour_scale(names, [palette.accent, palette.loss, palette.muted])
    dash = alt.Scale(domain=names, range=[[1, 0], [6, 3], [2, 3]])
    x = alt.X(
        "share:Q",
        title="Share of people treated",
        axis=alt.Axis(format="%", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    y = alt.Y("gain:Q", title="Gained, in points of everybody", axis=alt.Axis(format="+~f", tickCount=5))
    colour = alt.Color("order:N", scale=scale, legend=alt.Legend(symbolOpacity=1, columns=1, labelLimit=300))
    drawn = pd.concat([gain, others], ignore_index=True)
    lines = alt.Chart(drawn).encode(x=x, y=y, color=colour, strokeDash=alt.StrokeDash("order:N", scale=dash))
    band = (
        alt.Chart(gain)
        .mark_area(opacity=0.14, color=palette.accent)
        .encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    )
    dots = lines.mark_point(size=60, opacity=0, filled=True).encode(tooltip=alt.Tooltip("sentence:N", title=" "))
    return alt.layer(band, lines.mark_line(strokeWidth=2), dots).properties(width="container", height=300)


def qini_alt(order: UpliftOrder) -> str:
    """What the picture says."""
    half = order.shares.index(0.5)
    curves = ((BY_GAIN, order.by_gain), (BY_OUTCOME, order.by_outcome), (BY_LOT, _lot(order)))
    told = " ".join(_sentence(name, 0.5, curve[half]) for name, curve in curves)
    return f"What treating some people gains. {told} Everybody: {points(order.everybody)}."


def _lot(order: UpliftOrder) -> tuple[float, ...]:
    return tuple(share * order.everybody for share in order.shares)


def _sentence(name: str, share: float, value: float, low: float = float("nan"), high: float = float("nan")) -> str:
    ends = interval(*(points(end).removesuffix(" points") for end in (low, high)))
    ranged = f" (range {ends})" if low == low else ""
    return f"{name}, {rate(share)} treated: {points(value)}{ranged}."
