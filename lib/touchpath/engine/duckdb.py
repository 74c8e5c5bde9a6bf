"""The only door to DuckDB.

One instance per workspace file and a cursor per query: a connection shared by threads would raise, or hand one
thread the rows of another. Once open the instance is locked down: no file outside the spool folder, no network,
no extension, no further change of settings.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.engine import orders
from touchpath.engine.base import Parameters, UnreadableTextError
from touchpath.engine.columns import to_arrays
from touchpath.engine.gate import Gate
from touchpath.engine.limits import Limits
from touchpath.engine.rewriting import discard_part, rewrite
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries import catalog
from touchpath.queries.clauses import Clause

NOTHING: Mapping[str, Any] = MappingProxyType({})
_ROWS_AT_A_TIME = 100_000
_SCHEMA = Path(__file__).with_name("schema.sql")


class WorkspaceBusyError(RuntimeError):
    """The workspace file is open in another process."""


class StorageError(OSError):
    """A change could not be written; nothing of it was kept."""


class _Reader:
    """Answers questions over one DuckDB connection."""

    @property
    def calendar(self) -> Calendar:
        """Zone, week start and the ends of the data."""
        raise NotImplementedError

    def frame(
        self,
        question: str,
        parameters: Parameters = NOTHING,
        filters: Filters = NO_FILTERS,
        extra: Sequence[Clause] = (),
    ) -> pd.DataFrame:
        """See Reader."""
        with self._answer(question, parameters, filters, extra) as result:
            frame: pd.DataFrame = result.fetch_df()
            return frame

    def arrays(
        self,
        question: str,
        parameters: Parameters = NOTHING,
        filters: Filters = NO_FILTERS,
        extra: Sequence[Clause] = (),
    ) -> dict[str, np.ma.MaskedArray[Any, Any] | NDArray[Any]]:
        """See Reader."""
        composed = self._composed(question, filters, extra)
        with self._cursor() as cursor:
            rows = cursor.sql(composed.sql, params=composed.parameters(dict(parameters))).to_arrow_table()
            return to_arrays(rows)

    def batches(
        self, question: str, parameters: Parameters = NOTHING, filters: Filters = NO_FILTERS
    ) -> Iterator[pd.DataFrame]:
        """See FileEngine."""
        composed = self._composed(question, filters)
        with self._cursor() as cursor:
            result = cursor.sql(composed.sql, params=composed.parameters(dict(parameters)))
            pieces: Any = result.to_arrow_reader(_ROWS_AT_A_TIME)
            for piece in pieces:
                yield piece.to_pandas()

    @contextmanager
    def _answer(
        self, question: str, parameters: Parameters, filters: Filters, extra: Sequence[Clause]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        composed = self._composed(question, filters, extra)
        with self._cursor() as cursor:
            yield cursor.execute(composed.sql, composed.parameters(dict(parameters)))

    def _composed(self, question: str, filters: Filters, extra: Sequence[Clause] = ()) -> catalog.Question:
        """The question with its filters; the calendar is only read (a query of its own) where filters need it."""
        calendar = self.calendar if catalog.reads_filtered(question) else Calendar()
        return catalog.compose(question, filters, calendar, extra)

    def _cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        raise NotImplementedError


class DuckDBWriter(_Reader):
    """A transaction on a cursor of its own: its questions see its own changes; its temporary tables end with it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._own = cursor
        self._orders_stale = False

    @property
    def calendar(self) -> Calendar:
        """As this transaction sees it."""
        return _read_calendar(self._own)

    def run(self, statement: str, parameters: Parameters = NOTHING) -> int:
        """See Writer."""
        composed = catalog.compose(statement, NO_FILTERS, Calendar())
        self._orders_stale |= orders.concerns(statement)
        try:
            result = self._own.execute(composed.sql, composed.parameters(dict(parameters))).fetchone()
        except duckdb.InvalidInputException as error:
            if "CSV" not in str(error):
                raise
            raise UnreadableTextError(str(error)) from error
        return int(result[0]) if result and isinstance(result[0], int) else 0

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """See Writer."""
        self._own.register(table, rows)

    def gather_orders(self, *, anew: bool = False) -> None:
        """Gather the rows that share an order where events changed since, or `anew`; done before every commit."""
        if self._orders_stale or anew:
            self._orders_stale = False
            orders.gather(self._own)

    def interrupt(self) -> None:
        """Stop the running statement, from another thread; the transaction then rolls back."""
        self._own.interrupt()

    def _composed(self, question: str, filters: Filters, extra: Sequence[Clause] = ()) -> catalog.Question:
        if catalog.reads_filtered(question):
            self.gather_orders()
        return super()._composed(question, filters, extra)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        yield self._own


