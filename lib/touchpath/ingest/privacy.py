"""Protects people at import: ids, e-mails and phone numbers become keyed hashes before anything is stored.

The file is written anew before it is read, so what is kept of it (events, rejected rows, duplicates, the original) is
kept after the replacement. The same id gives the same hash in every file of a workspace, and none in another.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from touchpath.engine.base import DamagedWorkspaceError, StorageError
from touchpath.engine.owner_only import write_whole
from touchpath.ingest.mapping import Mapping, sources
from touchpath.ingest.personal import PersonalColumn, personal_columns
from touchpath.ingest.personal.spans import personal_spans, replaced
from touchpath.ingest.personal.values import EMAIL
from touchpath.ingest.reading.rewritten import PLAIN, Cells, written_anew
from touchpath.ingest.reading.rows import Row
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.treatment import Protect, Treatment

MASK = "•••"
ID_FIELDS = ("person", "alias", "respondent")
_TIMES = ("occurred_at", "answered_at", "day")
_SIGNS = 24
_KEY_BYTES = 32
_MAKING_KEY = threading.Lock()
_HASH = re.compile(rf"h:[0-9a-f]{{{_SIGNS}}}")


@dataclass(frozen=True)
class Hashing:
    """The keyed hash (HMAC-SHA256, 96 bits of it) of a workspace."""

    key: bytes = dataclasses.field(repr=False)

    def of(self, text: str) -> str:
        """The hash of an id; an e-mail gives the same in any capitals, a hash stays what it is."""
        plain = text.strip()
        if not plain or _HASH.fullmatch(plain):
            return plain
        if EMAIL.fullmatch(plain):
            plain = plain.lower()
        return f"h:{hmac.new(self.key, plain.encode(), hashlib.sha256).hexdigest()[:_SIGNS]}"

    def inside(self, text: str) -> str:
        """A text with the e-mails, phone numbers, cards and account numbers in it replaced, in disguise or not."""
        spans = personal_spans(text)
        return replaced(text, spans, [self.of(span.plain) for span in spans]) if spans else text


def workspace_key(path: Path) -> bytes:
    """The key kept in a file of its own, which only its owner may read; made when there is none.

    Raises DamagedWorkspaceError when the file holds no key, and StorageError when it cannot be written.
    """
    try:
        with _MAKING_KEY:
            if not path.exists():
                write_whole(path, secrets.token_bytes(_KEY_BYTES).hex())
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except OSError as error:
        raise StorageError(f"The key of the workspace ({path.name}) cannot be read or written.") from error
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise DamagedWorkspaceError(
            f"The key of the workspace ({path.name}) is damaged: put the file back from a backup. Without it ids are "
            "not replaced as before."
        )
    return key


def id_columns(mapping: Mapping) -> tuple[str, ...]:
    """The columns that hold ids of people, by the mapping."""
    return tuple(source for name, source in sources(mapping).items() if name in ID_FIELDS and isinstance(source, str))


@dataclass(frozen=True)
class Protection:
    """What is done to a table: its treatment per column, and whether texts are searched for e-mails and phones."""

    table: SourceTable
    hashing: Hashing
    whole: frozenset[str]
    inside: frozenset[str]
    masked: frozenset[str]
    dropped: frozenset[str]
    personal: tuple[PersonalColumn, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that stay."""
        return tuple(name for name in self.table.names if name not in self.dropped)

    def cells(self, row: Row) -> Cells:
        """The cells of a row after the replacement."""
        return [
            self._cell(column, cell)
            for column, cell in zip(self.table.columns, row.cells, strict=True)
            if column.name not in self.dropped
        ]

    def _cell(self, column: SourceColumn, cell: str | None) -> str | None:
        if cell is None or not cell.strip():
            return cell
        if column.name in self.whole:
            return self.hashing.of(cell)
        if column.name in self.masked:
            return MASK
        return self.hashing.inside(cell) if column.name in self.inside else cell


def planned(
    table: SourceTable, mapping: Mapping, wanted: Protect, personal: Sequence[PersonalColumn]
) -> dict[str, Treatment]:
    """What would be done to each column that looks personal and holds no ids of people."""
    plan = _plan(table, mapping, wanted, personal)
    within: dict[str, Treatment] = {"inside": "hash"}
    ids = id_columns(mapping)
    return {
        part.column: within.get(plan[part.column], cast(Treatment, plan[part.column]))
        for part in personal
        if part.column not in ids
    }


def protection(table: SourceTable, mapping: Mapping, hashing: Hashing, wanted: Protect) -> Protection:
    """What is done to each column: what was chosen for it, else what holds for its kind.

    With `wanted.ids` ids of people are hashed, and so are e-mails and phone numbers wherever they stand. Columns that
    a field of the mapping needs are only treated where that was chosen for them; times never. Texts that hold
    something personal are searched for it, not masked or left out, unless that was chosen for them.
    """
    personal = personal_columns(table)
    plan = _plan(table, mapping, wanted, personal)
    done = {part: frozenset(name for name, way in plan.items() if way == part) for part in set(plan.values())}
    none: frozenset[str] = frozenset()
    return Protection(
        table,
        hashing,
        whole=done.get("hash", none),
        inside=done.get("inside", none),
        masked=done.get("mask", none),
        dropped=done.get("drop", none),
        personal=personal,
    )


