"""Retention counted one person at a time in plain Python, as the definition reads."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.events import Row
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.retention import Retention

DAY = timedelta(days=1)


def local(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


def bucket_start(moment: datetime, period: str, calendar: Calendar) -> Any:
    """The local start of the calendar period that holds a UTC moment; hours stay apart where a clock repeats one."""
    here = local(moment, calendar.zone)
    if period == "hour":
        return here.replace(minute=0, second=0, microsecond=0).astimezone(UTC).replace(tzinfo=None)
    day = here.date()
    if period == "week":
        return day - DAY * ((day.weekday() + (calendar.week_start == "sunday")) % 7)
    return day.replace(day=1) if period == "month" else day


def next_start(start: Any, period: str) -> Any:
    if period == "hour":
        return start + timedelta(hours=1)
    if period == "month":
        return date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start + DAY * (7 if period == "week" else 1)


def begins(start: Any, calendar: Calendar) -> datetime:
    """The UTC moment at which a local day (or an hour) begins."""
    if isinstance(start, datetime):
        return start
    return (
        datetime(start.year, start.month, start.day, tzinfo=ZoneInfo(calendar.zone))
        .astimezone(UTC)
        .replace(tzinfo=None)
    )


def rolling_lag(entry: datetime, moment: datetime, period: str, zone: str) -> int:
    if period in ("hour", "day"):
        return (moment - entry) // timedelta(hours=1 if period == "hour" else 24)
    first, day = local(entry, zone).date(), local(moment, zone).date()
    if period == "week":
        return (day - first).days // 7
    k = 0
    while month_later(first, k + 1) <= day:
        k += 1
    return k if day >= first else -1


def month_later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    start = date(index // 12, index % 12 + 1, 1)
    length = (next_start(start, "month") - start).days
    return start.replace(day=min(day.day, length))


def does(row: Row, step: Step) -> bool:
    if step.touchpoints is not None and row.touchpoint not in step.touchpoints:
        return False
    return all(row.properties.get(condition.name) == condition.value for condition in step.where)


class Oracle:
    """The matrix, group by group, of one retention over a list of rows."""

    def __init__(self, rows: list[Row], retention: Retention, filters: Filters, calendar: Calendar) -> None:
        self.retention, self.filters, self.calendar = retention, filters, calendar
        self.period = retention.period
        self.by_person: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.moment):
            self.by_person[row.by].append(row)
        self.end = max(row.moment for row in rows)
        self.sessions = {person: self.session_of(own) for person, own in self.by_person.items()}

    def session_of(self, rows: list[Row]) -> dict[datetime, int]:
        """The session at each moment of a person: a new one after a pause of more than 30 minutes."""
        moments = sorted({row.moment for row in rows})
        told, number = {}, 0
        for before, moment in zip([moments[0], *moments], moments, strict=False):
            number += moment - before > timedelta(minutes=30)
            told[moment] = number
        return told

    def through(self, row: Row, rows: list[Row]) -> bool:
        """Whether the channel filter lets an event start a cohort."""
        deciding = rows[0] if self.retention.channel_of == "first_ever" else row
        return not self.filters.channels or deciding.channel in self.filters.channels

    def in_dates(self, row: Row) -> bool:
        day = local(row.moment, self.calendar.zone).date()
        low, high = self.filters.date_from, self.filters.date_to
        return (low is None or day >= low) and (high is None or day <= high)

    def entries(self, rows: list[Row]) -> list[Row]:
        """The events that put a person into cohorts: at most one per period."""
        target = [row for row in rows if does(row, self.retention.entry)]
        if self.retention.kind == "first_ever":
            return [row for row in target[:1] if self.in_dates(row) and self.through(row, rows)]
        target = [row for row in target if self.in_dates(row) and self.through(row, rows)]
        if self.retention.kind == "first_matching" or self.retention.bucketing == "rolling":
            return target[:1]
        first: dict[Any, Row] = {}
        for row in target:
            first.setdefault(self.bucket(row.moment), row)
        return list(first.values())

    def bucket(self, moment: datetime) -> Any:
        return bucket_start(moment, self.period, self.calendar)

    def lag(self, entry: datetime, moment: datetime) -> int:
        """Which column's period a moment lies in; negative before the entry."""
        if self.retention.bucketing == "rolling":
            return rolling_lag(entry, moment, self.period, self.calendar.zone) if moment >= entry else -1
        start, goal, lag = self.bucket(entry), self.bucket(moment), 0
        while start < goal:
            start, lag = self.following(start), lag + 1
        return lag if start == goal else -1

    def following(self, start: Any) -> Any:
        return next_start(start, self.period)

    def periods_observed(self, entry: datetime) -> int:
        """How many of the periods from the entry's on have ended by the end of the data."""
        if self.retention.bucketing == "rolling":
            return rolling_lag(entry, self.end, self.period, self.calendar.zone)
        observed, start = 0, self.following(self.bucket(entry))
        while begins(start, self.calendar) <= self.end:
            observed, start = observed + 1, self.following(start)
        return observed

    def cells(self) -> dict[tuple[Any, int], dict[str, float]]:
        """For each (cohort, column): people, mature, mature people and value."""
        found: dict[tuple[Any, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
        later = self.retention.mode == "on_or_after"
        for rows in self.by_person.values():
            if self.retention.channel_of == "every" and self.filters.channels:
                rows = [row for row in rows if row.channel in self.filters.channels]
            back = [row for row in rows if does(row, self.retention.back)]
            everything = self.sessions[rows[0].by] if rows else {}
            for entry in self.entries(rows):
                group = entry.channel if self.retention.breakdown else None
                cohort = (group, self.bucket(entry.moment))
                found[*cohort, 0]["people"] += 1
                lagged = [(self.lag(entry.moment, row.moment), row) for row in back]
                if self.retention.another_session:
                    mine = everything[entry.moment]
                    lagged = [(lag, row) for lag, row in lagged if lag < 1 or everything[row.moment] != mine]
                observed = self.periods_observed(entry.moment)
                for k, (first, last) in enumerate(self.retention.spans, 1):
                    hits = [row for lag, row in lagged if first <= lag and (later or lag <= last)]
                    seen = len(hits) >= self.retention.min_occurrences
                    ripe = observed > (first if later else last)
                    cell = found[*cohort, k]
                    cell["people"] += seen
                    cell["mature"] += ripe
                    cell["mature_people"] += seen and ripe
                    cell["value"] += sum(row.value or 0 for row in hits)
        return found
