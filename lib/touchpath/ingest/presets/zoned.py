"""Times in the zone of their row, beside the times as written, where a column names zones that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from touchpath.ingest.presets.step import Around, Cells, RowStep
from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.zone_names import offset_named, zone_named
from touchpath.ingest.source import ZONE_OF_ROW

_ZONES = re.compile(
    r"(?:^|[\W_])(?:tz|time_?\s?zone|zeitzone|fuseau|zona_?\s?horaria|(?:utc|gmt|tz|zone|time_?\s?zone)_?\s?offset)"
    r"(?:_?\s?(?:name|id))?$|(?<=[a-z])(?:Timezone|TimeZone|Offset)$|^(?:timezone|offset)(?:Offset)?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$")
_BARE = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_LOOKED_AT = 500


def zones_of_rows(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> tuple[dict[str, Any], ...]:
    """The step that adds times in the zone of their row, where a column names several and times have none."""
    cells = {
        name: [cell.strip() for row in sample[:_LOOKED_AT] if place < len(row) and (cell := row[place])]
        for place, name in enumerate(names)
    }
    zone = next((name for name, held in cells.items() if _ZONES.search(name) and _are_zones(held)), None)
    if zone is None:
        return ()
    bare = [name for name, held in cells.items() if held and time_formats(held) and all(map(_BARE.search, held))]
    if any(zone_named(cell) for cell in cells[zone]):
        bare = [name for name in bare if all(map(_PLAIN.match, cells[name]))]
    return tuple({"do": "zoned", "name": f"{name} ({ZONE_OF_ROW})", "of": name, "zone": zone} for name in bare[:1])


def _are_zones(held: Sequence[str]) -> bool:
    return len(set(held)) > 1 and all(zone_named(cell) or offset_named(cell) for cell in held)


def zoned(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A time with the offset that the zone of its row has at that time; without one where the row names none."""
    place, zone = around.place(spec["of"]), around.place(spec["zone"])
    if place is None or zone is None:
        return None

    def apply(row: Cells) -> None:
        text, named = (row[place] or "").strip(), (row[zone] or "").strip()
        row.append(text + _offset(text, named) if text else None)

    return RowStep((spec["name"],), apply)


def _offset(text: str, named: str) -> str:
    """The offset to write behind a time."""
    if told := offset_named(named):
        return told if _PLAIN.match(text) else f" {told}"
    known, found = zone_named(named), _PLAIN.match(text)
    if known is None or found is None:
        return ""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(known))
    except ValueError:
        return ""
    said = f"{moment:%z}"
    return f"{said[:3]}:{said[3:5]}"
