"""Measures repeat purchase: who bought a second time, and how soon; mature people only."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DAY, Moments, microseconds
from touchpath.analysis.log.groups import Group, Grouped, GroupKind, read_grouped
from touchpath.analysis.log.orders import PURCHASED, read_purchases
from touchpath.analysis.log.reading import ReadEvents, return_filters
from touchpath.analysis.retention.at import first_return
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.stats.proportions import wilson


@dataclass(frozen=True)
class RepeatPoint:
    """Within `days` days of the first purchase `people` of `size` mature people bought again.

    `rate` (0-1) has Wilson's 95 % interval; NaN where nobody is mature.
    """

    days: Fixed[int]
    people: PartOf[int]
    size: Size[int]
    rate: Derived[float]
    rate_low: Derived[float]
    rate_high: Derived[float]


@dataclass(frozen=True)
class RepeatGroup:
    """The repeat purchases of one group; `values` are its one or two values (None: missing, or "other")."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    points: tuple[RepeatPoint, ...]


@dataclass(frozen=True)
class RepeatResult:
    """Measured repeat purchase of `people` first-time purchasers.

    `repeaters` bought again at all so far; `median_days` is their median time from the first to the second purchase
    (NaN without repeaters; long times are still to come).
    """

    repeat: Fixed[RepeatPurchase]
    people: Size[int]
    repeaters: PartOf[int]
    median_days: Derived[float]
    points: tuple[RepeatPoint, ...]
    groups: tuple[RepeatGroup, ...] = ()


@dataclass(frozen=True, eq=False)
class Repeats:
    """Everybody's first purchase, and microseconds to their second (-1: none) and to the end of the data."""

    grouped: Grouped
    gap: Moments
    observed: Moments

    def within(self, days: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Who bought again within so many days, and who is mature: observed that long."""
        window = int(days * DAY)
        return (self.gap >= 0) & (self.gap <= window), self.observed >= window


def read_repeats(engine: Reader, repeat: RepeatPurchase, filters: Filters = NO_FILTERS) -> Repeats:
    """The people whose first purchase ever lies in the dates; second purchases count to the end of the data.

    A channel filter selects what `repeat.channel_of` says.
    """
    grouped = read_grouped(engine, repeat.entries, filters, [PURCHASED])
    orders = read_purchases(engine, repeat.entries.entry, return_filters(filters, repeat.channel_of))
    data_end = engine.calendar.data_end
    observed = (microseconds(data_end) if data_end else 0) - grouped.entries.moment
    return Repeats(grouped, second_order(grouped.entries, orders), observed)


def measure(engine: Reader, repeat: RepeatPurchase, filters: Filters = NO_FILTERS) -> RepeatResult:
    """Measure the people whose first purchase ever lies in the dates, at each of the days asked for."""
    found = read_repeats(engine, repeat, filters)
    everybody = np.ones(len(found.gap), dtype=bool)
    groups = tuple(
        _group(found, group, found.grouped.of == i, repeat.days)
        for i, group in enumerate(found.grouped.groups)
        if repeat.breakdown
    )
    again = found.gap[found.gap >= 0]
    median = float(np.median(again)) / DAY if len(again) else nan
    return RepeatResult(
        repeat, len(found.gap), len(again), median, repeat_curve(found, everybody, repeat.days), groups
    )


def _group(found: Repeats, group: Group, inside: NDArray[np.bool_], days: tuple[int, ...]) -> RepeatGroup:
    points = repeat_curve(found, inside, days)
    return RepeatGroup(group.label, group.kind, group.values, int(np.count_nonzero(inside)), points)


def second_order(first: ReadEvents, orders: ReadEvents) -> Moments:
    """Microseconds from each person's first order to their second; -1 where there is none.

    Two orders at the same moment are two purchases, 0 apart.
    """
    if not len(first):
        return first.moment
    later = first_return(first, orders)
    low, high = int(first.person.min()), int(first.person.max())
    start = np.full(high - low + 2, -1, dtype=np.int64)
    start[first.person - low] = first.moment
    slot = np.where((orders.person >= low) & (orders.person <= high), orders.person - low, high - low + 1)
    same = np.bincount(slot[orders.moment == start[slot]], minlength=len(start))
    return np.where(same[first.person - low] > 1, 0, later)


def repeat_curve(found: Repeats, inside: NDArray[np.bool_], days: tuple[int, ...]) -> tuple[RepeatPoint, ...]:
    """The share with a second purchase within each number of days, of those inside who were observed that long."""
    return tuple(_point(found, inside, within) for within in days)


def _point(found: Repeats, inside: NDArray[np.bool_], days: int) -> RepeatPoint:
    again, mature = found.within(days)
    people, size = int(np.count_nonzero(again & mature & inside)), int(np.count_nonzero(mature & inside))
    low, high = wilson(people, size)
    return RepeatPoint(days, people, size, people / size if size else nan, float(low), float(high))
