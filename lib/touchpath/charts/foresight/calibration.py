"""Whether chances came true: tenths of the people by what was foretold, beside what came."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import count, interval, rate
from touchpath.stats.foretold import CalibrationBin


def calibration_chart(bins: Sequence[CalibrationBin], palette: Palette) -> Any:
    """A dot with its interval for each tenth; on the line chances came true."""
    rows = pd.DataFrame(
        [
            {
                "foretold": part.foretold, "came": part.rate, "low": part.low, "high": part.high,
                "sentence": _sentence(part),
            }
            for part in bins
            if isfinite(part.foretold) and isfinite(part.rate)
        ],
        columns=["foretold", "came", "low", "high", "sentence"],
    )  # fmt: skip
    ends = pd.DataFrame({"foretold": [0.0, 1.0], "came": [0.0, 1.0]})
    x = alt.X("foretold:Q", title="Foretold chance", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    title = "Share to whom it happened, with 95 % interval"
    y = alt.Y("came:Q", title=title, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    low = alt.Y("low:Q", title=title)
    layers = [
        alt.Chart(ends).mark_line(color=palette.context, strokeDash=[4, 4]).encode(x=x, y=y),
        alt.Chart(rows).mark_rule(color=palette.accent, strokeWidth=2).encode(x=x, y=low, y2=alt.Y2("high:Q")),
        alt.Chart(rows)
        .mark_point(filled=True, size=60, opacity=1, color=palette.accent)
        .encode(x=x, y=y, tooltip=alt.Tooltip("sentence:N", title=" ")),
    ]
    return alt.layer(*layers).properties(width="container", height=300)


def calibration_alt(bins: Sequence[CalibrationBin]) -> str:
    """What the picture says."""
    told = " ".join(_sentence(part) for part in bins if isfinite(part.rate))
    return f"Foretold chances beside what came, in tenths of the people. {told}"


def _sentence(part: CalibrationBin) -> str:
    ends = interval(rate(part.low), rate(part.high))
    people = f"{count(part.people)} people with a chance of {rate(part.foretold)}"
    return f"{people}: it happened to {rate(part.rate)} ({ends})."
