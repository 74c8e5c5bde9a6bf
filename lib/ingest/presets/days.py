"""Days in the rows of reports that only make sense with the range named above the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_RANGE = re.compile(r"(start|end) date:\s*(\d{8})", re.IGNORECASE)
_SPAN = re.compile(r"([A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?)\s*[-\u2013]\s*([A-Za-z]{3,9}\.? \d{1,2}, \d{4})")
_COMPACT = re.compile(r"^\W*(\d{8})\s*[-\u2013]\s*(\d{8})\W*$")
_DAYS_FIRST = re.compile(r"(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})\s*[-\u2013]\s*(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})")
_SIDES = re.compile(r"(start|end):\s*([A-Za-z]{3,9}\.? \d{1,2}, \d{4})", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:\s*(?:,|\s[-\u2013]\s).*)?$")
_FACT = re.compile(r"^\s*([A-Za-z][\w ]{1,30}):\s*(.+)$")


def facts_of(remarks: Iterable[str]) -> dict[str, str]:
    """What the lines above a table tell: its first and last day as start and end (ISO), and "key: value" lines."""
    facts: dict[str, str] = {}
    for line in remarks:
        if fact := _FACT.match(line):
            facts[fact[1].strip().lower()] = fact[2].strip()
        for side, compact in _RANGE.findall(line):
            facts[side.lower()] = f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"
        for side, written in _SIDES.findall(line):
            if named := _named_day(written):
                facts[side.lower()] = named.isoformat()
        if told := _COMPACT.match(line):
            facts["start"], facts["end"] = (f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in told.groups())
        line = _DAYS_FIRST.sub(r"\2 \1, \3 - \5 \4, \6", line)
        if span := _SPAN.search(line):
            end = _named_day(span[2])
            start = _named_day(span[1]) or _named_day(f"{span[1]}, {end.year}" if end else "")
            if start and end:
                facts["start"], facts["end"] = start.isoformat(), end.isoformat()
    return facts


def nth_day(text: str, start: str) -> str | None:
    """The day so many days after the start: "0027" from 2023-04-24 is 2023-05-21. Also 20230521 and its hours."""
    digits = text.strip()
    if not digits.isdigit():
        return None
    if len(digits) in (8, 10, 12) and "19" <= digits[:2] <= "21":
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    if not start or len(digits) > 5:
        return None
    return (date.fromisoformat(start) + timedelta(days=int(digits))).isoformat()


def day_in_range(text: str, start: str) -> str | None:
    """The first day of "Apr 9 - Apr 15", in the year the range starts in or the next; of 2024-01-01,2024-01-07."""
    if told := _PERIOD.match(text.strip()):
        return _existing_day(f"{told[1]}-{told[2]}-{told[3] or '01'}")
    first = re.split(r"\s+[-\u2013]\s+", text.strip())[0]
    given = _named_day(first)
    if given:
        return given.isoformat()
    if not start:
        return None
    begin = date.fromisoformat(start)
    found = _named_day(f"{first}, {begin.year}")
    if found is None:
        return None
    if found < begin - timedelta(days=31):
        found = found.replace(year=begin.year + 1)
    return found.isoformat()


def _existing_day(iso: str) -> str | None:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


def _named_day(text: str) -> date | None:
    for pattern in ("%b %d, %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(text.replace(".", ""), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
