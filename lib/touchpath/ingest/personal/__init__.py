"""Which columns of a file look personal, by what their cells hold and by what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from touchpath.ingest.personal.kinds import HASHED, WORDS, PersonalKind
from touchpath.ingest.personal.names import speaks_of
from touchpath.ingest.personal.spans import personal_spans
from touchpath.ingest.personal.values import WHOLE, are_names, believable, enough
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.treatment import Treatment

ROWS, CELLS = 2_000, 200_000


@dataclass(frozen=True)
class PersonalColumn:
    """A column that looks personal: of which kind, why in words, and whether its cells or only its name say so."""

    column: str
    reason: str
    by_value: bool
    kind: PersonalKind = "name"

    @property
    def suggested(self) -> Treatment:
        """What is best done with it: hashed where people are still told apart by it, else left out."""
        return "hash" if self.kind in HASHED else "drop"


def personal_columns(table: SourceTable) -> tuple[PersonalColumn, ...]:
    """The columns that look personal in the first rows of a table (2,000, fewer of wide ones), in file order."""
    cells = _cells(table)
    found = (_personal(column, cells[place]) for place, column in enumerate(table.columns))
    return tuple(column for column in found if column)


def _cells(table: SourceTable) -> list[list[str]]:
    """The cells looked at that are not blank, per column; those seen before where the file cannot be read on."""
    width = len(table.columns)
    rows = max(200, min(ROWS, CELLS // max(1, width)))
    found: list[list[str]] = [[] for _ in table.columns]
    try:
        for row in islice(table_rows(table), rows):
            if not row.reason and len(row.cells) == width:
                for place, cell in enumerate(row.cells):
                    if cell and cell.strip():
                        found[place].append(cell.strip())
    except (ImportRefused, OSError):
        return [list(column.values) for column in table.columns]
    return found


def _personal(column: SourceColumn, cells: Sequence[str]) -> PersonalColumn | None:
    if found := _by_value(column.name, cells):
        return found
    kind = speaks_of(column.name)
    if kind is None and column.name.strip().casefold() == "name" and are_names(cells):
        return PersonalColumn(column.name, "many of its cells begin with a given name", True, "name")
    if kind is None or not believable(kind, cells):
        return None
    empty = "" if cells else "; no cell looked at holds anything"
    return PersonalColumn(column.name, f"its name speaks of {WORDS[kind]}{empty}", False, kind)


def _by_value(name: str, cells: Sequence[str]) -> PersonalColumn | None:
    distinct = list(dict.fromkeys(cells))
    for kind, test in WHOLE.items():
        known = {value for value in distinct if test(value)}
        if known and enough(kind, len(known), len(distinct), speaks_of(name) == kind):
            hits = sum(cell in known for cell in cells)
            return PersonalColumn(name, f"{hits:,} of {len(cells):,} cells look like {WORDS[kind]}", True, kind)
    holding = {value for value in distinct if len(value) >= 6 and personal_spans(value)}
    if holding:
        hits = sum(cell in holding for cell in cells)
        held = "an e-mail address, phone number or the like"
        return PersonalColumn(name, f"{hits:,} of {len(cells):,} texts hold {held}", True, "text")
    return None
