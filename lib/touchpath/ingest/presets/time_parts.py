"""Moments that a table holds in pieces: year, month and day in columns of their own, a day and a clock or an hour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from touchpath.ingest.presets.step import Around, Cells, RowStep
from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.written_times import month_number

Sample = Sequence[Sequence[str | None]]
_LASTS = re.compile(
    r"dura|dauer|durée|duur|length|elapsed|avg|average|durchschn|moyen|promedi|所用|时长|時間数", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
_CLOCK_NAME = re.compile(r"time|zeit|hora\b|heure|\bora\b|tijd|tid\b", re.IGNORECASE)
_CLOCK_DIGITS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d")
_SOMEBODY = re.compile(
    r"user|customer|client|member|visitor|session|person|device|cookie|guest|patient|student|e-?mail|kunde|nutzer"
    r"|usuario|utilisateur|utente|gebruiker|klant",
    re.IGNORECASE,
)
_PART = {
    "year": {"year", "yr", "yyyy", "jahr", "annee", "anno", "ano", "anio", "jaar", "rok", "год", "年"},
    "month": {"month", "mon", "monat", "mois", "mes", "mese", "maand", "mesiac", "месяц", "月"},
    "day": {"day", "dd", "tag", "jour", "dia", "giorno", "dag", "день", "日", "dayofmonth"},
    "hour": {"hour", "hr", "hh", "stunde", "heure", "hora", "ora", "uur", "час", "時", "时"},
    "minute": {"minute", "min", "minuto", "minuut"},
}
_LIMITS = {"year": (1900, 2100), "month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59)}
_NO_MOMENT = {"birth", "dob", "born", "geburt", "naissance", "nacimiento", "nascita", "expiry", "exp", "expiration"}
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def moments_in_pieces(names: Sequence[str], sample: Sample) -> tuple[dict[str, Any], ...]:
    """The steps that put moments together: parts of dates, and a column of days with one of times of day."""
    if parts := _parts(names, sample):
        return parts
    days = [name for name, cells in _columns(names, sample) if cells and all(map(_is_day, cells))]
    if not days:
        return ()
    clocks = _clocks(names, sample)
    if len(clocks) == 1:
        return ({"do": "join", "name": "date time", "of": [_day_of(clocks[0], days), clocks[0]]},)
    return () if clocks else _with_digits(names, sample, days)


def _clocks(names: Sequence[str], sample: Sample) -> list[str]:
    """The columns of times of day that do not say how long something lasted."""
    timed = [name for name, cells in _columns(names, sample) if cells and all(map(_CLOCK.match, cells))]
    return [name for name in timed if not _LASTS.search(name)]


def _day_of(clock: str, days: Sequence[str]) -> str:
    """The column of days that belongs to a column of times of day: called alike, else the first."""
    stem = clock.lower().replace("time", "").strip(" _")
    return next((name for name in days if stem and stem in name.lower()), days[0])


def _with_digits(names: Sequence[str], sample: Sample, days: Sequence[str]) -> tuple[dict[str, Any], ...]:
    """A day beside a time of day in bare digits (081520), or beside an hour where somebody is named.

    Figures of nobody in particular stay figures of days.
    """
    for name, cells in _columns(names, sample):
        if cells and _CLOCK_NAME.search(name) and not _LASTS.search(name) and _are_digits_of_clocks(cells):
            return ({"do": "parts", "name": "date time", "date": _day_of(name, days), "digits": name},)
    hours = [name for name, cells in _columns(names, sample) if _part_of(name)[1] == "hour" and _holds(cells, "hour")]
    if len(hours) == 1 and any(_SOMEBODY.search(name) for name in names):
        return ({"do": "parts", "name": "date time", "date": days[0], "hour": hours[0]},)
    return ()


def _are_digits_of_clocks(cells: Sequence[str]) -> bool:
    """Whether numbers are times of day without their colons, the first zero perhaps lost."""
    whole = all(cell.isdecimal() and len(cell) <= len("235959") for cell in cells)
    return (
        whole
        and max(map(len, cells)) == len("235959")
        and all(_CLOCK_DIGITS.fullmatch(cell.zfill(6)) for cell in cells)
    )


def _parts(names: Sequence[str], sample: Sample) -> tuple[dict[str, Any], ...]:
    """The step for year, month and day (and hour, minute or a clock) that are called alike."""
    cells = dict(_columns(names, sample))
    found: dict[str, dict[str, str]] = {}
    for name in names:
        stem, part = _part_of(name)
        if part and _holds(cells[name], part):
            found.setdefault(stem, {}).setdefault(part, name)
    whole = {stem: parts for stem, parts in found.items() if {"year", "month", "day"} <= set(parts)}
    if not whole:
        return ()
    stem = next(iter(whole))
    if set(stem.split()) & _NO_MOMENT or (not stem and _has_dates(cells)):
        return ()
    parts = whole[stem]
    clocks = [
        name for name, held in cells.items() if held and all(map(_CLOCK.match, held)) and not _LASTS.search(name)
    ]
    if "hour" not in parts and len(clocks) == 1:
        parts["clock"] = clocks[0]
    called = stem if stem.endswith("date") else f"{stem} date".strip()
    name = called + (" time" if {"hour", "clock"} & set(parts) else "")
    return ({"do": "parts", "name": name, **parts},)


def _has_dates(cells: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column holds whole dates already: year, month and day are then taken from them."""
    return any(held and bool(time_formats(held)) and not _part_of(name)[1] for name, held in cells.items())


