"""Questions and statements over one DuckDB connection: what the open workspace and its transactions share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.engine import orders
from touchpath.engine.base import DamagedWorkspaceError, Parameters, StorageError, UnreadableTextError
from touchpath.engine.columns import to_arrays
from touchpath.engine.full_disk import FULL
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries import catalog
from touchpath.queries.clauses import Clause
from touchpath.queries.tables import KeptTable

NOTHING: Mapping[str, Any] = MappingProxyType({})
_ROWS_AT_A_TIME = 100_000
_UNREADABLE = ("could not read", "checksum", "corrupt", "unexpected end")


class DuckDBReader:
    """Answers questions over cursors that `_cursor` hands out."""

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
        composed = self._composed(question, filters, extra)
        with self._asking() as cursor:
            frame: pd.DataFrame = cursor.execute(composed.sql, composed.parameters(dict(parameters))).fetch_df()
            return frame

    def frame_over(self, table: KeptTable, question: str, parameters: Parameters = NOTHING) -> pd.DataFrame:
        """See Reader."""
        composed = catalog.compose_over(question, table)
        with self._asking() as cursor:
            frame: pd.DataFrame = cursor.execute(composed.sql, composed.needed(parameters)).fetch_df()
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
        with self._asking() as cursor:
            rows = cursor.sql(composed.sql, params=composed.parameters(dict(parameters))).to_arrow_table()
            return to_arrays(rows)

    def batches(
        self, question: str, parameters: Parameters = NOTHING, filters: Filters = NO_FILTERS
    ) -> Iterator[pd.DataFrame]:
        """See Reader."""
        composed = self._composed(question, filters)
        with self._asking() as cursor:
            result = cursor.sql(composed.sql, params=composed.parameters(dict(parameters)))
            pieces: Any = result.to_arrow_reader(_ROWS_AT_A_TIME)
            for piece in pieces:
                yield piece.to_pandas()

    def sql(self, question: str, filters: Filters = NO_FILTERS) -> str:
        """See Reader."""
        return self._composed(question, filters).sql

    def _composed(self, question: str, filters: Filters, extra: Sequence[Clause] = ()) -> catalog.ComposedQuery:
        """The question with its filters; the calendar is only read (a query of its own) where filters need it."""
        calendar = self.calendar if catalog.reads_filtered(question) else Calendar()
        return catalog.compose(question, filters, calendar, extra)

    @contextmanager
    def _asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor to read with; a file that cannot be read, or a disk that is full, says so."""
        try:
            with self._cursor() as cursor:
                yield cursor
        except duckdb.Error as error:
            if said := failure_of_reading(error):
                raise said from error
            raise

    def _cursor(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        raise NotImplementedError


class DuckDBWriter(DuckDBReader):
    """A transaction on a cursor of its own: its questions see its own changes; its temporary tables end with it."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, version: int) -> None:
        self._own = cursor
        self._orders_stale = False
        self.version = version

    @property
    def calendar(self) -> Calendar:
        """As this transaction sees it."""
        return read_calendar(self._own)

    def run(self, statement: str, parameters: Parameters = NOTHING) -> int:
        """See Writer."""
        composed = catalog.compose(statement, NO_FILTERS, Calendar())
        self._orders_stale |= orders.concerns(catalog.written_to(statement))
        return self._run(composed.sql, composed.parameters(dict(parameters)))

    def run_over(self, table: KeptTable, statement: str, parameters: Parameters = NOTHING) -> int:
        """See Writer."""
        composed = catalog.compose_over(statement, table)
        self._orders_stale |= orders.concerns(table.name)
        return self._run(composed.sql, composed.needed(parameters))

    def _run(self, sql: str, parameters: dict[str, Any]) -> int:
        try:
            result = self._own.execute(sql, parameters).fetchone()
        except duckdb.InvalidInputException as error:
            if "CSV" not in str(error):
                raise
            raise UnreadableTextError(str(error)) from error
        return int(result[0]) if result and isinstance(result[0], int) else 0

    @contextmanager
    def transaction(self) -> Iterator[DuckDBWriter]:
        """See Changing: this transaction itself."""
        yield self

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

    def _composed(self, question: str, filters: Filters, extra: Sequence[Clause] = ()) -> catalog.ComposedQuery:
        if catalog.reads_filtered(question):
            self.gather_orders()
        return super()._composed(question, filters, extra)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        yield self._own


def failure_of_reading(error: duckdb.Error) -> Exception | None:
    """What a failed question means for a reader: a damaged file, or a full disk; None: something else."""
    text = str(error).lower()
    if any(sign in text for sign in _UNREADABLE):
        return DamagedWorkspaceError(
            "The workspace file is damaged: a part of it cannot be read. Restore a backup of it, or add the files "
            "to a new workspace."
        )
    return StorageError(FULL) if isinstance(error, duckdb.IOException) else None


def failure_of_writing(error: Exception) -> Exception:
    """What a failed write means: a full disk, unless the file could not be read."""
    if isinstance(error, duckdb.Error):
        return failure_of_reading(error) or StorageError(FULL)
    return error


def read_calendar(cursor: duckdb.DuckDBPyConnection) -> Calendar:
    """The calendar of the workspace as the cursor sees it."""
    row = cursor.execute(catalog.text("ask/calendar")).fetchone()
    assert row is not None
    zone, week_start, *rest = row
    return Calendar(zone or "UTC", week_start or "monday", *rest)
