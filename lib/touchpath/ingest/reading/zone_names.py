"""What files write for time zones: names of the time zone database, offsets, and what tools call zones."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Literal
from zoneinfo import available_timezones

OffsetUnit = Literal["hours", "minutes", "seconds", "milliseconds"]
_PER_HOUR: dict[OffsetUnit, int] = {"hours": 1, "minutes": 60, "seconds": 3_600, "milliseconds": 3_600_000}

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(?:(\d{2}):?(\d{2})|(\d{1,2})(?::(\d{2}))?)$", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,2})?")
_MOST_HOURS = 14
_CALLED = {
    "PDT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PACIFIC TIME (US & CANADA)": "America/Los_Angeles",
    "MDT": "America/Denver", "MST": "America/Denver", "MOUNTAIN TIME (US & CANADA)": "America/Denver",
    "CDT": "America/Chicago", "CENTRAL TIME (US & CANADA)": "America/Chicago",
    "EDT": "America/New_York", "EST": "America/New_York", "EASTERN TIME (US & CANADA)": "America/New_York",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "BST": "Europe/London", "MSK": "Europe/Moscow",
    "JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "HKT": "Asia/Hong_Kong",
}  # fmt: skip
"""What tools write for zones, beside their IANA names; abbreviations that stand for several zones are left out."""


@cache
def zone_named(text: str) -> str | None:
    """The zone of the database that a text names; None where it names none."""
    plain = text.strip()
    return plain if plain in available_timezones() else _CALLED.get(plain.upper())


@cache
def offset_named(text: str) -> str | None:
    """The offset from UTC that a text tells, as +02:00; None where it tells none."""
    found = _OFFSET.match(text.strip())
    if found is None:
        return None
    hours = int(found[2] or found[4])
    return f"{found[1]}{hours:02}:{found[3] or found[5] or '00'}" if hours <= _MOST_HOURS else None


def offset_unit(texts: Collection[str]) -> OffsetUnit | None:
    """In what bare numbers (2, 120, -18000) count offsets from UTC; None where they can be none, or are all zero."""
    if not all(map(_NUMBER.fullmatch, texts)):
        return None
    numbers = [float(text.replace(",", ".")) for text in texts]
    for unit, hour in _PER_HOUR.items():
        quarters = all((number * 4 / hour).is_integer() for number in numbers)
        if quarters and any(numbers) and max(map(abs, numbers)) <= _MOST_HOURS * hour:
            return unit
    return None


def offset_of(text: str, unit: OffsetUnit) -> str | None:
    """The offset from UTC that a bare number tells, as +02:00; None where it tells none."""
    if not _NUMBER.fullmatch(text):
        return None
    minutes = round(float(text.replace(",", ".")) / _PER_HOUR[unit] * 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