def _plan(
    table: SourceTable, mapping: Mapping, wanted: Protect, personal: Sequence[PersonalColumn]
) -> dict[str, str]:
    """What is done to every column: a treatment, or "inside" where only its text is searched."""
    found = {part.column: part for part in personal}
    fed = [*sources(mapping).items(), *_dated(mapping)]
    used = {source: name for name, source in reversed(fed) if isinstance(source, str)}
    asked = (question.column for question in getattr(mapping, "questions", ()))
    needed = {*used, *asked, *getattr(mapping, "measures", ())}
    plan: dict[str, str] = {}
    for column in table.columns:
        name = column.name
        treatment = _treatment(column, found.get(name), used.get(name), name in needed, wanted)
        within = treatment == "hash" and name in found and found[name].kind == "text"
        plan[name] = "inside" if within else treatment
    return plan


def _dated(mapping: Mapping) -> list[tuple[str, str]]:
    """The columns of moments, by what they are: a time or an amount."""
    moments = getattr(mapping, "moments", ())
    times = [("occurred_at", moment.column) for moment in moments]
    return times + [("value", moment.value) for moment in moments if moment.value is not None]


def _treatment(
    column: SourceColumn, found: PersonalColumn | None, field: str | None, needed: bool, wanted: Protect
) -> Treatment | str:
    """What is done to one column; "inside": its text is searched."""
    if field in _TIMES:
        return "keep"
    if field in ID_FIELDS:
        return "hash" if wanted.ids else "keep"
    chosen = wanted.of(column.name)
    if chosen:
        return chosen
    if found and not needed:
        blunt = wanted.others in ("mask", "drop") and found.kind == "text"
        treatment = found.suggested if blunt or wanted.others == "suggested" else wanted.others
        contact = found.kind == "id" or (found.by_value and found.kind in ("email", "phone"))
        if treatment != "keep":
            return treatment
        if contact and wanted.ids:
            return "hash"
    return "inside" if wanted.ids and column.type in ("text", "empty") else "keep"


def protect(
    protection: Protection, mapping: Mapping, rows: int | None = None
) -> tuple[SourceTable, Mapping, tuple[ImportFinding, ...]]:
    """The table and the mapping after the replacement, and what was done to which column for which reason.

    `rows` takes the first rows only, to be looked at. The columns keep the types they were seen to have.
    """
    table = protection.table
    target = table.file.path.with_name(f"protected{'' if rows is None else '-head'}{PLAIN}")
    safe = written_anew(table, protection.cells, target, protection.names, rows)
    kept = [column for column in table.columns if column.name not in protection.dropped]
    if rows is not None:
        safe = dataclasses.replace(
            safe,
            columns=tuple(dataclasses.replace(column, position=place) for place, column in enumerate(kept)),
        )
    safe = dataclasses.replace(safe, header_key=table.header_key, aside=table.aside)
    return safe, _without(mapping, protection.dropped), _findings(protection)


def _without(mapping: Mapping, dropped: frozenset[str]) -> Mapping:
    """The mapping without the columns that are left out."""
    changed: dict[str, Any] = {name: None for name, source in sources(mapping).items() if source in dropped}
    for name in ("properties", "attributes", "measures"):
        if (kept := getattr(mapping, name, None)) is not None:
            changed[name] = tuple(column for column in kept if column not in dropped)
    if questions := getattr(mapping, "questions", ()):
        changed["questions"] = tuple(question for question in questions if question.column not in dropped)
    if moments := getattr(mapping, "moments", ()):
        changed["moments"] = tuple(
            dataclasses.replace(moment, value=None if moment.value in dropped else moment.value)
            for moment in moments
            if moment.column not in dropped
        )
    given: Any = mapping
    return cast(Mapping, dataclasses.replace(given, **changed))


def _findings(protection: Protection) -> tuple[ImportFinding, ...]:
    reasons = {part.column: part.reason for part in protection.personal}
    done = {
        **{name: "was searched; e-mails and phone numbers in it became keyed hashes" for name in protection.inside
           if name in reasons},
        **dict.fromkeys(protection.masked, "was masked"),
        **dict.fromkeys(protection.dropped, "was left out"),
        **dict.fromkeys(protection.whole, "was replaced by a keyed hash"),
    }  # fmt: skip
    return tuple(
        ImportFinding("personal_column", f'"{name}" {done[name]}: {reasons.get(name, "it holds ids of people")}.')
        for name in protection.table.names
        if name in done
    )
