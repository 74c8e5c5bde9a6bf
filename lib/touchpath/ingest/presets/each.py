"""Lists inside a row made rows of their own: a visit with its actions becomes a row per action.

The list stands in one cell as JSON, or flattened over numbered columns ("actionDetails_0_type",
"type (actionDetails 0)"), or it is a curve with a column per day. Every row keeps what the whole row says; the list
itself is not repeated in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from touchpath.ingest.presets.spread import DAMAGED, decoded, flat
from touchpath.ingest.presets.step import Around, Cells

_MOST_KEYS = 1_000
_LONGEST_SHIFT = 14 * 3600
_QUARTER = 900
_DAYS = ("%Y-%m-%d", "%d-%b-%Y", "%b %d, %Y", "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
Members = Callable[[Cells], list[dict[str, str | None]]]


@dataclass(frozen=True)
class Each:
    """The columns the members add to a row, and the rows that come of one row."""

    names: tuple[str, ...]
    rows: Callable[[Cells], list[Cells]]


def make_each(spec: Mapping[str, Any], around: Around) -> Each | None:
    """The rows of a list; None when the table has no such list. `spec`: of, days where columns are
    days, and clock with last (see _align).
    """
    if spec.get("days"):
        found = _in_day_columns(around)
    else:
        found = _in_one_cell(spec["of"], around) or _in_numbered_columns(spec["of"], around)
    if found is None:
        return None
    members, places = found
    keys = list(dict.fromkeys(key for row in around.sample for member in members(list(row)) for key in member))
    keys = keys[:_MOST_KEYS]
    if not keys:
        return None
    clock, last = spec.get("clock"), around.place(spec["last"]) if "last" in spec else None

    def rows(row: Cells) -> list[Cells]:
        listed = members(row)
        if clock and last is not None:
            _align(listed, clock, row[last])
        shared: Cells = [None if place in places else cell for place, cell in enumerate(row)]
        return [[*shared, *(member.get(key) for key in keys)] for member in listed]

    return Each(tuple(f"{spec['of']}.{key}" for key in keys), rows)


def _in_one_cell(of: str, around: Around) -> tuple[Members, frozenset[int]] | None:
    place = around.place(of)
    if place is None:
        return None

    def members(row: Cells) -> list[dict[str, str | None]]:
        try:
            value = decoded(row[place] or "[]")
        except DAMAGED:
            return []
        return [_told(member) for member in (value if isinstance(value, list) else [])]

    return members, frozenset({place})


def _told(member: Any) -> dict[str, str | None]:
    return flat(member) if isinstance(member, dict) else {"value": str(member)}


def _in_numbered_columns(of: str, around: Around) -> tuple[Members, frozenset[int]] | None:
    """Columns that say which member they belong to, by number: before or behind the name of the list."""
    stem = re.escape(of)
    shapes = (rf"^{stem}[_. \[]+(?P<nr>\d+)[_. \]]+(?P<key>.+)$", rf"^(?P<key>.+?) \({stem} (?P<nr>\d+)\)$")
    groups: dict[int, dict[str, int]] = {}
    for place, name in enumerate(around.names):
        told = next((match for shape in shapes if (match := re.match(shape, name, re.IGNORECASE))), None)
        if told:
            groups.setdefault(int(told["nr"]), {})[told["key"]] = place
    if not groups:
        return None
    ordered = [groups[number] for number in sorted(groups)]

    def members(row: Cells) -> list[dict[str, str | None]]:
        listed = [{key: row[place] for key, place in group.items()} for group in ordered]
        return [member for member in listed if any(member.values())]

    return members, frozenset(place for group in ordered for place in group.values())


def _in_day_columns(around: Around) -> tuple[Members, frozenset[int]] | None:
    """Columns whose names are days, as tools write a curve: a member per day that has a figure."""
    days = {place: day for place, name in enumerate(around.names) if (day := _day_named(name))}
    if not days:
        return None

    def members(row: Cells) -> list[dict[str, str | None]]:
        return [{"day": day, "amount": row[place]} for place, day in days.items() if row[place]]

    return members, frozenset(days)


def _day_named(name: str) -> str | None:
    for pattern in _DAYS:
        try:
            return datetime.strptime(name.strip(), pattern).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _align(listed: Sequence[dict[str, str | None]], clock: str, last: str | None) -> None:
    """Epoch seconds moved so that the latest member is at the moment the row says the last one was.

    Only where the two differ by whole quarters of an hour, as between two zones.
    """
    try:
        moments = [int(float(member.get(clock) or "")) for member in listed]
        off = max(moments) - int(float(last or ""))
    except ValueError:
        return
    if off and off % _QUARTER == 0 and abs(off) <= _LONGEST_SHIFT:
        for member, moment in zip(listed, moments, strict=True):
            member[clock] = str(moment - off)
