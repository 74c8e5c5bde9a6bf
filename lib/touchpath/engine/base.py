"""The contract between the questions and whatever database answers them, and what goes wrong at that door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries.clauses import Clause
from touchpath.queries.tables import KeptTable

Parameters = Mapping[str, Any]
Array = NDArray[Any]
Found = TypeVar("Found")


class CannotOpenError(RuntimeError):
    """A workspace cannot be opened, or no longer be used; its sentence says why, and what to do."""


class WorkspaceBusyError(CannotOpenError):
    """The workspace file is open in another process."""


class NewerWorkspaceError(CannotOpenError):
    """The workspace file was made by a newer Touchpath than this one."""


class MissingWorkspaceError(CannotOpenError):
    """The workspace file is not there (any more)."""


class DamagedWorkspaceError(CannotOpenError):
    """The file is no workspace: cut off, of another program, or with tables that are not as they should be."""


class StorageError(OSError):
    """A change could not be written; nothing of it was kept."""


class UnreadableTextError(RuntimeError):
    """The database cannot split the text of a file into rows and columns; our own reader can."""


class Reader(Protocol):
    """Answers questions of the catalog; safe to share between threads."""

    @property
    def version(self) -> int:
        """Grows with every committed transaction; part of every cache key."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Zone, week start and the ends of the data, as of `version`."""
        ...

    def frame(
        self,
        question: str,
        parameters: Parameters = ...,
        filters: Filters = NO_FILTERS,
        extra: Sequence[Clause] = (),
    ) -> pd.DataFrame:
        """The rows of `lib/touchpath/queries/<question>.sql` as a frame; missing text is NaN, as pandas has it."""
        ...

    def frame_over(self, table: KeptTable, question: str, parameters: Parameters = ...) -> pd.DataFrame:
        """The rows of a question that is written for many tables, over one of the register; see queries/every.py.

        Parameters the table has no use for are left out.
        """
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

    def batches(
        self, question: str, parameters: Parameters = ..., filters: Filters = NO_FILTERS
    ) -> Iterator[pd.DataFrame]:
        """The rows of the question in pieces, for results of any size; it stays open until the last piece."""
        ...

    def sql(self, question: str, filters: Filters = NO_FILTERS) -> str:
        """The text that answers the question, to be shown beside its figures."""
        ...


class Changing(Reader, Protocol):
    """Answers, and takes changes: an open workspace, or a transaction that is under way already."""

    def transaction(self) -> AbstractContextManager[Writer]:
        """A write transaction; transactions queue, readers go on. An exception rolls everything back.

        Raises StorageError when the disk is full, MissingWorkspaceError when the file is gone. Asked of a
        transaction it is the transaction itself: what is done then is kept or undone with the rest.
        """
        ...


class Writer(Changing, Protocol):
    """One transaction: everything run through it is kept together or not at all. Used by one thread.

    What it reads, its calendar included, is as the transaction sees it; its version is the one it will make.
    """

    def run(self, statement: str, parameters: Parameters = ...) -> int:
        """Run `lib/touchpath/queries/<statement>.sql` (INSERT, UPDATE, DELETE, temporary tables); rows changed."""
        ...

    def run_over(self, table: KeptTable, statement: str, parameters: Parameters = ...) -> int:
        """Run a statement that is written for many tables over one of the register; rows changed.

        Parameters the table has no use for are left out.
        """
        ...

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """Make `rows` readable as `table` (a name of ours) until the transaction ends."""
        ...

    def interrupt(self) -> None:
        """Stop the running statement, from another thread; the transaction then rolls back."""
        ...


class Store(Changing, Protocol):
    """An open workspace, shared by every viewer: it answers, takes changes, and looks after its file."""

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is under way."""
        ...

    def rewrite(self) -> None:
        """Write the file anew, so that nothing deleted is left in its bytes; readers and writers wait meanwhile.

        Raises StorageError when the disk is full: the file is then as it was.
        """
        ...

    def copy_to(self, target: Path) -> None:
        """Copy the file as of the last commit; readers and writers wait. Raises ValueError for one in memory."""
        ...

    def steady(self, work: Callable[[], Found]) -> Found:
        """The outcome of work that only reads, all of one version: run again when the data changed meanwhile."""
        ...

    def close(self) -> None:
        """Let go of the file. Whoever is asking or writing is stopped: CannotOpenError, and nothing is kept."""
        ...
