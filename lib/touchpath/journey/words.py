"""How numbers are written for people: thousands separators, percent, points, durations, money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from math import isfinite

NOTHING = "–"
"""What stands where there is no number."""

_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


def count(number: float | None) -> str:
    """12480 -> "12,480"; a fraction keeps one decimal."""
    if _absent(number):
        return NOTHING
    assert number is not None
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"


def rate(share: float | None) -> str:
    """0.0983 -> "9.8 %"; a share of 0-1 in percent with one decimal."""
    return NOTHING if _absent(share) else f"{100 * (share or 0):.1f} %"


def points(difference: float | None) -> str:
    """0.012 -> "+1.2 points"; the difference of two shares (0-1)."""
    return NOTHING if _absent(difference) else f"{_signed(100 * (difference or 0))} points"


def signed(number: float | None, decimals: int = 0) -> str:
    """-1234.0 -> "−1,234", 3.0 -> "+3"."""
    return NOTHING if _absent(number) else _signed(number or 0, decimals)


def decimal(number: float | None, decimals: int = 1) -> str:
    """A plain number with a fixed number of decimals: 4.25 -> "4.2"."""
    return NOTHING if _absent(number) else f"{number or 0:,.{decimals}f}".replace("-", "−")


def in_few_words(text: str, longest: int = 60) -> str:
    """A long text as its beginning and its end, where the items of a battery of questions differ."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"


def duration(seconds: float | None) -> str:
    """8040 -> "2 h 14 min"; at most two units, the largest first."""
    if _absent(seconds):
        return NOTHING
    assert seconds is not None
    if 0 < abs(seconds) < 1:
        return "under 1 s"
    left, parts = round(abs(seconds)), []
    left = _coarse(left)
    for size, unit in _UNITS:
        whole, left = divmod(left, size)
        if whole:
            parts.append(f"{whole} {unit}")
    return ("−" if seconds < 0 else "") + (" ".join(parts[:2]) or "0 s")


def money(amount: float | None, currency: str) -> str:
    """1234.5, "EUR" -> "€1,234.50"; from 1,000 on whole units unless there are cents worth showing."""
    if _absent(amount):
        return NOTHING
    assert amount is not None
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    digits = f"{abs(amount):,.0f}" if abs(amount) >= 1000 else f"{abs(amount):,.2f}"
    return f"{'−' if amount < 0 else ''}{symbol}{digits}"


def interval(low: str, high: str) -> str:
    """Two written numbers as a 95 % interval: "9.1 % to 10.5 %"."""
    return NOTHING if NOTHING in (low, high) else f"{low} to {high}"


def listed(names: Sequence[str], limit: int = 4, conjunction: str = "and") -> str:
    """["a", "b", "c"] -> "a, b and c"; more than `limit` names end in "and 3 more"."""
    shown = list(names[:limit])
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} {conjunction} {rest} more"
    return f" {conjunction} ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def plural(number: float, one: str, many: str = "") -> str:
    """1, "person", "people" -> "1 person"; 2 -> "2 people"."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def counted_as(number: float, many: str) -> str:
    """1, "people" -> "1 person"; 1, "sessions" -> "1 session"; 2, "more people" -> "2 more people"."""
    return plural(
        number, many.replace("people", "person") if many.endswith("people") else many.removesuffix("s"), many
    )


def _coarse(seconds: int) -> int:
    """Drop what the two largest units do not show, rounding half up: 1 d 2 h, never 1 d 1 h 59 min."""
    for (size, _), (smaller, _) in pairwise(_UNITS):
        if seconds >= size:
            return round(seconds / smaller) * smaller
    return seconds


def _signed(number: float, decimals: int = 1) -> str:
    text = f"{abs(number):,.{decimals}f}"
    if not text.strip("0.,"):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


def _absent(number: float | None) -> bool:
    return number is None or not isfinite(number)


DAY_IN_TABLE, MOMENT_IN_TABLE, SECOND_IN_TABLE = "D MMM YYYY", "D MMM YYYY, HH:mm", "D MMM YYYY, HH:mm:ss"
"""The same as a table of Streamlit writes them. Where a day is typed, it is typed as 2025-02-09."""
DAY_ON_AXIS, DAY_OF_YEAR_ON_AXIS, MONTH_ON_AXIS = "%-d %b %Y", "%-d %b", "%b %Y"
HOUR_ON_AXIS, SECOND_ON_AXIS = "%-d %b, %H:%M", "%-d %b %Y, %H:%M:%S"
"""The same as a chart of Vega writes them; without the year on an axis within one year."""


def day_in_words(day: date) -> str:
    """A day to read: 9 Feb 2025 (strftime has no day without a zero on every system)."""
    return f"{day.day} {day:%b %Y}"


def month_in_words(day: date) -> str:
    """A month to read: Feb 2025."""
    return f"{day:%b %Y}"


def moment_in_words(moment: datetime) -> str:
    """A moment to read: 9 Feb 2025, 14:05."""
    return f"{day_in_words(moment)}, {moment:%H:%M}"
