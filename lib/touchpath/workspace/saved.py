"""What people keep in a workspace under a name: definitions (funnel, report, mapping, ...) and groups of people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import pandas as pd

from touchpath.engine.base import Reader, Store
from touchpath.journey.cells import Fixed, Size
from touchpath.journey.definition import DefinitionError, Plain
from touchpath.journey.persona_tests import InGroup
from touchpath.journey.personas import PersonaRule, source_from_plain
from touchpath.workspace.core import WorkspaceCore

SavedKind = Literal["funnel", "retention", "report", "mapping", "board", "alert"]
_GROUP = "group"
_LONGEST_NAME = 80


@dataclass(frozen=True)
class SavedDefinition:
    """A definition under a name: its plain dict, and when it was saved (UTC)."""

    name: str
    definition: Plain
    saved_at: datetime


@dataclass(frozen=True)
class SavedGroup:
    """A group of people under a name: how many, and in a sentence how they were picked."""

    name: Fixed[str]
    people: Size[int]
    origin: Fixed[str]
    saved_at: Fixed[datetime]


def saved(reader: Reader, kind: SavedKind) -> tuple[SavedDefinition, ...]:
    """The saved definitions of a kind, by name."""
    rows = reader.frame("ask/saved/list", {"kind": kind}).to_dict("records")
    return tuple(
        SavedDefinition(row["name"], json.loads(row["definition"]), _moment(row["saved_at"])) for row in rows
    )


def save(engine: Store, kind: SavedKind, name: str, definition: Mapping[str, Any], *, replace: bool = False) -> str:
    """Keep a definition under a name; the name as stored.

    Raises DefinitionError when the name is empty, or taken and not to be replaced.
    """
    label = _label(name)
    given = {"kind": kind, "name": label, "definition": json.dumps(definition), "saved_at": _now()}
    with engine.transaction() as writer:
        taken = label in _names(writer, kind)
        if taken and not replace:
            raise DefinitionError(f'There is already a {kind} called "{label}": choose another name, or replace it.')
        writer.run("keep/saved/overwrite" if taken else "keep/saved/add", given)
    return label


def rename(engine: Store, kind: SavedKind | Literal["group"], name: str, new_name: str) -> str:
    """Give a definition or group another name; the name as stored. Raises DefinitionError when it is taken."""
    label = _label(new_name)
    if label == name:
        return label
    with engine.transaction() as writer:
        names = _names(writer, kind)
        _require(kind, name, names)
        if kind == _GROUP:
            _require_free(writer, name)
        if label in names:
            raise DefinitionError(f'There is already a {kind} called "{label}".')
        writer.run("keep/saved/rename", {"kind": kind, "name": name, "new_name": label})
        if kind == _GROUP:
            writer.run("keep/saved/rename_members", {"name": name, "new_name": label})
    return label


def duplicate(engine: Store, kind: SavedKind, name: str) -> str:
    """Save a copy as "name (copy)", numbered when that is taken; the name of the copy."""
    found = {part.name: part for part in saved(engine, kind)}
    _require(kind, name, found)
    copy, number = f"{name} (copy)", 2
    while copy in found:
        copy, number = f"{name} (copy {number})", number + 1
    return save(engine, kind, copy, found[name].definition)


def delete(engine: Store, kind: SavedKind, name: str) -> SavedDefinition:
    """Delete a definition; what it was, so that `save` can bring it back."""
    found = {part.name: part for part in saved(engine, kind)}
    _require(kind, name, found)
    with engine.transaction() as writer:
        writer.run("keep/saved/remove", {"kind": kind, "name": name})
    return found[name]


def saved_groups(reader: Reader) -> tuple[SavedGroup, ...]:
    """The saved groups of people, by name."""
    rows = reader.frame("ask/saved/groups").to_dict("records")
    return tuple(
        SavedGroup(row["name"], int(row["people"]), json.loads(row["definition"])["origin"], _moment(row["saved_at"]))
        for row in rows
    )


def save_group(engine: Store, name: str, people: Sequence[int], origin: str, *, replace: bool = False) -> str:
    """Keep people (their keys) under a name; `origin` says how they were picked. The name as stored.

    Raises DefinitionError when the name is empty, or taken and not to be replaced, or when there is nobody.
    """
    label = _label(name)
    if not len(people):
        raise DefinitionError("There is nobody to keep in this group.")
    with engine.transaction() as writer:
        if label in _names(writer, _GROUP):
            if not replace:
                raise DefinitionError(f'There is already a group called "{label}": choose another name.')
            _remove_group(writer, label)
        definition = json.dumps({"origin": origin})
        writer.run("keep/saved/add", {"kind": _GROUP, "name": label, "definition": definition, "saved_at": _now()})
        writer.put("given_members", pd.DataFrame({"person": sorted({int(person) for person in people})}))
        writer.run("keep/saved/add_members", {"name": label})
    return label


def delete_group(engine: Store, name: str) -> None:
    """Forget a group; the people themselves stay. Raises DefinitionError when there is no such group."""
    with engine.transaction() as writer:
        _require(_GROUP, name, _names(writer, _GROUP))
        _require_free(writer, name)
        _remove_group(writer, name)


def _remove_group(writer: Any, name: str) -> None:
    writer.run("keep/saved/remove", {"kind": _GROUP, "name": name})
    writer.run("keep/saved/remove_members", {"name": name})


def _require_free(reader: Reader, group: str) -> None:
    """Refuse to take a group away from under the rules of personas, which know it by name."""
    for rule in reader.frame("ask/personas/rules")["rule"]:
        source = source_from_plain(json.loads(rule))
        if isinstance(source, PersonaRule) and group in [
            part.group for part in source.tests if isinstance(part, InGroup)
        ]:
            raise DefinitionError(
                f'The persona "{source.persona}" is made of the group "{group}": change that first.'
            )


def _names(reader: Reader, kind: str) -> set[str]:
    return set(reader.frame("ask/saved/list", {"kind": kind})["name"])


def _require(kind: str, name: str, names: Any) -> None:
    if name not in names:
        raise DefinitionError(f'There is no saved {kind} called "{name}" here.')


def _label(name: str) -> str:
    label = " ".join(name.split())[:_LONGEST_NAME]
    if not label:
        raise DefinitionError("Give it a name first.")
    return label


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _moment(value: Any) -> datetime:
    moment: datetime = pd.Timestamp(value).to_pydatetime()
    return moment


@dataclass(frozen=True)
class Saved:
    """The part of a workspace that keeps definitions and groups of people under names."""

    core: WorkspaceCore

    def save(self, kind: SavedKind, name: str, definition: Mapping[str, Any], *, replace: bool = False) -> str:
        """Keep a definition under a name; the name as stored. Raises DefinitionError when it is empty or taken."""
        with self.core.access.act("keep", f'{kind} "{name}"'):
            return save(self.core.engine, kind, name, definition, replace=replace)

    def rename(self, kind: SavedKind | Literal["group"], name: str, new_name: str) -> str:
        """Give a definition or group another name; the name as stored. Raises DefinitionError when it is taken."""
        with self.core.access.act("keep", f'{kind} "{name}", renamed'):
            return rename(self.core.engine, kind, name, new_name)

    def duplicate(self, kind: SavedKind, name: str) -> str:
        """Save a copy as "name (copy)", numbered when that is taken; the name of the copy."""
        with self.core.access.act("keep", f'{kind} "{name}", copied'):
            return duplicate(self.core.engine, kind, name)

    def delete(self, kind: SavedKind, name: str) -> SavedDefinition:
        """Delete a definition; what it was, so that `save` can bring it back."""
        with self.core.access.act("delete", f'{kind} "{name}"'):
            return delete(self.core.engine, kind, name)

    def save_group(self, name: str, people: Sequence[int], origin: str, *, replace: bool = False) -> str:
        """Keep people (their keys) under a name; see the function of this name."""
        with self.core.access.act("keep", f'group "{name}"'):
            return save_group(self.core.engine, name, people, origin, replace=replace)

    def delete_group(self, name: str) -> None:
        """Forget a group; the people themselves stay. Raises DefinitionError when there is no such group."""
        with self.core.access.act("delete", f'group "{name}"'):
            delete_group(self.core.engine, name)
