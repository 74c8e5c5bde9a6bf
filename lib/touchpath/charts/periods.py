"""The time axis of every chart over periods: ticks stand on first days of periods, in one date style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from touchpath.journey.words import DAY_OF_YEAR_ON_AXIS, DAY_ON_AXIS, HOUR_ON_AXIS, MONTH_ON_AXIS

_MOST_TICKS = 9
_SHOWN: dict[str, str] = {"hour": HOUR_ON_AXIS, "month": MONTH_ON_AXIS}


def period_axis(starts: Iterable[Any], period: str = "week", *, grid: bool = False) -> alt.Axis:
    """An axis for an x that is temporal: a tick at every first day, or at every second, third, ... of them.

    Days of more than one year are written with it.
    """
    known = sorted({pd.Timestamp(start) for start in starts})
    every = -(-len(known) // _MOST_TICKS)
    day = DAY_ON_AXIS if len({start.year for start in known}) > 1 else DAY_OF_YEAR_ON_AXIS
    return alt.Axis(
        format=_SHOWN.get(period, day), values=[_moment(start) for start in known[:: every or 1]], grid=grid,
        labelOverlap=True, labelAngle=0,
    )  # fmt: skip


def _moment(start: pd.Timestamp) -> alt.DateTime:
    """A day as Vega reads it, on the clock that the values of the chart are on."""
    return alt.DateTime(
        year=start.year, month=start.month, date=start.day, hours=start.hour, minutes=start.minute
    )  # fmt: skip
