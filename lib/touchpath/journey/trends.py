"""What a trend is: touchpoints counted per period, split or not; and the periods a stretch of dates falls into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args

from touchpath.journey.calendar import Calendar, Period
from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.filters import Filters

TrendCount = Literal["total", "people", "per_person"]
MEASURES: tuple[TrendCount, ...] = get_args(TrendCount)
TREND_PERIODS: tuple[Period, ...] = ("day", "week", "month")
SPLITS: tuple[str, ...] = ("touchpoint", "channel", "persona", "stage")
CELL_SECONDS = 900
"""Every time zone begins its days on a quarter of an hour in UTC; periods are told apart by these cells."""

_MOST_PERIODS = 1_000
_DAYS_FOR_WEEKS, _DAYS_FOR_MONTHS = 45, 420


@dataclass(frozen=True)
class Trend:
    """Touchpoints per period. No touchpoints means all of them.

    `measure`: "total" events, "people" with at least one, or events "per_person" (of those with at least one).
    `split`: None, "touchpoint", "channel", "persona", "stage", or the name of a property of the event, written
    "property:name". A person may count in several groups and in several periods, so people do not add up.
    """

    touchpoints: tuple[str, ...] = ()
    measure: TrendCount = "total"
    split: str | None = None
    period: Period = "week"
    most_groups: int = 8

    def __post_init__(self) -> None:
        """One touchpoint becomes a tuple; unknown choices are refused."""
        object.__setattr__(self, "touchpoints", as_tuple(self.touchpoints))
        if self.measure not in MEASURES:
            raise DefinitionError(f'"{self.measure}" is no measure: choose one of {", ".join(MEASURES)}.')
        if self.period not in TREND_PERIODS:
            raise DefinitionError(f'"{self.period}" is no period here: choose one of {", ".join(TREND_PERIODS)}.')
        if self.split is not None and self.split not in SPLITS and not self.split.startswith("property:"):
            raise DefinitionError(f'A trend cannot be split by "{self.split}".')

    @property
    def property_name(self) -> str | None:
        """The property it is split by, if it is."""
        return self.split.removeprefix("property:") if self.split and self.split.startswith("property:") else None


@dataclass(frozen=True)
class Bucket:
    """A period: its first day in the workspace zone, its ends in UTC (naive, end exclusive).

    `complete` is false where the dates cut it short, the data had not begun, or may not have ended.
    """

    start: date
    begins: datetime
    ends: datetime
    complete: bool

    @property
    def cells(self) -> tuple[int, int]:
        """First and last quarter of an hour since 1970 (both inclusive)."""
        return _cell(self.begins), _cell(self.ends) - 1


def trend_from(plain: Mapping[str, Any]) -> Trend:
    """A trend from its plain dict."""
    return build(Trend, plain)


def span(calendar: Calendar, filters: Filters) -> tuple[date, date] | None:
    """First and last day looked at: the filters' dates, cut to the days the data cover; None without any."""
    if calendar.first_day is None or calendar.last_day is None:
        return None
    first = max(filters.date_from or calendar.first_day, calendar.first_day)
    last = min(filters.date_to or calendar.last_day, calendar.last_day)
    return (first, last) if first <= last else None


def fitting_period(calendar: Calendar, filters: Filters) -> Period:
    """Days for up to 45 days, weeks for up to some 14 months, else months."""
    days = span(calendar, filters)
    length = (days[1] - days[0]).days + 1 if days else 0
    if length <= _DAYS_FOR_WEEKS:
        return "day"
    return "week" if length <= _DAYS_FOR_MONTHS else "month"


def buckets(calendar: Calendar, filters: Filters, period: Period) -> tuple[Bucket, ...]:
    """The periods that the dates fall into, in order; the first and last may be cut short by the dates.

    Raises DefinitionError when there would be more than 1,000.
    """
    days = span(calendar, filters)
    if days is None:
        return ()
    first, last = days
    starts = [calendar.start_of(first, period)]
    while (following := _next(starts[-1], period)) <= last:
        starts.append(following)
        if len(starts) > _MOST_PERIODS:
            raise DefinitionError(f"These dates hold more than {_MOST_PERIODS:,} {period}s: choose longer periods.")
    return tuple(_bucket(calendar, start, _next(start, period), first, last) for start in starts)


def previous(calendar: Calendar, filters: Filters) -> Filters | None:
    """The same filters over the stretch of equal length just before; None when the data do not cover it."""
    days = span(calendar, filters)
    if days is None or calendar.first_day is None:
        return None
    first, last = filters.date_from or days[0], filters.date_to or days[1]
    start = first - (last - first) - timedelta(days=1)
    if start < calendar.first_day:
        return None
    return Filters(start, first - timedelta(days=1), filters.personas, filters.channels, filters.where, filters.group)


def _bucket(calendar: Calendar, start: date, following: date, first: date, last: date) -> Bucket:
    begins, ends = calendar.utc_of(start), calendar.utc_of(following)
    whole = start >= first and following <= last + timedelta(days=1)
    over = calendar.data_end is not None and ends <= calendar.data_end
    return Bucket(start, begins, ends, whole and over)


def _next(start: date, period: Period) -> date:
    if period == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if period == "week" else 1)


def _cell(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp()) // CELL_SECONDS
