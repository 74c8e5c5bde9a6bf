"""What the import of every kind of table provides: how its rows are typed, stored and shown."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, Protocol

import pandas as pd

from touchpath.engine.base import Reader, Writer
from touchpath.ingest.mapping import Constant, FieldSource, Mapping
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable


@dataclass(frozen=True)
class LoadStep:
    """A statement of the catalog, what it binds, and columns (by position) that are read by other names."""

    statement: str
    parameters: dict[str, Any]
    renamed: Dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Staging:
    """How rows come into the temporary table `staged`.

    `reading` reads the file (the parameters of reading are added to its own); `steps` make `staged` of what it read;
    `reasons` counts the rows of the file in it, by why they cannot be taken.
    """

    reading: LoadStep
    steps: tuple[LoadStep, ...] = ()
    reasons: str = "keep/load/stage_reasons"


@dataclass(frozen=True)
class StoredRows:
    """What storing did: rows of the file that another import already held, and what was noticed."""

    duplicate: int = 0
    findings: tuple[ImportFinding, ...] = ()


class Loader(Protocol):
    """The import of one kind of table. `staged` is read by store and shown, inside the same transaction."""

    def staging(self, table: SourceTable, mapping: Any) -> Staging:
        """How the rows are typed. Raises ImportRefused when the mapping cannot be used with the table."""
        ...

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: Any) -> StoredRows:
        """Move the staged rows where they belong."""
        ...

    def shown(self, writer: Writer, table: SourceTable, mapping: Any, rows: int) -> pd.DataFrame:
        """The first rows as they would be stored."""
        ...


TEXT_CELLS = LoadStep("keep/load/stage_cells", {})


def places(table: SourceTable, mapping: Mapping, names: tuple[str, ...]) -> dict[str, Any]:
    """For each field the place (from 1) of its column, or None, and the constant that stands in for one."""
    bound: dict[str, Any] = {}
    for name in names:
        source: FieldSource = getattr(mapping, name)
        bound[name] = place_of(table, source)
        bound[f"{name}_constant"] = source.value if isinstance(source, Constant) else None
    return bound


def place_of(table: SourceTable, source: FieldSource) -> int | None:
    """The place (from 1) of a column among the cells of a row."""
    column = table.column(source) if isinstance(source, str) else None
    return column.position + 1 if column else None


def label(source: FieldSource) -> str | None:
    """The column to name beside a rejected row."""
    return source if isinstance(source, str) else None


def show(reader: Reader, statement: str, rows: int) -> pd.DataFrame:
    """The first rows of a preview statement."""
    return reader.frame(statement, {"rows": rows})
