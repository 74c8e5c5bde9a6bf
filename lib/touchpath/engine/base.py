"""The contract between the questions and whatever database answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries.clauses import Clause

Parameters = Mapping[str, Any]
Array = NDArray[Any]


class UnreadableTextError(RuntimeError):
    """The database cannot split the text of a file into rows and columns; our own reader can."""


class Reader(Protocol):
    """Answers questions of the catalog; safe to share between threads."""

    def frame(
        self,
        question: str,
        parameters: Parameters = ...,
        filters: Filters = NO_FILTERS,
        extra: Sequence[Clause] = (),
    ) -> pd.DataFrame:
        """The rows of `lib/touchpath/queries/<question>.sql` as a frame; missing text is NaN, as pandas has it."""
        ...

    def arrays(
        self,
        question: str,
        parameters: Parameters = ...,
        filters: Filters = NO_FILTERS,
        extra: Sequence[Clause] = (),
    ) -> dict[str, np.ma.MaskedArray[Any, Any] | Array]:
        """The columns of the question as arrays; a column with missing values is a masked array."""
        ...


class Writer(Reader, Protocol):
    """One transaction: everything run through it is kept together or not at all. Used by one thread."""

    @property
    def calendar(self) -> Calendar:
        """Zone, week start and the ends of the data, as this transaction sees them."""
        ...

    def run(self, statement: str, parameters: Parameters = ...) -> int:
        """Run `lib/touchpath/queries/<statement>.sql` (INSERT, UPDATE, DELETE, temporary tables); rows changed."""
        ...

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """Make `rows` readable as `table` (a name of ours) until the transaction ends."""
        ...

    def interrupt(self) -> None:
        """Stop the running statement, from another thread; the transaction then rolls back."""
        ...


class Engine(Reader, Protocol):
    """An open workspace file, shared by every viewer of the workspace."""

    @property
    def version(self) -> int:
        """Grows with every committed transaction; part of every cache key."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Zone, week start and the ends of the data, as of `version`."""
        ...

    def sql(self, question: str, filters: Filters = NO_FILTERS) -> str:
        """The text that answers the question, to be shown beside its figures."""
        ...

    def transaction(self) -> AbstractContextManager[Writer]:
        """A write transaction; transactions queue, readers go on. An exception rolls everything back."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class FileEngine(Engine, Protocol):
    """An engine that also knows the file below it."""

    def batches(
        self, question: str, parameters: Parameters = ..., filters: Filters = NO_FILTERS
    ) -> Iterator[pd.DataFrame]:
        """The rows of the question in pieces, for results of any size; it stays open until the last piece."""
        ...

    def rewrite(self) -> None:
        """Write the file anew, so that nothing deleted is left in its bytes; readers and writers wait meanwhile.

        Raises an OSError when the disk is full: the file is then as it was.
        """
        ...

    def copy_to(self, target: Path) -> None:
        """Copy the file as of the last commit; readers and writers wait. Raises ValueError for one in memory."""
        ...
