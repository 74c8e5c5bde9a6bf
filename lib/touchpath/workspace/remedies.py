"""Remedies of data quality: applied with one click, recorded, and undone one by one.

Nothing is deleted: events set aside are kept beside the others and come back; moved times are moved back; merged
names are shown as before.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from touchpath.analysis.quality.effect import among
from touchpath.engine.base import Store, Writer
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import EndData, Merge, Remedy, SetAside, Shift, described, kind_of, shift_from
from touchpath.queries.tables import DUPLICATE_EVENTS, EVENTS, SET_ASIDE_EVENTS
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.settings import read_settings, save_settings
from touchpath.workspace.touchpoints import NamesBefore, show_as, take_back

_OF_EVENTS = (EVENTS, SET_ASIDE_EVENTS, DUPLICATE_EVENTS)


@dataclass(frozen=True)
class AppliedRemedy:
    """A remedy in force: what it did to how many rows (events, or names), and when."""

    remedy_id: int
    kind: str
    title: str
    rows: int
    applied_at: datetime


def applied(engine: Store) -> tuple[AppliedRemedy, ...]:
    """The remedies in force, the latest first."""
    found: list[dict[Any, Any]] = engine.frame("ask/quality/remedies").drop(columns="definition").to_dict("records")
    return tuple(AppliedRemedy(**row) for row in found)


def apply(engine: Store, remedy: Remedy) -> AppliedRemedy:
    """Carry out a remedy in one transaction and record it.

    Raises DefinitionError when it finds nothing to do, because the data have changed since it was offered.
    """
    with engine.transaction() as writer:
        remedy_id = int(writer.frame("keep/quality/next_remedy")["remedy_id"].iloc[0])
        rows, definition = _carry_out(writer, remedy, remedy_id)
        if not rows:
            raise DefinitionError("There is nothing left to do: the data have changed. Look again.")
        record = AppliedRemedy(
            remedy_id, kind_of(remedy), remedy.title, rows, datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        )
        writer.run("keep/quality/record_remedy", {**asdict(record), "definition": json.dumps(definition)})
    return record


def undo(engine: Store, remedy_id: int) -> None:
    """Take one remedy back, whatever came after it. Raises DefinitionError when it is no longer in force."""
    with engine.transaction() as writer:
        known = writer.frame("ask/quality/remedies")
        mine = known[known["remedy_id"] == remedy_id]
        if mine.empty:
            raise DefinitionError("This remedy has been undone already.")
        _take_back(writer, remedy_id, str(mine["kind"].iloc[0]), json.loads(str(mine["definition"].iloc[0])))
        writer.run("keep/quality/forget_remedy", {"remedy_id": remedy_id})


def _carry_out(writer: Writer, remedy: Remedy, remedy_id: int) -> tuple[int, dict[str, Any]]:
    """How many rows it touched, and what undoing it needs."""
    if isinstance(remedy, SetAside):
        return _set_aside(writer, remedy, remedy_id), described(remedy)
    if isinstance(remedy, Shift):
        return _shift(writer, remedy, remedy.seconds), described(remedy)
    if isinstance(remedy, Merge):
        return _merge(writer, remedy)
    return 1, {**described(remedy), "before": _end_data(writer, remedy)}


def _take_back(writer: Writer, remedy_id: int, kind: str, definition: dict[str, Any]) -> None:
    if kind == "set_aside":
        writer.run("keep/quality/restore_set_aside", {"remedy_id": remedy_id})
        writer.run("keep/quality/drop_set_aside", {"remedy_id": remedy_id})
        writer.run("keep/load/refresh_seen")
    elif kind == "shift":
        shift = shift_from(definition)
        _shift(writer, shift, -shift.seconds)
    elif kind == "merge":
        _split(writer, definition)
    else:
        before = definition["before"]
        save_settings(writer, {"data_end": before["value"]}, confirmed=True)


def _set_aside(writer: Writer, remedy: SetAside, remedy_id: int) -> int:
    rows = writer.frame("ask/quality/rows", {}, NO_FILTERS, [among(remedy.rows)])
    if rows.empty:
        return 0
    writer.put("given_rows", rows)
    writer.run("keep/quality/set_aside", {"remedy_id": remedy_id})
    writer.run("keep/quality/remove_set_aside")
    writer.run("keep/load/refresh_seen")
    return len(rows)


def _shift(writer: Writer, shift: Shift, seconds: int) -> int:
    """Move the events of a stretch, also those set aside or known from another import."""
    moved = {
        "import_id": shift.stretch.import_id,
        "first_row": shift.stretch.first,
        "last_row": shift.stretch.last,
        "seconds": seconds,
    }
    rows = sum(writer.run_over(table, "keep/quality/shift", moved) for table in _OF_EVENTS)
    writer.run("keep/load/refresh_seen")
    return rows


def _merge(writer: Writer, remedy: Merge) -> tuple[int, dict[str, Any]]:
    before = show_as(writer, remedy.names, remedy.shown, remedy.named)
    mine = before.names[before.names["shown"].isin(remedy.names)]
    names = [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in mine.to_dict("records")
    ]
    settings = {
        name: [list(value), confirmed]
        for name, (value, confirmed) in before.settings.items()
        if set(value) & set(remedy.names)
    }
    return len(names), {**described(remedy), "before": names, "settings": settings}


def _split(writer: Writer, definition: dict[str, Any]) -> None:
    """Show the merged names, and only these, as before; the settings that spoke of them as well."""
    kept = pd.DataFrame(definition["before"])
    texts = kept.columns.difference(["code", "confirmed"])
    settings = {name: (tuple(value), bool(confirmed)) for name, (value, confirmed) in definition["settings"].items()}
    texts = texts.difference(["named"])
    kind = definition.get("named", "touchpoint")
    take_back(writer, NamesBefore(kind, kept.astype(dict.fromkeys(texts, "string")), settings))


def _end_data(writer: Writer, remedy: EndData) -> dict[str, Any]:
    before = read_settings(writer)["data_end"]
    save_settings(writer, {"data_end": remedy.day}, confirmed=True)
    return {"value": before.value}


@dataclass(frozen=True)
class Remedies:
    """The part of a workspace that carries remedies of data quality out, and takes them back."""

    core: WorkspaceCore

    def apply(self, remedy: Remedy) -> AppliedRemedy:
        """Carry out a remedy and record it. Raises DefinitionError when it finds nothing to do."""
        with self.core.access.act("remedy", kind_of(remedy)):
            return apply(self.core.engine, remedy)

    def undo(self, remedy_id: int) -> None:
        """Take one remedy back. Raises DefinitionError when it is no longer in force."""
        with self.core.access.act("remedy", f"{remedy_id}, taken back"):
            undo(self.core.engine, remedy_id)
