"""The day, and the moment on a clock, that a written time names: what a guess computes with before a file is read."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from touchpath.ingest.source import TimeFormat

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?:[^\W\d_]{2,12}\.?,? {1,2})?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_NAMED = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y", "%b %d %Y")
_EXCEL_ZERO = date(1899, 12, 30)
_CLOCK = re.compile(r"(?<![\d+-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s?([ap])\.?m\.?)?$", re.IGNORECASE)
_NOON = 12


def day_of(text: str, written: TimeFormat) -> date | None:
    """The day a text names in this way of writing; None where it names none, or in a way not known here."""
    with suppress(ValueError, OverflowError):
        if written == "excel":
            return _EXCEL_ZERO + timedelta(days=int(float(text)))
        if written in ("day_first", "month_first") and (told := _YEAR_LAST.match(text)):
            first, second, year = int(told[1]), int(told[2]), int(told[3])
            year += 0 if year > 99 else 2000 if year < 70 else 1900
            return date(year, second, first) if written == "day_first" else date(year, first, second)
        if told := _YEAR_FIRST.match(text):
            return date(int(told[1]), int(told[3]), int(told[4]))
        return _named_day(text) if written == "iso" else None
    return None


def _named_day(text: str) -> date | None:
    for pattern in _NAMED:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), pattern).replace(tzinfo=UTC).date()
    return None


def local_moment(text: str, written: TimeFormat) -> datetime | None:
    """The day and time of day a text names, in no zone; None where it names none, or has an offset or a zone."""
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    day = day_of(text[: clock.start()].rstrip(" ,Tt"), written)
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    if clock[4]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if clock[4].lower() == "p" else 0)
    with suppress(ValueError):
        return None if day is None else datetime.combine(day, time(hour, minute, second))
    return None