def _part_of(name: str) -> tuple[str, str]:
    """What a column is called beside the part of a moment it holds: order, year for order_year."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name)).lower()
    words = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    words = words[:-2] if words[-3:] == ["day", "of", "month"] else words
    part = next((part for part, called in _PART.items() if words and words[-1] in called), "")
    return " ".join(words[:-1]), part


def _holds(cells: Sequence[str], part: str) -> bool:
    low, high = _LIMITS[part]
    return bool(cells) and all(low <= _number(cell, part) <= high for cell in cells)


def _number(cell: str, part: str) -> int:
    """The number in a cell (of a month its name will do); -1 where there is none."""
    if cell.removesuffix(".0").isdecimal() and len(cell) <= len("2024.0"):
        return int(cell.removesuffix(".0"))
    return (month_number(cell) or -1) if part == "month" else -1


def _columns(names: Sequence[str], sample: Sample) -> Iterator[tuple[str, list[str]]]:
    for place, name in enumerate(names):
        yield name, [cell.strip() for row in sample[:200] if place < len(row) and (cell := row[place])]


def _is_day(text: str) -> bool:
    return (bool(time_formats([text])) and ":" not in text and not text.isdecimal()) or _is_compact(text)


def _is_compact(text: str) -> bool:
    return len(text) == len("20240131") and time_formats([text]) == ("iso",)


def parts(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """One moment of several columns: `date`, or `year`, `month` and `day`; `hour`, `minute`, `clock` or `digits`.

    What is no such part is written as it stands, so that the row is told to have an unreadable time.
    """
    places = {part: around.place(spec[part]) for part in spec if part not in ("do", "name")}
    if None in places.values():
        return None

    def apply(row: Cells) -> None:
        told = {part: (row[place] or "").strip() for part, place in places.items() if place is not None}
        whole = [told.get(part, "") for part in (("date",) if "date" in told else ("year", "month", "day"))]
        row.append(f"{_day_text(told)}{_clock_text(told)}" if any(whole) else None)

    return RowStep((spec["name"],), apply)


def _day_text(told: Mapping[str, str]) -> str:
    if "date" in told:
        return told["date"]
    numbers = [_number(told[part], part) for part in ("year", "month", "day")]
    if min(numbers) < 0:
        return "-".join(told[part] for part in ("year", "month", "day"))
    year, month, day = numbers
    return f"{year:04}-{month:02}-{day:02}"


def _clock_text(told: Mapping[str, str]) -> str:
    if told.get("clock"):
        return f" {told['clock']}"
    if told.get("digits"):
        digits = told["digits"].zfill(6)
        return f" {digits[:2]}:{digits[2:4]}:{digits[4:]}"
    if not told.get("hour"):
        return ""
    hour, minute = _number(told["hour"], "hour"), _number(told.get("minute") or "0", "minute")
    return f" {hour:02}:{minute:02}" if min(hour, minute) >= 0 else f" {told['hour']}"
