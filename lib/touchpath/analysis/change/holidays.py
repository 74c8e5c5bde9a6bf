"""Stretches of the year in which people behave differently, whatever one changes."""

from __future__ import annotations

from datetime import date, timedelta


def holidays_between(first: date, last: date) -> tuple[str, ...]:
    """The holidays that a stretch of days touches, by name: Christmas to New Year, Easter, Black Friday week."""
    found: list[str] = []
    for year in range(first.year - 1, last.year + 1):
        easter = easter_sunday(year)
        friday = black_friday(year)
        for name, begin, end in (
            ("Easter", easter - timedelta(days=2), easter + timedelta(days=1)),
            ("Black Friday week", friday - timedelta(days=4), friday + timedelta(days=3)),
            ("Christmas to New Year", date(year, 12, 15), date(year + 1, 1, 6)),
        ):
            if begin <= last and end >= first:
                found.append(name)
    return tuple(dict.fromkeys(found))


def black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 22)


def easter_sunday(year: int) -> date:
    """Western Easter. Source: the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)
