"""The only door to DuckDB.

One instance per workspace file and a cursor per query: a connection shared by threads would raise, or hand one
thread the rows of another. Once open the instance is locked down (see opening.py).
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import duckdb

from touchpath.engine.answering import DuckDBReader, DuckDBWriter, failure_of_writing, read_calendar
from touchpath.engine.base import CannotOpenError, Found, MissingWorkspaceError, StorageError
from touchpath.engine.broken_log import log_of
from touchpath.engine.full_disk import FULL
from touchpath.engine.gate import ThreadGate
from touchpath.engine.limits import Limits
from touchpath.engine.opening import connect
from touchpath.engine.owner_only import own_file
from touchpath.engine.rewriting import discard_part, rewrite
from touchpath.journey.calendar import Calendar

_TRIES = 3
_PATIENCE = 2.0
_GONE = "This workspace was closed meanwhile: open it again."


class DuckDBStore(DuckDBReader):
    """An open workspace file (or memory), shared by every viewer of the workspace."""

    def __init__(self, path: Path | None, spool: Path, limits: Limits | None = None, *, create: bool = True) -> None:
        """Open the file at `path` (None: in memory), making it unless `create` is False.

        Raises CannotOpenError in all its kinds (busy, newer, missing, damaged) and StorageError.
        """
        self._path, self._spool, self._limits = path, spool, limits or Limits()
        self._connection = connect(path, spool, self._limits, create=create)
        if path:
            discard_part(path)
        self._gate = ThreadGate()
        self._writing = threading.Lock()
        self._version = 1
        self._settled = threading.RLock()
        self._reading = threading.local()
        self._changes = 0
        self._asked: set[duckdb.DuckDBPyConnection] = set()
        self._closed = False
        self._calendar: tuple[int, Calendar] | None = None

    @property
    def version(self) -> int:
        """See Reader."""
        return self._version

    @property
    def is_writing(self) -> bool:
        """See Store."""
        return self._writing.locked()

    @property
    def calendar(self) -> Calendar:
        """See Reader."""
        version = self._version
        if self._calendar is None or self._calendar[0] != version:
            with self._asking() as cursor:
                self._calendar = (version, read_calendar(cursor))
        return self._calendar[1]

    @contextmanager
    def transaction(self) -> Iterator[DuckDBWriter]:
        """See Store."""
        if getattr(self._reading, "only", False):  # it would wait for itself
            raise RuntimeError("Work that only reads does not write.")
        with self._writing:
            self._require_file()
            try:
                with self._cursor() as cursor:
                    yield from _committed(cursor, self._version + 1, self._committing)
            except (duckdb.IOException, duckdb.FatalException, StorageError) as error:
                self._open_again()
                raise failure_of_writing(error) from error
            if self._path:
                own_file(log_of(self._path))

    @contextmanager
    def _committing(self) -> Iterator[None]:
        """The moment the data change: counted before and after, so that whoever reads meanwhile can tell."""
        with self._settled:
            self._changes += 1
            try:
                yield
                self._version += 1
            finally:
                self._changes += 1

    def steady(self, work: Callable[[], Found]) -> Found:
        """See Store."""
        if getattr(self._reading, "only", False):  # inside other such work, which is run again as a whole
            return work()
        self._reading.only = True
        try:
            return self._steady(work)
        finally:
            self._reading.only = False

    def _steady(self, work: Callable[[], Found]) -> Found:
        for _ in range(_TRIES):
            with self._settled:
                before = self._changes
            try:
                found = work()
            except Exception:
                if self._changes == before:
                    raise
                continue
            if self._changes == before:
                return found
        with self._settled:
            return work()

    def close(self) -> None:
        """See Store."""
        self._closed = True
        if self._gate.is_inside:  # whoever is asking cannot wait for itself
            self._connection.close()
            return
        with self._gate.alone(_PATIENCE, self._interrupt):
            self._connection.close()

    def _interrupt(self) -> None:
        """Stop what is being asked and written."""
        for cursor in tuple(self._asked):
            with suppress(duckdb.Error):  # it has ended meanwhile
                cursor.interrupt()

    def rewrite(self) -> None:
        """See Store."""
        with self._closed_file() as path:
            if path:
                try:
                    rewrite(path)
                except (duckdb.Error, OSError) as error:
                    discard_part(path)
                    raise StorageError(FULL) from error

    def copy_to(self, target: Path) -> None:
        """See Store."""
        with self._closed_file() as path:
            if path is None:
                raise ValueError("A workspace in memory has no file to copy.")
            shutil.copyfile(path, target)
            own_file(target)

    @contextmanager
    def _closed_file(self) -> Iterator[Path | None]:
        """The file, closed and complete, while readers and writers wait; opened again whatever happens."""
        with self._writing, self._gate.alone():
            if self._path is None:
                yield None
                return
            self._require_file()
            self._connection.close()
            try:
                yield self._path
            finally:
                self._connection = connect(self._path, self._spool, self._limits, create=False)

    def _open_again(self) -> None:
        """After a failed write the database answers nothing more until it is opened anew."""
        if self._path:
            with self._gate.alone():
                self._connection.close()
                self._connection = connect(self._path, self._spool, self._limits, create=False)

    def _require_file(self) -> None:
        """What is written to a file that somebody removed would be lost when it is closed."""
        if self._path and not self._path.exists():
            raise MissingWorkspaceError(
                f"The file {self._path.name} is not there any more: nothing can be changed. What is still shown can "
                "be downloaded; put the file back, or restore a backup."
            )

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._gate.passing():
            if self._closed:
                raise CannotOpenError(_GONE)
            cursor = self._connection.cursor()
            self._asked.add(cursor)
            try:
                yield cursor
            except duckdb.InterruptException as error:
                raise CannotOpenError(_GONE) if self._closed else error from error
            finally:
                self._asked.discard(cursor)
                cursor.close()


def _committed(
    cursor: duckdb.DuckDBPyConnection, version: int, committing: Callable[[], AbstractContextManager[None]]
) -> Iterator[DuckDBWriter]:
    """A writer whose work is kept when the block ends well, else undone."""
    cursor.begin()
    try:
        writer = DuckDBWriter(cursor, version)
        yield writer
        writer.gather_orders()
    except BaseException:
        with suppress(duckdb.Error):  # after a failed write there is nothing left to roll back
            cursor.rollback()
        raise
    try:
        with committing():
            cursor.commit()
    except duckdb.TransactionException as error:  # so the database tells that the disk refused the commit
        raise duckdb.IOException(str(error)) from error
