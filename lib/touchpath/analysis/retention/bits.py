"""Who was there in which bucket, one bit per person: a cell of the matrix is an AND of two rows and a count of bits.

Ten million events of half a million people fill 3 MB for a year of weeks, so the rows stay in memory between
questions and any column, mode and group is counted from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Buckets
from touchpath.analysis.log.reading import ReadEvents, step_clauses
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.queries.clauses import Clause

Ints = NDArray[np.int64]
BitWords = NDArray[np.uint64]

_MOST_CELLS = 1 << 29
_WORD = 64


@dataclass(frozen=True)
class Space:
    """The people that bits stand for: keys from `low` on, `people` of them (a multiple of 64)."""

    low: int
    people: int
    nbytes: int = 0

    def holds(self, buckets: int) -> bool:
        """Whether tables of so many buckets stay within bounds."""
        return self.people * buckets <= _MOST_CELLS


@dataclass(frozen=True, eq=False)
class Bits:
    """`words` (buckets, people / 64): bit of a person set where they were there in the bucket."""

    words: BitWords

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.words.nbytes


def people_space(engine: Reader) -> Space:
    """The space of all people with events."""
    return arrays_of(engine).get(engine.version, "retention people", lambda: _read_space(engine))


def _read_space(engine: Reader) -> Space:
    row: Any = engine.frame("ask/retention/people_range").iloc[0]
    low = int(row.low)
    return Space(low, -(-(int(row.high) - low + 1) // _WORD) * _WORD)


def read_bits(
    engine: Reader, step: Step, filters: Filters, extra: Sequence[Clause], buckets: Buckets, space: Space
) -> Bits:
    """Who did the step in which bucket; kept in memory for the next question on the same events and buckets.

    No event may lie before the first bucket or after the last.
    """
    named = tuple(sorted((clause.expression.sql(), repr(clause.parameters)) for clause in extra))
    key = ("retention bits", step, filters, named, buckets.edges.tobytes())
    return arrays_of(engine).get(engine.version, key, lambda: _read(engine, step, filters, extra, buckets, space))


def _read(
    engine: Reader, step: Step, filters: Filters, extra: Sequence[Clause], buckets: Buckets, space: Space
) -> Bits:
    clauses = [*step_clauses(engine, step, filters), *extra]
    width = buckets.width
    if width is None:
        rows = engine.arrays("ask/retention/moments", {}, filters, clauses)
        return bits_of(np.asarray(rows["person"]), buckets.of(np.asarray(rows["moment"])), len(buckets), space)
    grid = {"origin": int(buckets.edges[0]), "width": width, "people": space.people, "low": space.low}
    return _packed(
        np.asarray(engine.arrays("ask/retention/cells", grid, filters, clauses)["cell"]), len(buckets), space
    )


def bits_of(person: NDArray[Any], bucket: Ints, buckets: int, space: Space) -> Bits:
    """Bits of events in any order."""
    return _packed(bucket * space.people + (person - space.low), buckets, space)


def mask_of(person: NDArray[Any], space: Space) -> BitWords:
    """One row of bits: these people."""
    return np.asarray(bits_of(person, np.zeros(len(person), dtype=np.int64), 1, space).words[0])


def events_bits(events: ReadEvents, buckets: Buckets, space: Space) -> Bits:
    """Bits of events that were read already."""
    return bits_of(events.person, buckets.of(events.moment), len(buckets), space)


def _packed(cells: NDArray[Any], buckets: int, space: Space) -> Bits:
    table = np.zeros(buckets * space.people, dtype=np.bool_)
    table[cells] = True
    return Bits(np.packbits(table.reshape(buckets, space.people), axis=1).view(np.uint64))


def count(words: BitWords) -> Ints:
    """How many people each row holds."""
    return np.asarray(np.bitwise_count(words).sum(axis=-1, dtype=np.int64))


def anybody(words: BitWords) -> BitWords:
    """One row: the people of any of the rows."""
    return np.asarray(np.bitwise_or.reduce(words, axis=0))


def first_rows(words: BitWords) -> BitWords:
    """Only the first row of each person."""
    seen = np.bitwise_or.accumulate(words, axis=0)
    first = words.copy()
    first[1:] &= ~seen[:-1]
    return first


def count_columns(target: BitWords, back: BitWords, spans: Sequence[tuple[int, int]], *, later: bool) -> Ints:
    """People of each (cohort, column): in the cohort's row of `target`, and in `back` in the column's buckets.

    Bucket 0 of `back` is that of the first cohort. A span (a, b) holds the buckets from a to b after the cohort's;
    with `later` all from a on.
    """
    cohorts = len(target)
    found = np.zeros((cohorts, len(spans)), dtype=np.int64)
    after = np.bitwise_or.accumulate(back[::-1], axis=0)[::-1] if later else back
    for k, (first, last) in enumerate(spans):
        wide = after if later else _within(back, last - first + 1)
        reach = min(cohorts, len(back) - first)
        if reach > 0:
            found[:reach, k] = count(target[:reach] & wide[first : first + reach])
    return found


def _within(rows: BitWords, width: int) -> BitWords:
    """For each bucket: who was there in it or the `width` - 1 after."""
    if width == 1:
        return rows
    wide = rows.copy()
    for step in range(1, min(width, len(rows))):
        wide[:-step] |= rows[step:]
    return wide
