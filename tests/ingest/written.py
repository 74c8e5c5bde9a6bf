"""Files a test writes, and how they are looked at and imported."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

from touchpath.engine.base import Store
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.report import ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

HEADER = "who,when,what\n"
ROW = "a,2024-01-01 10:00:00,x\n"
EVENTS = EventMapping(person="who", occurred_at="when", touchpoint="what")


def table_of(spool: Path, name: str, content: bytes | str) -> SourceTable:
    """The first table of a file with this content."""
    data = content.encode() if isinstance(content, str) else content
    return sniff(Spool(spool).save(name, io.BytesIO(data)))[0]


def imported(workspace: Workspace, name: str, content: bytes | str) -> ImportReport:
    """Import the content as events with the columns who, when and what."""
    return workspace.import_table(table_of(workspace.spool, name, content), EVENTS)


def event_rows(engine: Store) -> list[tuple[object, ...]]:
    """(person id, ISO time, touchpoint, import id) of every event, sorted."""
    frame = engine.frame("ask/load/list_events")
    return sorted(
        (row.person_id, row.occurred_at.isoformat(), row.touchpoint, row.import_id) for row in frame.itertuples()
    )


def gzipped(text: str) -> bytes:
    return gzip.compress(text.encode())


def json_lines(items: Sequence[object]) -> str:
    return "".join(json.dumps(item) + "\n" for item in items)
