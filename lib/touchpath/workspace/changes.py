"""Dated changes kept in a workspace: with their question, and how often they were looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import isnan
from typing import Any

import pandas as pd

from touchpath.analysis.change.looks import question_key
from touchpath.analysis.change.result import ChangeResult
from touchpath.engine.base import Reader, Store, Writer
from touchpath.journey.change import Change, Reach, change_from, change_to_plain, day_from, reach_from
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.workspace.core import WorkspaceCore

_LONGEST_NAME = 80


@dataclass(frozen=True)
class DatedChange:
    """A saved change: what, when, at which touchpoint, whom it reached; `question` None: nothing asked yet."""

    name: str
    day: date
    touchpoint: str | None
    reached: Reach
    note: str
    question: Change | None


def saved_changes(reader: Reader) -> tuple[DatedChange, ...]:
    """Every saved change, by day."""
    return tuple(_dated(row) for row in reader.frame("ask/change/saved").to_dict("records"))


def save_change(engine: Store, change: Change, *, replace: bool = False) -> str:
    """Keep a change with its question; its name as stored. Raises DefinitionError when the name is taken."""
    name = " ".join(change.name.split())[:_LONGEST_NAME]
    with engine.transaction() as writer:
        taken = any(part.name == name for part in saved_changes(writer))
        if taken and not replace:
            raise DefinitionError(f'There is already a change called "{name}": choose another name, or replace it.')
        _put(writer, name, change.day, change.touchpoint, change.reached, change.note, change_to_plain(change))
    return name


def add_changes(engine: Store, changes: Iterable[Mapping[str, Any]]) -> int:
    """Keep dated changes as plain dicts: name, day, touchpoint, note, and `who` (persona, channel) it reached.

    A change whose name is taken is replaced. How many were kept. Raises DefinitionError for one without name or day.
    """
    kept = 0
    with engine.transaction() as writer:
        for plain in changes:
            if not plain.get("name") or not plain.get("day"):
                raise DefinitionError("A dated change needs a name and a day.")
            day, who = day_from(str(plain["day"])), plain.get("who") or {}
            reach = Reach(_named(who, "persona"), _named(who, "channel"))
            _put(writer, str(plain["name"]), day, plain.get("touchpoint"), reach, str(plain.get("note") or ""), None)
            kept += 1
    return kept


def delete_change(engine: Store, name: str) -> DatedChange:
    """Forget a change; what it was, so that `restore_change` can bring it back. Raises DefinitionError."""
    found = {part.name: part for part in saved_changes(engine)}
    if name not in found:
        raise DefinitionError(f'There is no saved change called "{name}" here.')
    with engine.transaction() as writer:
        writer.run("keep/change/remove", {"name": name})
    return found[name]


def restore_change(engine: Store, change: DatedChange) -> None:
    """Bring a deleted change back."""
    question = change_to_plain(change.question) if change.question else None
    with engine.transaction() as writer:
        _put(writer, change.name, change.day, change.touchpoint, change.reached, change.note, question)


def record_look(engine: Store, result: ChangeResult) -> bool:
    """Note that the verdict on a saved change was shown with the data as they are; True if that is a new look.

    Only a new end of the data is a look; a change that is not saved with this question is none.
    """
    if not is_new_look(engine, result):
        return False
    given = _look(engine, result)
    seen = {
        "verdict": result.verdict.value,
        "p_value": None if isnan(result.p_value) else result.p_value,
        "effect": None if isnan(result.effect) else result.effect,
        "looked_at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
    }
    with engine.transaction() as writer:
        writer.run("keep/change/look", {**given, **seen})
    return True


def is_new_look(reader: Reader, result: ChangeResult) -> bool:
    """Whether the change is saved with this question, and was not looked at with the data as they are."""
    given = _look(reader, result)
    if given["data_end"] is None or not _asked(reader, result.change):
        return False
    return not int(reader.frame("ask/change/has_look", given)["looks"][0])


def _look(reader: Reader, result: ChangeResult) -> dict[str, Any]:
    key = question_key(result.change)
    return {"name": result.change.name, "question": key, "data_end": reader.calendar.data_end}


def _asked(reader: Reader, change: Change) -> bool:
    """Whether the change is saved with this very question."""
    kept = next((part.question for part in saved_changes(reader) if part.name == change.name), None)
    return kept is not None and question_key(kept) == question_key(change)


def _put(
    writer: Writer, name: str, day: date, touchpoint: str | None, reach: Reach, note: str, question: Any
) -> None:
    writer.run("keep/change/remove", {"name": name})
    writer.run(
        "keep/change/insert",
        {
            "name": name,
            "touchpoint": touchpoint,
            "day": day.isoformat(),
            "reached": json.dumps(to_plain(reach)),
            "note": note,
            "definition": None if question is None else json.dumps(question),
        },
    )


def _dated(row: Mapping[Any, Any]) -> DatedChange:
    question = None if pd.isna(row["definition"]) else change_from(json.loads(row["definition"]))
    reach = reach_from(json.loads(row["reached"])) if not pd.isna(row["reached"]) else Reach()
    touchpoint = None if pd.isna(row["touchpoint"]) else str(row["touchpoint"])
    return DatedChange(row["name"], pd.Timestamp(row["day"]).date(), touchpoint, reach, row["note"] or "", question)


def _named(who: Mapping[str, Any], what: str) -> tuple[str, ...]:
    value = who.get(what, who.get(f"{what}s", ()))
    return (value,) if isinstance(value, str) else tuple(value or ())


@dataclass(frozen=True)
class Changes:
    """The part of a workspace that keeps dated changes, their questions and how often they were looked at."""

    core: WorkspaceCore

    def save(self, change: Change, *, replace: bool = False) -> str:
        """Keep a change with its question; its name as stored. Raises DefinitionError when the name is taken."""
        with self.core.access.act("change", f'"{change.name}"'):
            return save_change(self.core.engine, change, replace=replace)

    def add(self, changes: Iterable[Mapping[str, Any]]) -> int:
        """Keep dated changes as plain dicts; how many. See add_changes."""
        with self.core.access.act("change", "several changes"):
            return add_changes(self.core.engine, changes)

    def delete(self, name: str) -> DatedChange:
        """Forget a change; what it was, so that `restore` can bring it back. Raises DefinitionError."""
        with self.core.access.act("delete", f'change "{name}"'):
            return delete_change(self.core.engine, name)

    def restore(self, change: DatedChange) -> None:
        """Bring a deleted change back."""
        with self.core.access.act("change", f'"{change.name}", brought back'):
            restore_change(self.core.engine, change)

    def record_look(self, result: ChangeResult) -> bool:
        """Note that the verdict was shown with the data as they are; True if that is a new look."""
        if not is_new_look(self.core.engine, result):
            return False
        with self.core.access.act("change", f'"{result.change.name}", looked at'):
            return record_look(self.core.engine, result)
