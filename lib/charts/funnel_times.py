"""How long it took to convert, as a histogram."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from lib.analysis.funnel_result import ConversionTimes
from lib.charts.theme import Palette
from lib.journey.words import count, duration, rate

_UNITS = ((86_400.0, "Days"), (3_600.0, "Hours"), (60.0, "Minutes"))


def times_chart(times: ConversionTimes, palette: Palette, start: str, end: str) -> Any:
    """Bars of people by elapsed time between two steps, with the median marked."""
    size, unit = _unit(float(times.edges[-1]))
    total = int(times.counts.sum())
    rows = pd.DataFrame(
        [
            {
                "low": low / size,
                "high": high / size,
                "people": int(people),
                "sentence": f"{count(int(people))} took {duration(low)} to {duration(high)} "
                f"({rate(int(people) / total if total else None)}).",
            }
            for low, high, people in zip(times.edges[:-1], times.edges[1:], times.counts, strict=True)
        ]
    )
    x = alt.X("low:Q", title=f"{unit} from {start} to {end}", scale=alt.Scale(nice=False, zero=False))
    bars = (
        alt.Chart(rows)
        .mark_bar(color=palette.accent, binSpacing=1)
        .encode(x=x, x2="high:Q", y=alt.Y("people:Q", title="People"), tooltip="sentence:N")
    )
    middle = pd.DataFrame({"median": [times.median / size], "label": [f"median {duration(times.median)}"]})
    rule = alt.Chart(middle).mark_rule(color=palette.text, strokeDash=[4, 3]).encode(x="median:Q")
    text = alt.Chart(middle).mark_text(align="left", dx=6, color=palette.text).encode(
        x="median:Q", y=alt.value(8), text="label:N"
    )  # fmt: skip
    return alt.layer(bars, rule, text).properties(width="container", height=260)


def times_alt(times: ConversionTimes, start: str, end: str) -> str:
    """What the picture says, for those who do not see it."""
    return (
        f"Time from {start} to {end} of {count(int(times.counts.sum()))} people: median {duration(times.median)}, "
        f"nine in ten within {duration(times.p90)}."
    )


def _unit(longest: float) -> tuple[float, str]:
    return next(((size, name) for size, name in _UNITS if longest >= 2 * size), (1.0, "Seconds"))
