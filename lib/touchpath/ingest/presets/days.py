"""Days in the rows of reports that only make sense with the range named above the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_DATED = re.compile(r"^[^\w:：]{0,9}([^\d\W][^:：]{1,40})[:：]\s*(\d{8})\W*$")
_FIRST = re.compile(r"start|begin|anfang|inici|iníci|inizi|d[eé]but|pocz|начал|開始|开始|開始日|시작", re.IGNORECASE)
_LAST = re.compile(
    r"\b(end|fin|fim|einde?|eind|slut|t[eé]rmin|konie|kon[cč])|оконч|終了|結束|结束|종료", re.IGNORECASE
)
_SPAN = re.compile(r"([A-Za-z]{3,9}\.? \d{1,2}(?:, \d{4})?)\s*[-\u2013]\s*([A-Za-z]{3,9}\.? \d{1,2}, \d{4})")
_COMPACT = re.compile(r"^\W*(\d{8})\s*[-\u2013]\s*(\d{8})\W*$")
_DAY_FIRST = r"(\d{1,2})(?:er|º|\.)? (?:de )?([^\W\d_]{3,10})\.?,? (?:de )?(\d{4})"
_DAYS_FIRST = re.compile(rf"{_DAY_FIRST}\s*[-\u2013]\s*{_DAY_FIRST}")
_MONTHS = re.compile(
    r"(?P<Jan>j[aä]n|ene|gen)|(?P<Feb>f[eé][bv])|(?P<Mar>m[aä]r|mrz|maa|mrt)|(?P<Apr>apr|avr|abr)|(?P<May>ma[yijg]|mei)|"
    r"(?P<Jun>jun|juin|giu)|(?P<Jul>jul|juil|lug)|(?P<Aug>aug|ao[uû]|ago)|(?P<Sep>se[pt])|(?P<Oct>o[ck]t|ott|out)|"
    r"(?P<Nov>nov)|(?P<Dec>d[eé][czs]|dic)",
    re.IGNORECASE,
)
_SIDES = re.compile(r"(start|end):\s*([A-Za-z]{3,9}\.? \d{1,2}, \d{4})", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:\s*(?:,|\s[-\u2013]\s).*)?$")
_FACT = re.compile(r"^\s*([A-Za-z][\w ]{1,30}):\s*(.+)$")


def facts_of(remarks: Iterable[str]) -> dict[str, str]:
    """What the lines above a table tell: its first and last day as start and end (ISO), and "key: value" lines.

    The days may be named in any language ("Fecha de inicio: 20240101"); `title` is the last line that is neither.
    """
    facts: dict[str, str] = {}
    for line in remarks:
        if fact := _FACT.match(line):
            facts[fact[1].strip().lower()] = fact[2].strip()
        ends = _ends_of(line)
        facts |= ends
        if not fact and not ends and not _DATED.match(line) and any(sign.isalpha() for sign in line):
            facts["title"] = line.strip()
    return facts


def _ends_of(line: str) -> dict[str, str]:
    """The first and last day a line names, as start and end; none where a day is none of the calendar."""
    told: dict[str, str | None] = {}
    if (dated := _DATED.match(line)) and (_LAST.search(dated[1]) or _FIRST.search(dated[1])):
        told = {"end" if _LAST.search(dated[1]) else "start": _compact_day(dated[2])}
    told |= {side.lower(): _iso(_named_day(written)) for side, written in _SIDES.findall(line)}
    if both := _COMPACT.match(line):
        told |= _both(_compact_day(both[1]), _compact_day(both[2]))
    line = _DAYS_FIRST.sub(_months_first, line)
    if span := _SPAN.search(line):
        end = _named_day(span[2])
        start = _named_day(span[1]) or _named_day(f"{span[1]}, {end.year}" if end else "")
        told |= _both(_iso(start), _iso(end))
    return {side: day for side, day in told.items() if day}


def _months_first(told: re.Match[str]) -> str:
    """A range of days as English writes it: 1 janvier 2024 - 31 janvier 2024 is Jan 1, 2024 - Jan 31, 2024."""
    day, month, year, last_day, last_month, last_year = told.groups()
    return f"{_english(month)} {day}, {year} - {_english(last_month)} {last_day}, {last_year}"


def _english(month: str) -> str:
    """The English short name of a month in a language of Europe; any other word as it is."""
    found = _MONTHS.match(month)
    return (found.lastgroup or month) if found else month


def _both(start: str | None, end: str | None) -> dict[str, str | None]:
    return {"start": start, "end": end} if start and end else {}


def nth_day(text: str, start: str, length: int = 1) -> str | None:
    """The day so many days after the start: "0027" from 2023-04-24 is 2023-05-21. Also 20230521 and its hours.

    `length` is how many days one of the counted steps has: 7 for weeks, 0 for months of the calendar.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if len(digits) in (8, 10, 12) and "19" <= digits[:2] <= "21":
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    first, count = _day(start), int(digits) if len(digits) <= 5 else None
    if first is None or count is None:
        return None
    try:
        return _later(first, count, length).isoformat()
    except (ValueError, OverflowError):
        return None


def day_in_range(text: str, start: str) -> str | None:
    """The first day of "Apr 9 - Apr 15", in the year the range starts in or the next; of 2024-01-01,2024-01-07."""
    if told := _PERIOD.match(text.strip()):
        return _existing_day(f"{told[1]}-{told[2]}-{told[3] or '01'}")
    first = re.split(r"(?<!\s)\s+[-\u2013]\s+", text.strip())[0]
    given = _named_day(first)
    if given:
        return given.isoformat()
    begin = _day(start)
    if begin is None:
        return None
    found = _named_day(f"{first}, {begin.year}")
    following = _named_day(f"{first}, {begin.year + 1}")
    if following and (found is None or (begin - found).days > 31):
        found = following
    return _iso(found)


def _later(first: date, count: int, length: int) -> date:
    """So many steps of `length` days (0: months) after the first day. Raises for a day no calendar has."""
    if length:
        return first + timedelta(days=count * length)
    months = first.year * 12 + first.month - 1 + count
    return first if not count else date(months // 12, months % 12 + 1, 1)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _compact_day(digits: str) -> str | None:
    return _existing_day(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _existing_day(iso: str) -> str | None:
    return _iso(_day(iso))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _named_day(text: str) -> date | None:
    for pattern in ("%b %d, %Y", "%B %d, %Y"):
        try:
            return datetime.strptime(text.replace(".", ""), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
