"""Measures churn: the Kaplan-Meier curve of time to the last event plus N days, by group, with the log-rank test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DAY, Moments, microseconds
from touchpath.analysis.log.groups import GroupKind, read_grouped
from touchpath.analysis.log.reading import ReadEvents, read_last, return_filters
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.churn import Churn
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.stats.results import Estimate
from touchpath.stats.survival import SurvivalCurve, kaplan_meier, log_rank


@dataclass(frozen=True, eq=False)
class ChurnGroup:
    """The churn of one group; `values` are its one or two values (None: missing, or "other")."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    churned: PartOf[int]
    curve: SurvivalCurve
    median_days: Derived[Estimate]


@dataclass(frozen=True, eq=False)
class ChurnResult:
    """Measured churn. Times are days since the first event of each person.

    `churned` of `people` are known to have churned, the others are still observed. `median_days`: the time by which
    half have churned (infinite where it is not reached). `log_rank` tests whether the groups churn alike; None with
    fewer than two groups.
    """

    churn: Fixed[Churn]
    people: Size[int]
    churned: PartOf[int]
    curve: SurvivalCurve
    median_days: Derived[Estimate]
    groups: tuple[ChurnGroup, ...] = ()
    log_rank: Derived[Estimate | None] = None


def measure(engine: Reader, churn: Churn, filters: Filters = NO_FILTERS) -> ChurnResult:
    """Measure churn of the people whose first start event ever lies in the dates of the filters.

    A channel filter selects what `churn.channel_of` says; activity counts to the end of the data.
    """
    grouped = read_grouped(engine, churn.entries, filters)
    data_end = engine.calendar.data_end
    last = read_last(engine, churn.entries.back, return_filters(filters, churn.channel_of))
    end = microseconds(data_end) if data_end else 0
    days, churned = lifetimes(grouped.entries, last, churn.days, end)
    curve = kaplan_meier(days, churned)
    groups = tuple(
        _group(group.label, group.kind, group.values, days[grouped.of == i], churned[grouped.of == i])
        for i, group in enumerate(grouped.groups)
        if churn.breakdown
    )
    test = log_rank([group.curve for group in groups]) if len(groups) > 1 else None
    return ChurnResult(churn, len(days), int(churned.sum()), curve, curve.median(), groups, test)


def lifetimes(
    first: ReadEvents, last: ReadEvents, days: float, data_end: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Days each person was followed, and whether they churned: at the last event + `days`, if that is in the data.

    Both hold every person once; people without a last event are taken to have only the first.
    """
    final = last_moments(first, last)
    pause = int(days * DAY)
    churned = final + pause <= data_end
    until = np.where(churned, final + pause, data_end)
    return (until - first.moment) / DAY, churned


def last_moments(first: ReadEvents, last: ReadEvents) -> Moments:
    """The last moment of each person of `first`, in their order."""
    if not len(first):
        return first.moment
    low, high = int(first.person.min()), int(first.person.max())
    known = (last.person >= low) & (last.person <= high)
    table = np.zeros(high - low + 1, dtype=np.int64)
    table[first.person - low] = first.moment
    np.maximum.at(table, last.person[known] - low, last.moment[known])
    found: Moments = table[first.person - low]
    return found


def _group(
    label: str, kind: GroupKind, values: tuple[str | None, ...], days: NDArray[np.float64], churned: NDArray[np.bool_]
) -> ChurnGroup:
    curve = kaplan_meier(days, churned)
    return ChurnGroup(label, kind, values, len(days), int(churned.sum()), curve, curve.median())
