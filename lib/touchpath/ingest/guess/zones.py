"""The time zone of a file's times, where a column says the same of every row: PDT, America/New_York."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from touchpath.ingest.source import SourceTable

_NAMES = frozenset(
    ["timezone", "time zone", "time_zone", "tz", "zeitzone", "fuseau horaire", "zona horaria", "tijdzone"]
)
_OFFSET = re.compile(r"(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$")
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


def zone_of(table: SourceTable, when: object) -> str:
    """The zone that a column gives to all rows whose times have none of their own; else UTC."""
    moment = table.column(when) if isinstance(when, str) else None
    if moment is None or any(_OFFSET.search(value) for value in moment.values) or _is_epoch(moment.time_formats):
        return "UTC"
    for column in table.columns:
        if column.name.strip().lower() in _NAMES and column.distinct == 1:
            return _zone(column.examples[0])
    return "UTC"


def _is_epoch(formats: tuple[str, ...]) -> bool:
    return any(name.startswith("epoch") for name in formats)


def _zone(said: str) -> str:
    plain = said.strip()
    return plain if plain in available_timezones() else _CALLED.get(plain.upper(), "UTC")
