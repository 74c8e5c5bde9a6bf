"""Daily series as they are judged: rates, counts, amounts and scores on the scale on which days are comparable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from touchpath.stats.proportions import Floats

SeriesScale = Literal["rate", "count", "amount", "score"]
"""rate: hits of sizes, on the logit; count: on the log, varying like Poisson; amount: money and the like, on the log;
score: as it is, varying as 1 / answers."""

WEEK = 7
NEEDED = 120
"""Days before the first that is judged."""
LEAST = 1e-12
"""Less is nothing: a variance or a denominator."""


@dataclass(frozen=True)
class DailySeries:
    """Days in order along the last axis; any axes before it are series of their own.

    `values` are hits (rate), counts, amounts or scores; `sizes` the denominators (rate, score; ignored otherwise).
    `judged` is False for days that are left out: they are not judged, and the weekday a week before stands for them.
    A day without a denominator or value is left out too.
    """

    scale: SeriesScale
    values: Floats
    sizes: Floats
    judged: NDArray[np.bool_]

    def weeks(self) -> DailySeries:
        """The 7 days up to each day in one: judged where all of them are."""
        judged = _last_seven(self.judged.astype(float)) > WEEK - 0.5
        sizes = _last_seven(self.sizes)
        if self.scale == "score":
            values = _last_seven(self.values * self.sizes) / np.maximum(sizes, LEAST)
        else:
            values = _last_seven(self.values)
        return DailySeries(self.scale, values, sizes, judged)


def daily(
    scale: SeriesScale, values: Floats, sizes: Floats | None = None, left_out: Floats | None = None
) -> DailySeries:
    """A series ready to be judged; days without a value or denominator, or `left_out`, are filled and not judged."""
    values = np.asarray(values, dtype=float)
    given = np.ones_like(values) if sizes is None else np.asarray(sizes, dtype=float)
    judged = np.isfinite(values) & (given > 0)
    if left_out is not None:
        judged &= ~np.asarray(left_out, dtype=bool)
    return DailySeries(scale, _filled(values, judged), _filled(given, judged), judged)


def on_scale(series: DailySeries) -> Floats:
    """The values on the scale of their series."""
    if series.scale == "rate":
        seen: Floats = np.log((series.values + 0.5) / (series.sizes - series.values + 0.5))
        return seen
    if series.scale == "score":
        return series.values
    return np.asarray(np.log(series.values + _offset(series.scale, series.values)), dtype=float)


def noise_of(series: DailySeries, expected: Floats) -> Floats:
    """Variance of sampling a day on its scale, from what was expected of it (not from what came)."""
    if series.scale == "rate":
        share = np.clip(expit(expected), 1e-6, 1 - 1e-6)
        noise: Floats = 1 / (np.maximum(series.sizes, 1.0) * share * (1 - share))
        return noise
    if series.scale == "count":
        return np.asarray(np.exp(-np.clip(expected, -1.0, 50.0)), dtype=float)
    return 1 / np.maximum(series.sizes, LEAST) if series.scale == "score" else np.zeros_like(expected)


def natural(series: DailySeries, numbers: Floats) -> Floats:
    """Numbers on the scale of a series as its readers know them: shares, counts, amounts, scores."""
    if series.scale == "rate":
        shares: Floats = expit(numbers)
        return shares
    if series.scale == "score":
        return numbers
    amounts: Floats = np.maximum(np.exp(numbers) - _offset(series.scale, series.values), 0.0)
    return amounts


def _offset(scale: SeriesScale, values: Floats) -> float:
    """What keeps the log of nothing finite: half an event, or a hundredth of a usual amount."""
    if scale == "count":
        return 0.5
    early = values[..., :NEEDED]
    some = early[early > 0]
    return float(np.median(some)) / 100 if some.size else 1.0


def _filled(values: Floats, judged: NDArray[np.bool_]) -> Floats:
    """Days left out hold what the same weekday held a week before (the first week: the first that has it)."""
    filled = np.where(judged, values, np.nan)
    days = filled.shape[-1]
    for day in range(WEEK, days):
        here = filled[..., day]
        filled[..., day] = np.where(np.isnan(here), filled[..., day - WEEK], here)
    for day in range(days - WEEK - 1, -1, -1):
        here = filled[..., day]
        filled[..., day] = np.where(np.isnan(here), filled[..., day + WEEK], here)
    return np.where(np.isnan(filled), 0.0, filled)


def _last_seven(values: Floats) -> Floats:
    sums = np.cumsum(values, axis=-1)
    found = sums.copy()
    found[..., WEEK:] = sums[..., WEEK:] - sums[..., :-WEEK]
    return found
