"""What files write for time zones: names of the time zone database, offsets, and what tools call zones."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)
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
    if found is None or int(found[2]) > _MOST_HOURS:
        return None
    return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
