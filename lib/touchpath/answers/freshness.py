"""How old the data are that everything on screen is about."""

from __future__ import annotations

from datetime import UTC, datetime

from touchpath.journey.calendar import Calendar
from touchpath.journey.words import day_in_words, plural


def freshness(calendar: Calendar, now: datetime) -> str:
    """Until when the data reach and how long ago that was, in days of the workspace zone; `now` is UTC, naive.

    Where a person set the end of the data before the newest event, that end is said and called so.
    """
    if calendar.last_day is None:
        return "No events yet"
    days = (calendar.day_of(now) - calendar.last_day).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{plural(days, 'day')} ago" if days > 0 else "in the future")
    said = "Data end, as set," if calendar.later_events else "Newest event"
    return f"{said} {day_in_words(calendar.last_day)}, {ago}"


def utc_now() -> datetime:
    """The moment it is, in UTC and naive, as data are stored."""
    return datetime.now(UTC).replace(tzinfo=None)
