"""Counts who came back when: pure functions over arrays of people and buckets, in blocks of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.reading import People

Ints = NDArray[np.int64]
Spans = tuple[tuple[int, int], ...]

_MOST_CELLS = 1 << 24
_MOST_MARKS = 1 << 28
_MOST_BUCKETS = 600
_CHUNK = 1 << 20


@dataclass(frozen=True, eq=False)
class CohortEntries:
    """People in cohorts, one row per (person, cohort).

    `person` keys; `code` says which line of the result the entry counts in; `bucket` is where its column 0 lies in
    the person's buckets; `ripe` is how many of the buckets from there on end before the end of the data.
    """

    person: People
    code: Ints
    bucket: Ints
    ripe: Ints

    def take(self, at: Any) -> CohortEntries:
        """Some of the entries (a slice, mask or order)."""
        return CohortEntries(self.person[at], self.code[at], self.bucket[at], self.ripe[at])


@dataclass(frozen=True, eq=False)
class Returns:
    """Return events: `person` keys, the `bucket` each lies in (of `buckets`), and what it was `worth` (optional)."""

    person: People
    bucket: Ints
    buckets: int
    worth: NDArray[np.float64] | None = None

    def take(self, at: Any) -> Returns:
        """Some of the return events (a slice, mask or order)."""
        worth = None if self.worth is None else self.worth[at]
        return Returns(self.person[at], self.bucket[at], self.buckets, worth)


@dataclass(frozen=True, eq=False)
class CohortCounts:
    """Tables of (lines, columns without column 0): who came back, who is mature, who of the mature came back.

    `value` is (lines, columns with column 0), or None where no values were given.
    """

    people: Ints
    mature: Ints
    mature_people: Ints
    value: NDArray[np.float64] | None


def count_windows(
    entries: CohortEntries,
    returns: Returns,
    spans: Spans,
    lines: int,
    *,
    min_occurrences: int = 1,
    later: bool = False,
) -> CohortCounts:
    """Count, for each line and column, the entries with enough return events in the buckets of the column.

    A column (a, b) holds the buckets from a to b after the entry's; with `later` all from a on.
    """
    tables = [np.zeros((lines, len(spans)), np.int64) for _ in range(3)]
    value = None if returns.worth is None else np.zeros((lines, len(spans) + 1))
    for first_person, some, back in _blocks(entries, returns):
        slot = some.person - first_person
        people = int(slot.max()) + 1
        sums = _cumulated(back, first_person, people, None)
        for k, (first, last) in enumerate(spans):
            seen = _between(sums, slot, some.bucket, first, None if later else last) >= min_occurrences
            ripe = some.ripe > (first if later else last)
            for table, kept in zip(tables, (seen, ripe, seen & ripe), strict=True):
                table[:, k] += np.bincount(some.code[kept], minlength=lines)
        if value is not None:
            sums = _cumulated(back, first_person, people, back.worth)
            for k, (first, last) in enumerate(((0, 0), *spans)):
                summed = _between(sums, slot, some.bucket, first, None if later and k else last)
                value[:, k] += np.bincount(some.code, weights=summed, minlength=lines)
    return CohortCounts(tables[0], tables[1], tables[2], value)


def _blocks(entries: CohortEntries, returns: Returns) -> Iterator[tuple[int, CohortEntries, Returns]]:
    """Split by people so that (people x buckets) stays within bounds; people without an entry are left out."""
    if not len(entries.person):
        return
    low, high = int(entries.person.min()), int(entries.person.max()) + 1
    returns = returns.take((returns.person >= low) & (returns.person < high))
    step = max(1, _MOST_CELLS // (returns.buckets + 1))
    if high - low <= step:
        yield low, entries, returns
        return
    entries = entries.take(np.argsort(entries.person, kind="stable"))
    returns = returns.take(np.argsort(returns.person, kind="stable"))
    starts = np.arange(low, high + step, step)
    ours, theirs = np.searchsorted(entries.person, starts), np.searchsorted(returns.person, starts)
    for i, start in enumerate(starts[:-1]):
        if ours[i] < ours[i + 1]:
            block = returns.take(slice(theirs[i], theirs[i + 1]))
            yield int(start), entries.take(slice(ours[i], ours[i + 1])), block


def _cumulated(returns: Returns, first_person: int, people: int, worth: NDArray[np.float64] | None) -> NDArray[Any]:
    """Events (or their worth) of each person before each bucket: (people, buckets + 1)."""
    width = returns.buckets + 1
    place = (returns.person - first_person).astype(np.int64) * width + returns.bucket + 1
    inside = (returns.bucket >= 0) & (returns.bucket < returns.buckets) & (place < people * width)
    weights = None if worth is None else worth[inside]
    table = np.bincount(place[inside], weights=weights, minlength=people * width).reshape(people, width)
    return table.cumsum(axis=1, out=table)


def _between(sums: NDArray[Any], slot: People, bucket: Ints, first: int, last: int | None) -> NDArray[Any]:
    """What lies in the buckets first to last after the entry's; to the end where `last` is None."""
    end = sums.shape[1] - 1
    upto = sums[slot, end] if last is None else sums[slot, np.minimum(bucket + last + 1, end)]
    return np.asarray(upto - sums[slot, np.minimum(bucket + first, end)])


def marks(person: People, bucket: Ints, low: int, people: int, buckets: int) -> NDArray[np.uint8]:
    """A table (people, buckets) of 1 where the person has an event in the bucket; other events are left out."""
    table = np.zeros(people * buckets, dtype=np.uint8)
    for start in range(0, len(person), _CHUNK):
        part = slice(start, start + _CHUNK)
        slot, place = person[part].astype(np.int64) - low, bucket[part]
        inside = (slot >= 0) & (slot < people) & (place >= 0) & (place < buckets)
        at = slot * buckets + place
        table[at if inside.all() else at[inside]] = 1
    return table.reshape(people, buckets)


def distinct(person: People, bucket: Ints, buckets: int) -> tuple[People, Ints]:
    """Each (person, bucket) once, sorted."""
    if not len(person):
        return person, bucket
    low, people = int(person.min()), int(person.max()) - int(person.min()) + 1
    if fits(people, buckets):
        cells = np.flatnonzero(marks(person, bucket, low, people, buckets))
    else:
        cells = np.unique((person.astype(np.int64) - low) * buckets + bucket)
    return cells // buckets + low, cells % buckets


def fits(people: int, buckets: int) -> bool:
    """Whether a table of marks stays within bounds."""
    return people * buckets <= _MOST_MARKS and buckets <= _MOST_BUCKETS
