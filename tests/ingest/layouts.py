"""A table of layouts of one tool: the file, and for each table made of it what came into the workspace."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from touchpath.ingest.guess import guess
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

EXPORTS = Path(__file__).with_name("exports")
LISTS = {"responses": "ask/load/list_responses", "daily_counts": "ask/load/list_daily_counts"}


@dataclass(frozen=True)
class Part:
    """One table of a file: the tool shown, its kind, its rows, and what they became.

    `found`: the touchpoints of events, the number of answers or of amounts; `people`: who the events belong to;
    `channels`: theirs; `since`: the first moment in UTC; `events`: how many there are where a row may make several.
    """

    tool: str
    kind: str
    read: int
    accepted: int
    rejected: int = 0
    found: tuple[str, ...] | int | None = None
    people: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    since: str = ""
    events: int | None = None


@dataclass(frozen=True)
class Layout:
    """A file as a tool writes it (None: the made-up one of this name in exports), and the tables it should become."""

    name: str
    content: bytes | None
    parts: tuple[Part, ...] = field(default=())


def checked(layout: Layout, folder: Path) -> None:
    """Import every table of the file into one workspace, and compare."""
    path = folder / layout.name
    path.write_bytes(layout.content if layout.content is not None else (EXPORTS / layout.name).read_bytes())
    with Workspace.in_memory() as workspace:
        tables = sniff(Spool(workspace.spool).take(path))
        guesses = [guess(table, workspace.engine) for table in tables]
        told = [(found.preset, found.kind, found.doubts) for found in guesses]
        assert told == [(part.tool, part.kind, ()) for part in layout.parts]
        for table, found, part in zip(tables, guesses, layout.parts, strict=True):
            report = workspace.import_table(table, found.mapping)
            own = report.rows_read - report.set_aside
            assert (own, report.accepted, report.rejected) == (part.read, part.accepted, part.rejected)
            assert own == report.accepted + report.rejected + report.duplicate
            assert_came(workspace, report.import_id, part)


def assert_came(workspace: Workspace, import_id: int | None, part: Part) -> None:
    """Compare what an import brought with what its table should have become."""
    if part.kind in LISTS:
        frame = workspace.engine.frame(LISTS[part.kind])
        mine = frame[frame["import_id"] == import_id]
        said = mine[mine["answer"].notna()] if part.kind == "responses" else mine
        assert part.found is None or len(said) == part.found
    if part.kind != "events":
        return
    frame = workspace.engine.frame("ask/load/list_events")
    mine = frame[frame["import_id"] == import_id]
    assert part.found is None or tuple(sorted(mine["touchpoint"].unique())) == part.found
    assert len(mine) == (part.accepted if part.events is None else part.events)
    assert not part.people or tuple(sorted(mine["person_id"].unique())) == part.people
    assert not part.channels or tuple(sorted(mine["channel"].dropna().unique())) == part.channels
    assert not part.since or mine["occurred_at"].min().isoformat() == part.since


def rows_of(names: Sequence[str], *rows: dict[str, str]) -> bytes:
    """A CSV file; cells not given are blank."""
    written = io.StringIO()
    out = csv.DictWriter(written, list(names), restval="", lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return written.getvalue().encode()


def lines_of(*items: object) -> bytes:
    """One JSON object a line."""
    return "".join(json.dumps(item) + "\n" for item in items).encode()
