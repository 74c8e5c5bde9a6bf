"""What an import would do, without doing it: typed rows and the counts as one sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from touchpath.engine.base import Store, Writer
from touchpath.ingest.columns import check
from touchpath.ingest.load.kinds import LOADERS
from touchpath.ingest.load.staging import stage, with_clean_copy
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.outcome import TableOutcome, outcome_of
from touchpath.ingest.outcome_words import outcome_sentence, outcome_warnings
from touchpath.ingest.report import Reason, outcome, rows_aside
from touchpath.ingest.source import RowsSetAside, SourceTable
from touchpath.ingest.table_warnings import table_warnings

ROWS_SHOWN = 50


@dataclass(frozen=True)
class Preview:
    """The first rows as they would be stored, and how many of all rows would be accepted or rejected and why.

    `rows_read` counts the rows of the whole file; `aside` says which are none of the table.
    `comes_to` are the figures of the accepted rows, `warnings` what looks wrong about them, a sentence each.

    Duplicates are only found by importing; the counts here are before looking for them.
    """

    rows: pd.DataFrame
    rows_read: int
    accepted: int
    rejected: int
    reasons: tuple[Reason, ...]
    comes_to: TableOutcome
    warnings: tuple[str, ...] = ()
    aside: tuple[RowsSetAside, ...] = ()

    @property
    def comes_out(self) -> str:
        """For example "16 people, 480 events, most common: viewed product; first 3 Mar 2025, last 28 Apr 2025"."""
        return outcome_sentence(self.comes_to)

    @property
    def sentence(self) -> str:
        """For example "31,106 rows: 31,100 will be imported, 6 rejected: no time"."""
        return outcome(self.rows_read, self.accepted, self.rejected, 0, self.reasons, "will be imported", self.aside)


class _Looked(Exception):  # noqa: N818 - not an error: ends the transaction without keeping anything
    """Carries what was seen out of a transaction that is rolled back."""

    def __init__(self, seen: Preview) -> None:
        self.seen = seen


def preview(engine: Store, table: SourceTable, mapping: Mapping, rows: int = ROWS_SHOWN) -> Preview:
    """Read the whole file with this mapping and tell what would happen; nothing is kept.

    Raises ImportRefused when the mapping does not fit the table.
    """
    check(table, mapping)
    return with_clean_copy(table, lambda readable: _looked_at(engine, readable, mapping, rows))


def _looked_at(engine: Store, table: SourceTable, mapping: Mapping, rows: int) -> Preview:
    try:
        with engine.transaction() as writer:
            raise _Looked(_seen(writer, table, mapping, rows))
    except _Looked as looked:
        return looked.seen


def _seen(writer: Writer, table: SourceTable, mapping: Mapping, rows: int) -> Preview:
    loader = LOADERS[mapping.kind]
    staged = stage(writer, table, loader.staging(table, mapping))
    shown = loader.shown(writer, table, mapping, rows)
    comes_to = outcome_of(writer, mapping)
    return Preview(
        shown,
        staged.rows_read + rows_aside(table.aside),
        staged.taken,
        staged.rejected,
        staged.reasons,
        comes_to,
        (*table_warnings(table, mapping), *outcome_warnings(comes_to, mapping)),
        table.aside,
    )
