"""The calendar a workspace counts in: its zone, its first weekday and the end of its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

WeekStart = Literal["monday", "sunday"]
Period = Literal["hour", "day", "week", "month"]


@cache
def zone_names() -> frozenset[str]:
    """Every time zone there is, "UTC" among them; looked for once, since that reads hundreds of files."""
    return frozenset(available_timezones() | {"UTC"})


_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def clock_changes(zone: str) -> tuple[date, ...]:
    """The UTC days on which the clocks of a zone were or will be set to another offset, 1970 to 2100, and the next.

    Raises ZoneInfoNotFoundError for no zone.
    """
    place, found = ZoneInfo(zone), set[date]()
    at = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    before = at.astimezone(place).utcoffset()
    while at.year <= _LAST_YEAR:
        after = (at + _ONE_DAY).astimezone(place).utcoffset()
        if after != before:
            found |= {at.date(), (at + _ONE_DAY).date()}
        at, before = at + _ONE_DAY, after
    return tuple(sorted(found))


@dataclass(frozen=True)
class Calendar:
    """Zone and week start of a workspace, and `data_end`, the latest moment its data are complete for.

    `data_end` and `data_start` are UTC and naive (as stored); None while the workspace holds no events.
    `later_events`: a person set the end before the last event; what lies after it is not looked at.
    `orders`: several rows make up one event somewhere (an order of several lines).
    """

    zone: str = "UTC"
    week_start: WeekStart = "monday"
    data_start: datetime | None = None
    data_end: datetime | None = None
    later_events: bool = False
    orders: bool = False

    @cached_property
    def tz(self) -> ZoneInfo:
        """The workspace zone."""
        return ZoneInfo(self.zone)

    def utc_of(self, day: date) -> datetime:
        """The UTC moment (naive) at which `day` begins in the workspace zone."""
        return datetime.combine(day, time(), self.tz).astimezone(UTC).replace(tzinfo=None)

    def day_of(self, moment: datetime) -> date:
        """The day in the workspace zone of a naive UTC moment."""
        return moment.replace(tzinfo=UTC).astimezone(self.tz).date()

    @property
    def last_day(self) -> date | None:
        """The day of `data_end` in the workspace zone."""
        return self.day_of(self.data_end) if self.data_end else None

    @property
    def first_day(self) -> date | None:
        """The day of the first event in the workspace zone."""
        return self.day_of(self.data_start) if self.data_start else None

    def start_of(self, day: date, period: Period) -> date:
        """The first day of the period (day, week or month) that `day` lies in."""
        if period == "month":
            return day.replace(day=1)
        if period == "week":
            shift = day.weekday() if self.week_start == "monday" else (day.weekday() + 1) % 7
            return day - timedelta(days=shift)
        return day
