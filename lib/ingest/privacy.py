"""Protects people at import: ids, e-mails and phone numbers become keyed hashes before anything is stored.

The file is written anew before it is read, so what is kept of it (events, rejected rows, duplicates, the original) is
kept after the replacement. The same id gives the same hash in every file of a workspace, and none in another.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from lib.ingest.mapping import Mapping, ResponseMapping, sources
from lib.ingest.reading.rewritten import PLAIN, Cells, written_anew
from lib.ingest.reading.rows import Row
from lib.ingest.report import Finding
from lib.ingest.source import SourceColumn, SourceTable

Treatment = Literal["keep", "mask", "drop"]
TREATMENTS: tuple[Treatment, ...] = ("keep", "mask", "drop")
MASK = "•••"
_IDS = ("person", "alias", "respondent")
_TIMES = ("occurred_at", "answered_at", "day")
_SIGNS = 24
_HASH = re.compile(rf"h:[0-9a-f]{{{_SIGNS}}}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w:])(?:(?:\+|00)[1-9]|\(?0[1-9])[\d ()./-]{6,16}\d(?![\w:])")
_NAMED: tuple[tuple[str, str], ...] = (
    (r"e[_ -]?mail", "e-mail addresses"),
    (r"phone|mobile|telefon|(^|[_ ])tel($|[_ ])|fax", "phone numbers"),
    (r"(first|last|full|given|family|sur|user|customer|contact|display)[_ -]?name|^name$|vorname|nachname", "names"),
    (r"street|address|postcode|postal|zip[_ -]?code|strasse|anschrift", "addresses"),
    (r"birth|^dob$|geburt", "birth dates"),
    (r"(^|[_ ])ip([_ ]?addr\w*)?$", "network addresses"),
    (r"passport|iban|(^|[_ ])ssn($|[_ ])|tax[_ -]?id|card[_ -]?number|licen[cs]e", "numbers of documents"),
)


@dataclass(frozen=True)
class Hashing:
    """The keyed hash (HMAC-SHA256, 96 bits of it) of a workspace."""

    key: bytes = dataclasses.field(repr=False)

    def of(self, text: str) -> str:
        """The hash of an id; an e-mail gives the same in any capitals, a hash stays what it is."""
        plain = text.strip()
        if not plain or _HASH.fullmatch(plain):
            return plain
        if _EMAIL.fullmatch(plain):
            plain = plain.lower()
        return f"h:{hmac.new(self.key, plain.encode(), hashlib.sha256).hexdigest()[:_SIGNS]}"

    def inside(self, text: str) -> str:
        """A text with the e-mails and phone numbers in it replaced."""
        if "@" in text:
            text = _EMAIL.sub(lambda found: self.of(found[0]), text)
        return _PHONE.sub(lambda found: self.of(found[0]) if _is_phone(found[0]) else found[0], text)


def _is_phone(text: str) -> bool:
    """Dates and plain numbers are none: enough digits, and written as people write phone numbers."""
    return sum(sign.isdigit() for sign in text) >= 9 and bool(re.search(r"^(\+|00)|[ ()/-]", text))


@dataclass(frozen=True)
class PersonalColumn:
    """A column that looks personal, and why."""

    column: str
    reason: str
    by_value: bool


def workspace_key(path: Path) -> bytes:
    """The key kept in a file of its own, which only its owner may read; made when there is none."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    key = secrets.token_bytes(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key.hex())
    return key


def personal_columns(table: SourceTable) -> tuple[PersonalColumn, ...]:
    """The columns that look personal by their values or by their names."""
    found = (_personal(column) for column in table.columns)
    return tuple(column for column in found if column)


def _personal(column: SourceColumn) -> PersonalColumn | None:
    values = [value.strip() for value in column.values or column.examples if value.strip()]
    for pattern, what in ((_EMAIL, "e-mail addresses"), (_PHONE, "phone numbers")):
        hits = sum(bool(pattern.fullmatch(value)) and (pattern is _EMAIL or _is_phone(value)) for value in values)
        if values and hits * 2 >= len(values):
            return PersonalColumn(column.name, f"{hits:,} of {len(values):,} values are {what}", True)
    for name, what in _NAMED:
        if re.search(name, column.name.lower()):
            return PersonalColumn(column.name, f"its name speaks of {what}", False)
    return None


@dataclass(frozen=True)
class Protection:
    """What is done to a table: which columns are ids, masked, left out, or times."""

    table: SourceTable
    hashing: Hashing
    ids: frozenset[str]
    masked: frozenset[str]
    dropped: frozenset[str]
    times: frozenset[str]

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
        if column.name in self.ids:
            return self.hashing.of(cell)
        if column.name in self.masked:
            return MASK
        return (
            self.hashing.inside(cell) if column.type in ("text", "empty") and column.name not in self.times else cell
        )


def protection(table: SourceTable, mapping: Mapping, hashing: Hashing, treatment: Treatment) -> Protection:
    """Ids of people are hashed; other columns that look personal are treated as wished where no field needs them."""
    used = {name: source for name, source in sources(mapping).items() if isinstance(source, str)}
    ids = {source for name, source in used.items() if name in _IDS}
    needed = {*used.values()}
    if isinstance(mapping, ResponseMapping):
        needed |= {question.column for question in mapping.questions}
    personal = personal_columns(table)
    hashed = {part.column for part in personal if part.by_value and part.column not in needed}
    loose = {part.column for part in personal if part.column not in needed}
    return Protection(
        table,
        hashing,
        frozenset(ids | (hashed if treatment == "keep" else set())),
        frozenset(loose if treatment == "mask" else ()),
        frozenset(loose if treatment == "drop" else ()),
        frozenset(source for name, source in used.items() if name in _TIMES),
    )


def protect(protection: Protection, mapping: Mapping) -> tuple[SourceTable, Mapping, tuple[Finding, ...]]:
    """The table and the mapping after the replacement, and what was done to which column for which reason."""
    table = protection.table
    target = table.file.path.with_name(f"protected{PLAIN}")
    safe = written_anew(table, protection.cells, target, protection.names)
    return safe, _without(mapping, protection.dropped), _findings(protection)


def _without(mapping: Mapping, dropped: frozenset[str]) -> Mapping:
    """The mapping without the columns that are left out."""
    lists = ("properties", "attributes")
    changed = {
        name: tuple(column for column in kept if column not in dropped)
        for name in lists
        if (kept := getattr(mapping, name, None)) is not None
    }
    given: Any = mapping
    return cast(Mapping, dataclasses.replace(given, **changed))


def _findings(protection: Protection) -> tuple[Finding, ...]:
    done = {
        **dict.fromkeys(protection.masked, "masked"),
        **dict.fromkeys(protection.dropped, "left out"),
        **dict.fromkeys(protection.ids, "replaced by a keyed hash"),
    }
    reasons = {part.column: part.reason for part in personal_columns(protection.table)}
    return tuple(
        Finding("personal_column", f'"{name}" was {done[name]}: {reasons.get(name, "it holds ids of people")}.')
        for name in protection.table.names
        if name in done
    )
