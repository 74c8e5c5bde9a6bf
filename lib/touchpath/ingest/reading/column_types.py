"""What the values of a column look like: number, time (and in which readings), text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import TypeVar

from touchpath.ingest.reading.written_times import is_written_time
from touchpath.ingest.source import ColumnType, Decimal, SourceColumn, TimeFormat
from touchpath.journey.currency import CURRENCY_CODES

T = TypeVar("T")
_SLASHED = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,? {1,2})?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})"
    r"((?:,?[ T](?:at |um |à )?|:)\s*(?:\d{1,2}[:.]\d{2}.*|\d{1,2} ?[AaPp][Mm]))?$"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})[a-z]{{0,6}}\.?,? ", re.IGNORECASE)
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")  # 05.06.2024: nobody who writes dots puts the month first
_ISO_DAY = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$")
_TIME_NAME = re.compile(r"date|time|datum|fecha|\bday\b|\btag\b|when|created|updated|_at$| at$", re.IGNORECASE)
_EXCEL_DAYS = (29_221, 58_440)  # 1980 to 2059
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_INTEGER = re.compile(r"[+-]?\d+$")
_CODE = "|".join(sorted(CURRENCY_CODES))
_NUMBERED = re.compile(r"[A-Z]{3}-\d+$")
_NUMBER = re.compile(
    rf"\(?[-+−]?\s?(?:[A-Z]{{0,3}}[$€£¥₹₽₩]|{_CODE}|Fr\.|[Kk]r\.?)?\s?[-+−]?"
    r"(?:\d{1,3}(?:[\s'’.,]\d{2,3})*[\s'’.,]\d{3}(?:[.,]\d+)?|\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?"
    rf"\s?(?:%|[$€£¥₹₽₩]|{_CODE}|kr\.?|zł|Kč)?-?\)?$"
)
_DECIMALS = re.compile(r"(?<!\d)\d*([.,])(\d+)\D*$")
_PERIOD = re.compile(r"(\S.{3,18}\S)\s{1,3}(?:-|–|—|~|〜|to|bis|until|au|tot|al)\s{1,3}\S.{3,18}\S")
_LONGEST_PERIOD = 50
_TRUTH = {"true", "false", "yes", "no", "t", "f", "y", "n"}
_MISSING = {"", "null", "none", "nan", "n/a", "na", "(not set)", "undefined", "nat", "-", "--", "—"}
_ENOUGH = 0.9
_MOSTLY = 0.8
_LONGEST_TYPED = 500  # nobody writes a longer number or time, and looking for one takes the square of its length
_LONGEST_EXAMPLE = 200
_EPOCHS: tuple[tuple[TimeFormat, int], ...] = (("epoch_s", 10), ("epoch_ms", 13), ("epoch_us", 16), ("epoch_ns", 19))


def describe_column(position: int, name: str, values: Sequence[str | None]) -> SourceColumn:
    """The column as its values show it; `values` are the cells of the rows looked at."""
    counts = Counter(values)  # most cells repeat: each way of writing is looked at once
    written = {raw: value for raw in counts if raw is not None and (value := raw.strip()).lower() not in _MISSING}
    distinct = dict.fromkeys(written.values())
    kind, formats = (
        _type_of(list(distinct)) if all(len(value) <= _LONGEST_TYPED for value in distinct) else ("text", ())
    )
    if not formats and kind in ("integer", "number") and _TIME_NAME.search(name) and _are_excel_days(distinct):
        kind, formats = "time" if kind == "number" else kind, ("excel",)
    return SourceColumn(
        position=position,
        name=name,
        examples=tuple(value[:_LONGEST_EXAMPLE] for value in list(distinct)[:5]),
        type=kind,
        distinct=len(distinct),
        blank_rate=1 - sum(counts[raw] for raw in written) / len(values) if values else 1.0,
        time_formats=formats,
        decimal=_decimal(distinct) if kind == "number" else ".",
        values=tuple(list(distinct)[:200]),
    )


def time_formats(values: Iterable[str]) -> tuple[TimeFormat, ...]:
    """The readings of a time that fit the values (nine in ten: some may be damaged).

    None when they are no times; two when days and months may swap.
    """
    given = list(values)
    if not given or any(len(value) > _LONGEST_TYPED for value in given):
        return ()
    if _fitting((is_written_time(first_of_period(value)) for value in given), len(given)):
        return ("iso",)
    slashed = _slashed(given)
    if not slashed:
        return _epoch([first_of_period(value) for value in given])
    if all(_DOTTED.match(match[0]) and int(match[2]) <= 12 for match in slashed):
        return ("day_first",)
    day_first = all(int(match[2]) <= 12 for match in slashed)
    month_first = all(int(match[1]) <= 12 for match in slashed)
    if day_first and month_first:
        return _by_weekdays(slashed) or ("day_first", "month_first")
    if not day_first and not month_first:
        more_days = sum(int(match[1]) > 12 for match in slashed) >= sum(int(match[2]) > 12 for match in slashed)
        return ("day_first",) if more_days else ("month_first",)
    return ("day_first",) if day_first else ("month_first",)


def _by_weekdays(slashed: Sequence[re.Match[str]]) -> tuple[TimeFormat, ...]:
    """The one reading under which the weekdays written before the dates (Mon 03/06/2023) are right."""
    told = [(_WEEKDAYS.index(found[1].lower()), match) for match in slashed if (found := _WEEKDAY.match(match[0]))]
    orders: tuple[tuple[TimeFormat, int, int], ...] = (("day_first", 1, 2), ("month_first", 2, 1))
    fitting: list[TimeFormat] = [
        name for name, day, month in orders if all(_weekday(m[3], m[month], m[day]) == weekday for weekday, m in told)
    ]
    return tuple(fitting) if told and len(fitting) == 1 else ()


def _weekday(year: str, month: str, day: str) -> int | None:
    """That of a date, 0 for Monday; None where there is no such day (00/05/2023)."""
    with suppress(ValueError):
        return date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day)).weekday()
    return None


def _slashed(given: Sequence[str]) -> list[re.Match[str]]:
    """The dates with a day or month first, where they are nine in ten, alone or together with dates of ISO."""
    firsts = map(first_of_period, given)
    read = _fitting((_SLASHED.match(first) or _ISO_DAY.match(first) for first in firsts), len(given))
    return [match for match in read if match.re is _SLASHED]


def _fitting(found: Iterable[T | None], of: int) -> list[T]:
    """What was found in nine of ten values; empty, and no longer looked for, as soon as it cannot be so many."""
    fitting: list[T] = []
    for looked, one in enumerate(found, start=1):
        if one:
            fitting.append(one)
        elif len(fitting) + of - looked < _ENOUGH * of:
            return []
    return fitting


def holds_numbers(column: SourceColumn) -> bool:
    """Whether a column is one of numbers, though a few of its cells were damaged (numbers turned to dates, notes)."""
    if column.type in ("integer", "number"):
        return True
    told = sum(bool(_NUMBER.match(value)) for value in column.values)
    return column.type == "text" and told >= _MOSTLY * len(column.values) > 0


def first_of_period(text: str) -> str:
    """Of a period written as two days ("2021-01-01 - 2021-01-28") the first; any other text as it is."""
    told = _PERIOD.fullmatch(text) if len(text) <= _LONGEST_PERIOD else None
    return told[1] if told else text


def _type_of(distinct: list[str]) -> tuple[ColumnType, tuple[TimeFormat, ...]]:
    if not distinct:
        return "empty", ()
    if all(value.lower() in _TRUTH for value in distinct):
        return "boolean", ()
    if all(_INTEGER.match(value) for value in distinct):
        return "integer", time_formats(distinct)
    if formats := time_formats(distinct):
        return ("time" if any(_CLOCK.search(value) for value in distinct) else "date"), formats
    if all(_NUMBER.match(value) and not _NUMBERED.match(value) for value in distinct):
        return "number", ()
    return "text", ()


def _are_excel_days(values: Iterable[str]) -> bool:
    """Whether numbers can be the days since the end of 1899 as which Excel stores dates."""
    low, high = _EXCEL_DAYS
    try:
        return all(low <= float(value) < high for value in values)
    except ValueError:
        return False


def _decimal(distinct: Iterable[str]) -> Decimal:
    """The sign before the decimals, by what most values show; 1,234 and 1.234 alone tell nothing."""
    votes = [sign for value in distinct if (sign := _decimal_sign(value))]
    return "," if votes.count(",") > votes.count(".") else "."


def _decimal_sign(value: str) -> str:
    found = _DECIMALS.search(value)
    if not found:
        return ""
    sign, decimals = found[1], found[2]
    other = "." if sign == "," else ","
    if value.count(sign) > 1:
        return other
    return sign if other in value or len(decimals) != 3 else ""


def _epoch(values: list[str]) -> tuple[TimeFormat, ...]:
    whole = [value.split(".")[0] for value in values]
    for name, digits in _EPOCHS:
        if all(len(value) == digits and value.isdecimal() and "1" <= value[0] <= "2" for value in whole):
            return (name,)
    return ()
