"""One figure of a measure: its value, what it rests on, how it went, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Moments, microseconds
from touchpath.journey.cells import Derived, Fixed, PartOf, Size, Spoken
from touchpath.journey.trends import Bucket
from touchpath.stats.differences import newcombe
from touchpath.stats.proportions import wilson

MeasureBuckets = tuple[Bucket, ...]
Point = tuple[int, float, float]
"""Number of a bucket, the value in it, and what the value rests on."""


@dataclass(frozen=True)
class Figure:
    """One figure: its value, what it rests on, and how it went.

    `n` is the denominator (people, answers) and `hits` the numerator of a rate; `low` and `high` end the 95 %
    interval, NaN where a figure has none. `trend` holds (bucket, value, n) of the buckets with data; the value never
    depends on them. Where `value` is NaN, `reason` says why. `immature` counts people left out because their days
    are not over. `people` are those behind it where `n` counts something else. `about`: the counts of people (or
    answers) that `reason` tells of, () for none; None: not said, so it is left out where small groups are hidden.
    """

    value: Derived[float]
    n: Size[float]
    hits: PartOf[float] = nan
    low: Derived[float] = nan
    high: Derived[float] = nan
    trend: Derived[tuple[Point, ...]] = ()
    reason: Spoken[str | None] = None
    immature: PartOf[int] = 0
    people: Size[float] = nan
    about: Fixed[tuple[float, ...] | None] = None


@dataclass(frozen=True)
class Difference:
    """The figure now minus the figure before, in its own unit; the interval is NaN where there is none."""

    value: float
    low: float = nan
    high: float = nan


def rate(hits: float, n: float, trend: tuple[Point, ...] = (), immature: int = 0) -> Figure:
    """A share (0-1) with its Wilson interval; nobody in the denominator gives NaN and a reason."""
    if not n:
        reason = "Too recent to judge: nobody in view has had enough days yet." if immature else "Nobody is in view."
        return Figure(nan, 0, 0, reason=reason, immature=immature, about=())
    low, high = wilson(hits, n)
    return Figure(hits / n, n, hits, float(low), float(high), trend, immature=immature)


def rate_difference(before: Figure, now: Figure) -> Difference | None:
    """The difference of two shares with Newcombe's interval; None where either has no denominator."""
    if not before.n or not now.n:
        return None
    low, high = newcombe(before.hits, before.n, now.hits, now.n)
    return Difference(now.value - before.value, float(low), float(high))


def rate_of_entrants(
    entry: Moments, hit: NDArray[np.bool_], mature: NDArray[np.bool_], buckets: MeasureBuckets
) -> Figure:
    """The share of mature people with a hit; per bucket those who entered in it."""
    place = places(entry[mature], buckets)
    inside = place >= 0
    people = np.bincount(place[inside], minlength=len(buckets))
    hits = np.bincount(place[inside & hit[mature]], minlength=len(buckets))
    trend = tuple(
        (number, int(found) / int(size), float(size))
        for number, (found, size) in enumerate(zip(hits, people, strict=True))
        if size
    )
    total = int(np.count_nonzero(mature))
    return rate(int(np.count_nonzero(hit & mature)), total, trend, len(mature) - total)


def places(moments: Moments, buckets: MeasureBuckets) -> NDArray[np.int64]:
    """The bucket of each moment, -1 outside of all."""
    if not buckets:
        return np.full(len(moments), -1, dtype=np.int64)
    edges = np.array([microseconds(edge) for edge in (*(b.begins for b in buckets), buckets[-1].ends)])
    place = np.searchsorted(edges, moments, side="right") - 1
    return np.where(place < len(buckets), place, -1)


def unset(name: str) -> Figure:
    """The figure of a measure whose touchpoint no setting names."""
    return Figure(nan, 0, reason=f"No {name} touchpoint is set yet.", about=())


def complete_values(figure: Figure, buckets: MeasureBuckets) -> tuple[float, ...]:
    """The trend in complete buckets only, in order: what a sparkline may show."""
    return tuple(value for number, value, _ in figure.trend if buckets[number].complete)


def points(values: tuple[int, ...]) -> tuple[Point, ...]:
    """Counts per bucket as a trend."""
    return tuple((number, float(value), float(value)) for number, value in enumerate(values))


def cells(buckets: MeasureBuckets) -> dict[str, list[int]]:
    """Parameters that tell a query which quarter of an hour lies in which bucket."""
    ends = [bucket.cells for bucket in buckets]
    return {
        "periods": list(range(len(buckets))),
        "first_cells": [first for first, _ in ends],
        "last_cells": [last for _, last in ends],
    }
