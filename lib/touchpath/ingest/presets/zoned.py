"""Times in the zone of their row, beside the times as written, where a column names zones or offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from touchpath.ingest.presets.step import Around, Cells, RowStep
from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.written_days import local_moment
from touchpath.ingest.reading.zone_names import OffsetUnit, offset_named, offset_of, offset_unit, zone_named
from touchpath.ingest.source import TimeFormat, twin_name

_ZONES = re.compile(
    r"(?:^|[\W_])(?:tz|time_?\s?zone|zeitzone|fuseau|zona_?\s?horaria|(?:utc|gmt|tz|zone|time_?\s?zone)_?\s?offset)"
    r"(?:_?\s?(?:name|id|hours|minutes|seconds))?$|(?<=[a-z])(?:Timezone|TimeZone|Offset)$|^(?:timezone|offset)(?:Offset)?$",
    re.IGNORECASE,
)
_OFFSETS = re.compile(r"tz|zone|utc|gmt", re.IGNORECASE)
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?$")
_BARE = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_ZERO = frozenset({"+00:00", "-00:00", "+0000", "+00", "+0", "UTC+0", "GMT+0", "UTC+00:00", "GMT+00:00"})
_LOOKED_AT = 500
_MOST = 3


@dataclass(frozen=True)
class ZonesOfRows:
    """The column that tells the zones of its rows, what it tells, and in what unit its numbers count offsets."""

    column: str
    told: tuple[str, ...]
    unit: OffsetUnit | None

    @property
    def are_named(self) -> bool:
        """Whether some are zones by name, whose offset depends on the day."""
        return self.unit is None and any(map(zone_named, self.told))


def zones_told(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> ZonesOfRows | None:
    """The column of zones; None where there is none, or one name for all rows (then it is the zone of the table)."""
    for place, name in enumerate(names):
        held = _held(sample, place) if _ZONES.search(name) else []
        if not held:
            continue
        told = tuple(dict.fromkeys(held))
        written = all(zone_named(text) or offset_named(text) for text in told)
        unit = offset_unit(told) if not written and _OFFSETS.search(name) else None
        apart = len(told) > 1 or (told[0] not in _ZERO and zone_named(told[0]) is None)
        if (written or unit) and apart:
            return ZonesOfRows(name, told, unit)
    return None


def zone_of_all(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> tuple[str, str] | None:
    """The column that names one zone for all rows, and that zone of the database; None where there is none."""
    for place, name in enumerate(names):
        told = set(_held(sample, place)) if _ZONES.search(name) else set()
        if len(told) == 1 and (zone := zone_named(told.pop())):
            return name, zone
    return None


def zones_of_rows(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> tuple[dict[str, Any], ...]:
    """The steps that add times in the zone of their row, where a column tells zones and the times have none."""
    zones = zones_told(names, sample)
    if zones is None:
        return ()
    made = []
    for place, name in enumerate(names):
        held = _held(sample, place)
        formats = time_formats(held) if held else ()
        if not formats or not all(map(_BARE.search, held)):
            continue
        written = formats[0] if len(formats) == 1 else None
        if zones.are_named and not (written and all(local_moment(cell, written) for cell in held)):
            continue
        spec = {"do": "zoned", "name": twin_name(name), "of": name, "zone": zones.column}
        made.append({**spec, "unit": zones.unit, "written": written})
    return tuple(made[:_MOST])


def _held(sample: Sequence[Sequence[str | None]], place: int) -> list[str]:
    """What the first rows hold in a column."""
    return [cell.strip() for row in sample[:_LOOKED_AT] if place < len(row) and (cell := row[place])]


def zoned(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A time with the offset that the zone of its row has at that time; without one where the row names none."""
    place, zone = around.place(spec["of"]), around.place(spec["zone"])
    if place is None or zone is None:
        return None
    unit, written = spec.get("unit"), spec.get("written")

    def apply(row: Cells) -> None:
        text, named = (row[place] or "").strip(), (row[zone] or "").strip()
        offset = (offset_of(named, unit) if unit else offset_named(named)) or _at(text, named, written)
        row.append((text + (offset if _PLAIN.match(text) else f" {offset}") if offset else text) if text else None)

    return RowStep((spec["name"],), apply)


def _at(text: str, named: str, written: TimeFormat | None) -> str:
    """The offset of a zone by name at a written time; empty where either tells none."""
    known = zone_named(named)
    local = local_moment(text, written) if known and written else None
    if known is None or local is None:
        return ""
    said = f"{local.replace(tzinfo=ZoneInfo(known)):%z}"
    return f"{said[:3]}:{said[3:5]}"
