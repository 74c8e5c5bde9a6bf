"""The tables of a file with what their columns mean, once nothing about them is in doubt: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from touchpath.engine.base import Reader
from touchpath.ingest.columns import check
from touchpath.ingest.guess.doubt import Doubt
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.question_words import question_words
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceTable
from touchpath.ingest.wishes import Wishes

Settled = tuple[tuple[SourceTable, Mapping], ...]


def settled(tables: Sequence[SourceTable], engine: Reader, wishes: Callable[[SourceTable], Wishes]) -> Settled:
    """Each table that has rows with the mapping it is imported by: as wished, the rest as guessed.

    Raises ImportRefused with every question that is open as `questions`, or where a mapping does not fit its table.
    """
    held = [table for table in tables if table.rows or table.rows_sampled] or tables[:1]
    guesses = [(table, wishes(table).guess(table, engine)) for table in held]
    doubts = [_named(doubt, table, held) for table, guessed in guesses for doubt in guessed.doubts]
    if doubts:
        said = question_words(doubts[0])
        raise ImportRefused(said, file=held[0].file.name, remedy=_remedy(doubts), questions=tuple(doubts))
    for table, guessed in guesses:
        check(table, guessed.mapping)
    return tuple((table, guessed.mapping) for table, guessed in guesses)


def _named(doubt: Doubt, table: SourceTable, tables: Sequence[SourceTable]) -> Doubt:
    """The question with the name of its table, where there are several."""
    return replace(doubt, table=table.name) if len(tables) > 1 else doubt


def _remedy(doubts: Sequence[Doubt]) -> str:
    more = f" ({len(doubts) - 1} more after it)" if len(doubts) > 1 else ""
    return f'Nothing was imported: answer the question{more} for "{doubts[0].role}".'
