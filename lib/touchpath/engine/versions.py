"""The version of the tables of a file: read, brought forward after a copy, and looked over.

A file without a version is one of the first: version 1, or on its way there.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from touchpath.engine.base import DamagedWorkspaceError, NewerWorkspaceError, StorageError
from touchpath.engine.owner_only import own_file
from touchpath.queries import catalog

_ALWAYS = frozenset({"events", "people", "imports", "settings"})
Shape = dict[str, dict[str, str]]
Definition = tuple[str, str, str]
"""A view, macro or type: what it is, its name, what it stands for."""


def newest() -> int:
    """The version of the tables this Touchpath works with."""
    return catalog.migrations()[-1].number


def version_of(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """The version of the tables of an open file called `name`; 0 when it has no tables yet.

    Raises NewerWorkspaceError, and DamagedWorkspaceError when the tables are not those of a workspace.
    """
    tables = _shape(connection)
    if not tables:
        return 0
    if not tables.keys() >= _ALWAYS:
        raise DamagedWorkspaceError(f"{name} is a database of another program, not a workspace: choose another file.")
    if "schema_version" not in tables:
        return 1
    row = connection.execute(catalog.text("ask/schema_version")).fetchone()
    version = row[0] if row else None
    if not isinstance(version, int):
        raise DamagedWorkspaceError(f"{name} does not say which version its tables have: it is damaged.")
    if version > newest():
        raise NewerWorkspaceError(
            f"{name} was made by a newer Touchpath: its tables have version {version}, and this one knows "
            f"version {newest()}. Update Touchpath to open it; nothing was changed."
        )
    return version


def keep_copy(path: Path, version: int) -> Path:
    """Copy a closed file before its tables are brought forward; copies of earlier versions go.

    Raises StorageError when there is no room for it; nothing was changed then.
    """
    target = path.with_name(f"{path.stem}.version-{version}.duckdb")
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(path, part)
        own_file(part)
        os.replace(part, target)
    except OSError as error:
        raise StorageError(
            f"{path.name} was made by an earlier Touchpath and there is no room for a copy before it is brought "
            "forward. Make room on the disk; nothing was changed."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    for older in kept_copies(path):
        if older != target:
            older.unlink(missing_ok=True)
    return target


def kept_copies(path: Path) -> tuple[Path, ...]:
    """The copies made of a workspace file before it was brought forward."""
    return tuple(sorted(path.parent.glob(f"{_escaped(path.stem)}.version-*.duckdb")))


def bring_forward(connection: duckdb.DuckDBPyConnection, version: int, name: str) -> None:
    """Run the migrations the tables have not been through, all or none.

    Raises StorageError when they cannot be written, DamagedWorkspaceError when the tables do not take them.
    """
    behind = [step for step in catalog.migrations() if step.number > version or step.number == version == 1]
    if version == newest():
        return
    connection.begin()
    try:
        for step in behind:
            connection.execute(step.sql)
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            given = {"version": step.number, "migrated_at": now}
            connection.execute(catalog.text("keep/record_version"), given)
        connection.commit()
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        raise StorageError(f"The disk is full, or {name} cannot be written to. Nothing was changed.") from error
    except duckdb.Error as error:
        raise DamagedWorkspaceError(
            f"{name} was made by an earlier Touchpath and cannot be brought forward: its tables are not as that one "
            "left them. Nothing was changed."
        ) from error


def tables_held(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The tables of an open file."""
    return tuple(_shape(connection))


def look_over(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Raises DamagedWorkspaceError when the file is not made of our tables alone.

    A table or a column is missing, is of another type, or is a view; or a view, macro or type is there that could
    give our own statements another meaning.
    """
    held, expected = _shape(connection), _expected()
    for kind, called, _ in sorted(_definitions(connection) - expected.definitions):
        raise DamagedWorkspaceError(f"{name} holds a {kind} that is not Touchpath's ({called}): it is not opened.")
    for table, columns in expected.tables.items():
        if table not in held:
            raise DamagedWorkspaceError(f"{name} is damaged: its table {table} is missing.")
        for column, kind in columns.items():
            if held[table].get(column) != kind:
                raise DamagedWorkspaceError(f"{name} is damaged: its table {table} has no column {column} ({kind}).")


@dataclass(frozen=True)
class _Fresh:
    """What a fresh file holds: columns of its tables and their types by name, and what it defines besides."""

    tables: Shape
    definitions: frozenset[Definition]


@cache
def _expected() -> _Fresh:
    with duckdb.connect(":memory:") as connection:
        for step in catalog.migrations():
            connection.execute(step.sql)
        return _Fresh(_shape(connection), _definitions(connection))


def _definitions(connection: duckdb.DuckDBPyConnection) -> frozenset[Definition]:
    rows = connection.execute(catalog.text("ask/defined_beside_tables")).fetchall()
    return frozenset((str(kind), str(name), str(meaning)) for kind, name, meaning in rows)


def _shape(connection: duckdb.DuckDBPyConnection) -> Shape:
    found: Shape = {}
    for table, column, kind in connection.execute(catalog.text("ask/columns_held")).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _escaped(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)
