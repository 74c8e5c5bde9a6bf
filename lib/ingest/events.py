"""Importing events."""

from __future__ import annotations

from typing import Any

from lib.engine.base import Writer
from lib.ingest.columns import fields, others, time_format
from lib.ingest.mapping import EventMapping, Source
from lib.ingest.source import SourceTable

STATEMENT = "load/stage_events"
_WITH_CONSTANT = ("person", "occurred_at", "touchpoint", "channel", "session", "value", "order_id")


def parameters(table: SourceTable, mapping: EventMapping) -> dict[str, Any]:
    """What the staging statement binds, beside the parameters of reading."""
    properties, names = others(table, mapping, mapping.properties)
    return {
        **fields(table, mapping, _WITH_CONSTANT),
        **fields(table, mapping, ("event_id",), constants=False),
        "properties": properties,
        "property_names": names,
        "time_format": time_format(table, mapping, "occurred_at"),
        "zone": mapping.timezone,
        "decimal": mapping.decimal,
        "person_label": _label(mapping.person),
        "time_label": _label(mapping.occurred_at),
        "touchpoint_label": _label(mapping.touchpoint),
    }


def store(writer: Writer, import_id: int, mapping: EventMapping) -> int:
    """Move the staged rows into events; how many of them were duplicates."""
    for statement in ("insert_touchpoints", "insert_channels", "insert_people", "code_events"):
        writer.run(f"load/{statement}")
    writer.run("load/insert_events", {"import_id": import_id})
    writer.run("load/update_seen")
    return 0


def _label(source: Source) -> str | None:
    return source if isinstance(source, str) else None
