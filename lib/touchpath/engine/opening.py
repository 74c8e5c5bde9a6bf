"""Opening a workspace file: whose it is, which version it has, and what the database may do from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from touchpath.engine.answering import failure_of_reading
from touchpath.engine.base import (
    CannotOpenError,
    DamagedWorkspaceError,
    MissingWorkspaceError,
    StorageError,
    WorkspaceBusyError,
)
from touchpath.engine.broken_log import log_of, settle_log
from touchpath.engine.full_disk import FULL, is_no_room
from touchpath.engine.limits import Limits
from touchpath.engine.orders import gather_once
from touchpath.engine.owner_only import own_file, own_folder
from touchpath.engine.versions import bring_forward, keep_copy, look_over, newest, tables_held, version_of
from touchpath.engine.whole_file import require_whole

OFFLINE: Mapping[str, Any] = MappingProxyType(
    {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
)
"""From the first byte on: for a file of another database an extension would be looked for, on the network."""
_FORBIDDEN = ("permission denied", "read-only", "operation not permitted")


def connect(path: Path | None, spool: Path, limits: Limits, *, create: bool = True) -> duckdb.DuckDBPyConnection:
    """Open the file at `path` (None: in memory), lock the instance down, and bring the file forward.

    From the first statement on it reads no file outside the spool folder, no network, no extension, and no setting
    can be changed.
    A file that is not there is made if `create` is said. Raises CannotOpenError in all its kinds, and StorageError.
    """
    if path and not create:
        _require(path)
    name = path.name if path else "The workspace"
    new = path is None or not path.exists()
    killed = path is not None and log_of(path).exists()
    connection = _database(path, spool, limits)
    try:
        version = version_of(connection, name)
        if path:
            require_whole(connection, path, tables_held(connection))
        if path and 0 < version < newest():
            connection.close()
            keep_copy(path, version)
            connection = _database(path, spool, limits)
        bring_forward(connection, version, name)
        if not new:
            look_over(connection, name)
        gather_once(connection)
        if killed and not settle_log(connection):
            connection.close()
            connection = _database(path, spool, limits)
    except duckdb.Error as error:
        connection.close()
        raise failure_of_reading(error) or _refused(path or spool, error) from error
    except BaseException:
        connection.close()
        raise
    if path:
        own_file(path)
    return connection


def _require(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError as error:
        raise MissingWorkspaceError(
            f"The file {path.name} is not there (any more). Put it back, or restore a backup; nothing was made in "
            "its place."
        ) from error
    except OSError as error:
        raise _unwritable(path, error) from error


@contextmanager
def kept_from_others(path: Path, name: str) -> Iterator[None]:
    """Nobody opens the file of the workspace called `name` during the block; a damaged or missing one nobody can.

    Raises WorkspaceBusyError when somebody has it open, this process included.
    """
    try:
        connection = duckdb.connect(str(path), read_only=True, config={**OFFLINE, "enable_external_access": False})
    except duckdb.Error as error:
        if isinstance(error, duckdb.ConnectionException) or isinstance(_refused(path, error), WorkspaceBusyError):
            raise WorkspaceBusyError(
                f'"{name}" is open, perhaps in another window or program: close it there first.'
            ) from error
        yield
        return
    try:
        yield
    finally:
        connection.close()


def _database(path: Path | None, spool: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    try:
        own_folder(spool)
    except OSError as error:
        raise _unwritable(path or spool, error) from error
    config: dict[str, Any] = {**limits.config(), **OFFLINE, "temp_directory": str(spool / "spill")}
    try:
        connection = duckdb.connect(str(path) if path else ":memory:", config=config)
    except duckdb.Error as error:
        raise _refused(path or spool, error) from error
    _lock_down(connection, spool)
    return connection


def _refused(path: Path, error: duckdb.Error) -> Exception:
    """Why the database does not open a file, in words."""
    text = str(error).lower()
    if "lock" in text and "block" not in text:
        return WorkspaceBusyError(
            f"{path.name} is open in another Touchpath process. Close that one, or add the file from its own pages."
        )
    if any(sign in text for sign in _FORBIDDEN):
        return _unwritable(path, error)
    if "no space" in text or "cannot allocate" in text or "file too large" in text:
        return StorageError(FULL)
    if "newer version of duckdb" in text:
        return CannotOpenError(f"{path.name} was written by a newer DuckDB: update Touchpath to open it.")
    return DamagedWorkspaceError(
        f"{path.name} cannot be read: it is damaged, or no workspace. Restore a backup of it."
    )


def _unwritable(path: Path, error: Exception) -> CannotOpenError | StorageError:
    if is_no_room(error):
        return StorageError(FULL)
    return CannotOpenError(
        f"{path.name} cannot be opened: it, or its folder {path.parent.name}, may not be written to. Allow that, or "
        "copy the folder to a place where it is allowed."
    )


def _lock_down(connection: duckdb.DuckDBPyConnection, spool: Path) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_directories = $folders", {"folders": [str(spool)]})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
