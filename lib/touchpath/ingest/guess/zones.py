"""The time zone of a file's times: told by a column, or asked about where rows differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from touchpath.ingest.guess.choosing import Choosing
from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import words
from touchpath.ingest.mapping import Mapping, ResponseMapping
from touchpath.ingest.presets.zoned import ZonesOfRows, zone_of_all, zones_told
from touchpath.ingest.reading.zone_names import offset_named, zone_named
from touchpath.ingest.source import SourceColumn, SourceTable, twin_name
from touchpath.journey.calendar import zone_names

_NAMES = frozenset(
    ["timezone", "time zone", "time_zone", "tz", "zeitzone", "fuseau horaire", "zona horaria", "tijdzone"]
)
_OFFSET = re.compile(r"\d:\d{2}.{0,12}?(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$")
_CLOCK = re.compile(r"\d:\d{2}")
_LOCAL = frozenset(["local", "lokal", "lokale", "locale", "ortszeit"])
_OF_UTC = frozenset(["utc", "gmt", "zulu"])
_MOST_ZONES = 4


def zone_of(table: SourceTable, when: object) -> str:
    """The zone that a column gives to all rows whose times have none of their own; else UTC."""
    moment = table.column(when) if isinstance(when, str) else None
    if moment is None or any(_OFFSET.search(value) for value in moment.values) or _is_epoch(moment.time_formats):
        return "UTC"
    for column in table.columns:
        if column.name.strip().lower() in _NAMES and column.distinct == 1:
            return zone_named(column.examples[0]) or "UTC"
    return "UTC"


def zone_doubts(table: SourceTable, column: SourceColumn) -> tuple[Doubt, ...]:
    """Of which zone the times without an offset are, where others of the column have one."""
    timed = [value for value in column.values if _CLOCK.search(value)]
    told = [found[1] for value in timed if (found := _OFFSET.search(value))]
    if not told or len(told) == len(timed):
        return ()
    bare = [value for value in timed if not _OFFSET.search(value)]
    said = f'Some times in "{column.name}" have an offset and others have none: of which zone are those without?'
    offered = [Candidate("UTC", "UTC", tuple(bare[:3]))]
    offered += [Candidate(zone, f"UTC{offset}") for zone, offset in _zones_of(told)]
    return (Doubt("timezone", said, tuple(offered), table=table.name),)


def zones_unused(table: SourceTable, mapping: Mapping, column: SourceColumn) -> tuple[Doubt, ...]:
    """What to ask where a column names zones, and these times are not said to be of them, or of UTC."""
    timed = any(_CLOCK.search(value) for value in column.values)
    offset = any(_OFFSET.search(value) for value in column.values)
    if not timed or offset or set(words(column.name)) & _OF_UTC or _is_epoch(column.time_formats):
        return ()
    zones = zones_told(table.names, table.sample)
    return _of_all_rows(table, column) if zones is None else _of_each_row(table, mapping, column, zones)


def _of_all_rows(table: SourceTable, column: SourceColumn) -> tuple[Doubt, ...]:
    """Whether times are of the one zone that a column names, which may be that of a person."""
    told = zone_of_all(table.names, table.sample)
    if told is None or told[1] not in zone_names() or told[1] in ("UTC", "Etc/UTC", "GMT"):
        return ()
    name, zone = told
    said = f'"{name}" names the time zone {zone}: are the times in "{column.name}" of that zone, or UTC?'
    offered = (Candidate(zone, zone, column.examples[:3]), Candidate("UTC", "UTC", column.examples[:3]))
    return (Doubt("timezone", said, offered, table=table.name),)


def _of_each_row(table: SourceTable, mapping: Mapping, column: SourceColumn, zones: ZonesOfRows) -> tuple[Doubt, ...]:
    twin = table.column(twin_name(column.name))
    if twin is not None:
        if not isinstance(mapping, ResponseMapping):
            return ()  # asked where the column was chosen
        return (Doubt("answered_at", _whose(column), _of_row_or_utc(twin, column), table=table.name),)
    said = (
        f'"{zones.column}" names time zones, which cannot be told for times as "{column.name}" writes them: of which '
        "zone are all of them?"
    )
    named = [Candidate(zone, text) for text in zones.told if (zone := zone_named(text)) in zone_names() and zone]
    offered = (Candidate("UTC", "UTC", column.examples[:3]), *named[:_MOST_ZONES])
    return (Doubt("timezone", said, offered, table=table.name),)


def _zones_of(offsets: Sequence[str]) -> list[tuple[str, str]]:
    """Zones of the database for the commonest offsets, those of whole hours: Etc/GMT-2 is two hours ahead."""
    found: dict[str, str] = {}
    for text, _ in Counter(offsets).most_common():
        offset = offset_named(text)
        if offset and offset.endswith(":00") and int(offset[1:3]):
            zone = f"Etc/GMT{'-' if offset[0] == '+' else '+'}{int(offset[1:3])}"
            found |= {zone: offset} if zone in zone_names() else {}
    return list(found.items())[:_MOST_ZONES]


def in_zone_of_row(choosing: Choosing, chosen: ColumnTraits) -> str | None:
    """The column with the same times in the zones of their rows, where they are said to be local; asked where nothing
    says so; None where the times are of UTC or the rows name no zones.
    """
    twin = next((t for t in choosing.look.columns if t.name == twin_name(chosen.name)), None)
    said = set(chosen.words)
    if twin is None or said & _OF_UTC:
        return None
    if not said & _LOCAL:
        choosing.doubt("occurred_at", _whose(chosen.column), _of_row_or_utc(twin.column, chosen.column))
    return twin.name


def _whose(column: SourceColumn) -> str:
    return f'Rows name time zones: are the times in "{column.name}" those of the zone of each row, or UTC?'


def _of_row_or_utc(twin: SourceColumn, column: SourceColumn) -> tuple[Candidate, Candidate]:
    """The two answers to whose the times of a column are."""
    return (
        Candidate(twin.name, "those of the zone of each row", twin.examples[:3]),
        Candidate(column.name, "UTC", column.examples[:3]),
    )


def _is_epoch(formats: tuple[str, ...]) -> bool:
    return any(name.startswith("epoch") for name in formats)
