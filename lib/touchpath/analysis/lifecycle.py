"""Measures the lifecycle: new, returning, resurrected and dormant people per period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Buckets, Moments, buckets, microseconds, moment_of
from touchpath.analysis.log.reading import People, ReadEvents, read_events, read_first, read_labels
from touchpath.analysis.retention.cohorts import period_label
from touchpath.analysis.retention.frame import MOST_COHORTS
from touchpath.analysis.retention.grid import distinct
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Fixed, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Step
from touchpath.journey.lifecycle import Lifecycle

_ONE_DAY = timedelta(days=1)
_ONE_MOMENT = timedelta(microseconds=1)
_UNKNOWN = -2


@dataclass(frozen=True)
class LifecyclePeriod:
    """People of one period; `start` is its first moment on the workspace clock (naive).

    `new` + `returning` + `resurrected` were active; `dormant` were active in the period before and not in this one
    (a plain count). A period that the data or the dates cut short is not `complete`.
    """

    start: Fixed[datetime]
    label: Fixed[str]
    new: Size[int]
    returning: Size[int]
    resurrected: Size[int]
    dormant: Size[int]
    complete: Fixed[bool]

    @property
    def active(self) -> int:
        """People who did the target touchpoint in the period."""
        return self.new + self.returning + self.resurrected


@dataclass(frozen=True)
class LifecycleResult:
    """A measured lifecycle, one entry per period of the dates."""

    lifecycle: Fixed[Lifecycle]
    periods: tuple[LifecyclePeriod, ...]


@dataclass(frozen=True, eq=False)
class _Periods:
    """The periods of the dates: buckets from `first` on; those before are only looked back at."""

    buckets: Buckets
    first: int
    ended: int


def measure(engine: Reader, lifecycle: Lifecycle, filters: Filters = NO_FILTERS) -> LifecycleResult:
    """Count the people of each period in the dates; the period before the first is looked at for who was active.

    A channel filter selects events. Raises DefinitionError when the dates hold too many periods.
    """
    periods = _periods(engine.calendar, lifecycle, filters)
    if periods is None:
        return LifecycleResult(lifecycle, ())
    before = engine.calendar.day_of(moment_of(periods.buckets.edges[0]))
    wider = replace(filters, date_from=before) if filters.date_from else filters
    events = read_events(engine, lifecycle.active, wider)
    person, bucket = _active(events, periods, engine.calendar, filters)
    began = _began(engine, lifecycle, filters, person, periods.buckets)
    return LifecycleResult(lifecycle, _counted(periods, lifecycle, person, bucket, began))


def _periods(calendar: Calendar, lifecycle: Lifecycle, filters: Filters) -> _Periods | None:
    if calendar.data_start is None or calendar.data_end is None:
        return None
    period = lifecycle.period
    first = calendar.utc_of(filters.date_from) if filters.date_from else calendar.data_start
    last = calendar.utc_of(filters.date_to + _ONE_DAY) - _ONE_MOMENT if filters.date_to else calendar.data_end
    shown = buckets(calendar, period, first, max(first, last))
    if len(shown) > MOST_COHORTS:
        raise DefinitionError(f"These dates hold {len(shown):,} periods: choose a longer period or fewer dates.")
    looked_at = buckets(calendar, period, moment_of(shown.edges[0]) - _ONE_MOMENT, max(first, last))
    ended = looked_at.complete(min(microseconds(calendar.data_end), microseconds(last) + 1))
    return _Periods(looked_at, len(looked_at) - len(shown), ended)


def _active(
    events: ReadEvents, periods: _Periods, calendar: Calendar, filters: Filters
) -> tuple[People, NDArray[np.int64]]:
    """Each person and bucket of activity once, sorted; the days of the first period before the dates do not count."""
    bucket = periods.buckets.of(events.moment)
    inside = (bucket >= 0) & (bucket < len(periods.buckets))
    if filters.date_from:
        inside &= (bucket < periods.first) | (events.moment >= microseconds(calendar.utc_of(filters.date_from)))
    return distinct(events.person[inside], bucket[inside], len(periods.buckets))


def _began(
    engine: Reader, lifecycle: Lifecycle, filters: Filters, person: People, places: Buckets
) -> NDArray[np.int64]:
    """The bucket each active person began in; -1 before the first bucket, -2 where it is not known."""
    if lifecycle.new_by == "attribute":
        told = pd.to_datetime(read_labels(engine, lifecycle.attribute or ""), errors="coerce", utc=True).dropna()
        started = ReadEvents(told.index.to_numpy(), _micros(told))
    else:
        step = Step(None) if lifecycle.new_by == "first_event" else lifecycle.active
        ever = NO_FILTERS if lifecycle.new_by == "first_event" else filters.without_dates()
        started = read_first(engine, step, ever)
    table = pd.Series(places.of(started.moment), index=started.person)
    return table.reindex(person, fill_value=_UNKNOWN).to_numpy(dtype=np.int64)


def _micros(moments: pd.Series[Any]) -> Moments:
    return np.asarray(moments.dt.tz_localize(None).to_numpy(dtype="datetime64[us]"), dtype=np.int64)


def _counted(
    periods: _Periods, lifecycle: Lifecycle, person: People, bucket: NDArray[np.int64], began: NDArray[np.int64]
) -> tuple[LifecyclePeriod, ...]:
    total = len(periods.buckets)
    follows = np.zeros(len(person), dtype=bool)
    follows[1:] = (person[1:] == person[:-1]) & (bucket[1:] == bucket[:-1] + 1)
    goes_on = np.append(follows[1:], False) if len(person) else follows
    new = began == bucket
    kinds = {
        "new": bucket[new],
        "returning": bucket[follows & ~new],
        "resurrected": bucket[~follows & ~new],
        "dormant": bucket[~goes_on] + 1,
    }
    counts = {name: np.bincount(where, minlength=total) for name, where in kinds.items()}
    return tuple(
        LifecyclePeriod(
            start=periods.buckets.start(i),
            label=period_label(periods.buckets, i, lifecycle.period),
            complete=i < periods.ended,
            **{name: int(count[i]) for name, count in counts.items()},
        )
        for i in range(periods.first, total)
    )
