"""The beginning and the end of one thing, such as a call, a chat or a ride: not two things that happened."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import CLOCK, END, START
from touchpath.ingest.guess.traits import ColumnTraits, cells_of
from touchpath.ingest.source import SourceTable

_DAY = 10
"""So many signs of a time write its day."""
_NEARLY_ALL = 0.9
_FINE = ("minute", "second")


def is_span(table: SourceTable, begin: ColumnTraits, end: ColumnTraits) -> bool:
    """Whether two times are called beginning and end, and nearly all rows have both on one day."""
    first, last = set(begin.words), set(end.words)
    called = first & START and first <= START | CLOCK and last & END and last <= END | CLOCK
    if not called or begin.grain not in _FINE or end.grain not in _FINE:
        return False
    rows = [
        pair for pair in zip(cells_of(table, begin.column), cells_of(table, end.column), strict=True) if all(pair)
    ]
    same = sum((one or "")[:_DAY] == (other or "")[:_DAY] for one, other in rows)
    return bool(rows) and same >= _NEARLY_ALL * len(rows)