class DuckDBEngine(_Reader):
    """An open workspace file (or memory), shared by every viewer of the workspace."""

    def __init__(self, path: Path | None, spool: Path, limits: Limits | None = None) -> None:
        """Open or create the file at `path` (None: in memory) and lock the instance down.

        Raises WorkspaceBusyError when another process has the file open.
        """
        self._path, self._spool, self._limits = path, spool, limits or Limits()
        self._connection = _connect(path, spool, self._limits)
        if path:
            discard_part(path)
        self._gate = Gate()
        self._writing = threading.Lock()
        self._version = 1
        self._calendar: tuple[int, Calendar] | None = None

    @property
    def version(self) -> int:
        """See Engine."""
        return self._version

    @property
    def calendar(self) -> Calendar:
        """See Engine."""
        version = self._version
        if self._calendar is None or self._calendar[0] != version:
            with self._cursor() as cursor:
                self._calendar = (version, _read_calendar(cursor))
        return self._calendar[1]

    def sql(self, question: str, filters: Filters = NO_FILTERS) -> str:
        """See Engine."""
        return catalog.compose(question, filters, self.calendar).sql

    @contextmanager
    def transaction(self) -> Iterator[DuckDBWriter]:
        """See Engine."""
        with self._writing:
            try:
                with self._cursor() as cursor:
                    yield from _committed(cursor)
            except (duckdb.IOException, duckdb.FatalException) as error:
                self._open_again()
                raise StorageError("The disk is full, or the workspace file cannot be written.") from error
            self._version += 1

    def _open_again(self) -> None:
        """After a failed write the database answers nothing more until it is opened anew."""
        if self._path:
            with self._gate.alone():
                self._connection.close()
                self._connection = _connect(self._path, self._spool, self._limits)

    def close(self) -> None:
        """See Engine."""
        self._connection.close()

    def rewrite(self) -> None:
        """See FileEngine."""
        with self._closed_file() as path:
            if path:
                try:
                    rewrite(path)
                except (duckdb.Error, OSError) as error:
                    discard_part(path)
                    raise StorageError("The disk is full, or the workspace file cannot be written.") from error

    def copy_to(self, target: Path) -> None:
        """See FileEngine."""
        with self._closed_file() as path:
            if path is None:
                raise ValueError("A workspace in memory has no file to copy.")
            shutil.copyfile(path, target)

    @contextmanager
    def _closed_file(self) -> Iterator[Path | None]:
        """The file, closed and complete, while readers and writers wait; opened again whatever happens."""
        with self._writing, self._gate.alone():
            if self._path is None:
                yield None
                return
            self._connection.close()
            try:
                yield self._path
            finally:
                self._connection = _connect(self._path, self._spool, self._limits)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._gate.passing():
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()


def _committed(cursor: duckdb.DuckDBPyConnection) -> Iterator[DuckDBWriter]:
    """A writer whose work is kept when the block ends well, else undone."""
    cursor.begin()
    try:
        writer = DuckDBWriter(cursor)
        yield writer
        writer.gather_orders()
    except BaseException:
        with suppress(duckdb.Error):  # after a failed write there is nothing left to roll back
            cursor.rollback()
        raise
    try:
        cursor.commit()
    except duckdb.TransactionException as error:  # so the database tells that the disk refused the commit
        raise duckdb.IOException(str(error)) from error


def _connect(path: Path | None, spool: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    spool.mkdir(parents=True, exist_ok=True)
    config: dict[str, Any] = {**limits.config(), "temp_directory": str(spool / "spill")}
    try:
        connection = duckdb.connect(str(path) if path else ":memory:", config=config)
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise WorkspaceBusyError(
            f"{path.name if path else 'The workspace'} is open in another Touchpath process. "
            "Close that one, or add the file from its own pages."
        ) from error
    connection.execute(_SCHEMA.read_text(encoding="utf-8"))
    orders.gather_once(connection)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET allowed_directories = $folders", {"folders": [str(spool)]})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _read_calendar(cursor: duckdb.DuckDBPyConnection) -> Calendar:
    row = cursor.execute(catalog.text("ask/calendar")).fetchone()
    assert row is not None
    zone, week_start, *rest = row
    return Calendar(zone or "UTC", week_start or "monday", *rest)
