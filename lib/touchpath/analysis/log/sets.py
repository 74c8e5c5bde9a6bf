"""The events that fit a step or an exclusion: one touchpoint or several, with conditions and filters."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import CodeSet, EventArrays, StoredEvents, block_of
from touchpath.analysis.log.columns import Coded, property_column
from touchpath.analysis.log.keys import Keys, Positions
from touchpath.analysis.matching.choice import first_of_each
from touchpath.journey.conditions import Where
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries.clauses import condition_clause

N = TypeVar("N", bound=np.integer)
_FEW = 24


@dataclass(frozen=True)
class EventPart:
    """The events of some codes, read as one, that fit: all of them (None), or those at ascending positions."""

    codes: CodeSet
    positions: Positions | None

    def of(self, column: NDArray[N]) -> NDArray[N]:
        """A column of the codes, for the events that fit."""
        return column if self.positions is None else column[self.positions]

    def size(self, stored: StoredEvents) -> int:
        """How many events fit."""
        return len(stored.keys) if self.positions is None else len(self.positions)

    def take(self, places: Positions) -> EventPart:
        """Those at some places among the events that fit."""
        return EventPart(self.codes, places if self.positions is None else self.positions[places])

    def among(self, other: EventPart) -> EventPart:
        """Those that fit the other part of the same codes, too."""
        if self.positions is None or other.positions is None:
            return other if self.positions is None else self
        return EventPart(self.codes, np.intersect1d(self.positions, other.positions, assume_unique=True))


def read_together(codes: Iterable[int]) -> list[CodeSet]:
    """Which touchpoint codes are read as one: each by itself, so that questions share them, or, if many, all."""
    ascending = tuple(sorted(codes))
    return [(code,) for code in ascending] if len(ascending) <= _FEW else [ascending]


class EventSet:
    """Events sorted by person, time and source, with what is known of each."""

    def __init__(self, arrays: EventArrays, parts: Sequence[EventPart], named: Hashable) -> None:
        self._arrays = arrays
        self._parts = parts
        self._named = named
        self._stored = [arrays.stored(part.codes) for part in parts]

    @classmethod
    def fitting(
        cls, arrays: EventArrays, touchpoints: tuple[str, ...] | None, where: tuple[Where, ...], filters: Filters
    ) -> EventSet:
        """The events of some touchpoints (None: all) that meet conditions and filters.

        Touchpoints the data do not have are left out.
        """
        together = read_together(arrays.codes(touchpoints))
        if not where and filters == NO_FILTERS:
            return cls(arrays, [EventPart(codes, None) for codes in together], None)
        clauses = [condition_clause(condition, f"part_{i}") for i, condition in enumerate(where)]
        named = (where, filters)
        parts = [EventPart(codes, arrays.filtered(codes, filters, clauses, named)) for codes in together]
        return cls(arrays, parts, named)

    def first_of_people(self) -> EventSet:
        """Only the first event of each person; ties by source."""
        people = self._arrays.space.owner(self.keys) + (np.repeat(*self._blocks) << self._arrays.space.people_bits)
        firsts = first_of_each(people)
        together = np.sort(firsts if len(self._parts) < 2 else self._order[firsts])
        starts = np.cumsum([0, *(part.size(stored) for part, stored in zip(self._parts, self._stored, strict=True))])
        parts = [
            part.take(together[slice(*np.searchsorted(together, ends))] - ends[0])
            for part, ends in zip(self._parts, pairwise(starts), strict=True)
        ]
        return EventSet(self._arrays, parts, (self._named, "first"))

    def among(self, others: EventSet) -> EventSet:
        """The events that are in another set of the same touchpoints, too."""
        parts = [part.among(other) for part, other in zip(self._parts, others._parts, strict=True)]
        return EventSet(self._arrays, parts, (self._named, others._named))

    @property
    def _blocks(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The numbers of the blocks of people, and how many events each has."""
        sizes = np.diff(self.bounds)
        return np.arange(len(sizes), dtype=np.int64), sizes

    @property
    def name(self) -> Hashable:
        """Stands for the events of the set, within one version of the data."""
        return (self.codes, self._named)

    @cached_property
    def codes(self) -> frozenset[int]:
        """The touchpoint codes it is made of."""
        return frozenset(code for part in self._parts for code in part.codes)

    @cached_property
    def sorted_keys(self) -> StoredEvents:
        """The keys alone, sorted without regard to what else is known of ties: cheaper than `keys` for many codes."""
        return self._arrays.everything(self.name, self._keys_and_bounds)

    def _keys_and_bounds(self) -> list[tuple[Keys, Positions]]:
        keys = [part.of(stored.keys) for part, stored in zip(self._parts, self._stored, strict=True)]
        return list(zip(keys, self._part_bounds, strict=True))

    @cached_property
    def bounds(self) -> Positions:
        """Where each block of people begins."""
        blocks = max((len(bounds) for bounds in self._part_bounds), default=1)
        padded = [np.pad(bounds, (0, blocks - len(bounds)), mode="edge") for bounds in self._part_bounds]
        return np.sum(padded, axis=0, dtype=np.int64) if padded else np.zeros(1, dtype=np.int64)

    @cached_property
    def keys(self) -> Keys:
        """The sorted keys, block after block."""
        if len(self._parts) == 1:
            return self._parts[0].of(self._stored[0].keys)
        return self._gathered([stored.keys for stored in self._stored])

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The identity of each event row."""
        return self._gathered([self._arrays.sources(part.codes) for part in self._parts])

    def column(self, name: str) -> Coded:
        """A property of each event; equal texts of different touchpoints share a code."""
        columns = [property_column(self._arrays, part.codes, name) for part in self._parts]
        if len(columns) == 1:
            return Coded(self._parts[0].of(columns[0].codes), columns[0].values)
        values = np.unique(np.concatenate([column.values for column in columns] or [np.zeros(0, dtype=np.uint64)]))
        codes = self._gathered([recoded(column, values) for column in columns])
        return Coded(codes.astype(np.int32), values)

    def block(self, number: int) -> slice:
        """Where the events of a block of people are."""
        return slice(*block_of(self.bounds, number))

    @cached_property
    def _part_bounds(self) -> list[Positions]:
        return [
            stored.bounds if part.positions is None else np.searchsorted(part.positions, stored.bounds)
            for part, stored in zip(self._parts, self._stored, strict=True)
        ]

    def _gathered(self, columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """A column of every part as one, in the order of the keys."""
        own = [part.of(column) for part, column in zip(self._parts, columns, strict=True)]
        together = np.concatenate(own) if own else np.zeros(0, dtype=np.int64)
        return together if len(own) < 2 else together[self._order]

    @cached_property
    def _order(self) -> Positions:
        """Where the sorted events are when the parts stand one after the other."""
        keys = [part.of(stored.keys) for part, stored in zip(self._parts, self._stored, strict=True)]
        starts = np.cumsum([0, *(len(some) for some in keys)])
        pieces = [self._order_of_block(block, keys, starts) for block in range(len(self.bounds) - 1)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)

    def _order_of_block(self, block: int, keys: Sequence[Keys], starts: Positions) -> Positions:
        slices = [slice(*block_of(bounds, block)) for bounds in self._part_bounds]
        where = np.concatenate([np.arange(s.start, s.stop) + at for s, at in zip(slices, starts[:-1], strict=True)])
        own = np.concatenate([some[s] for some, s in zip(keys, slices, strict=True)])
        order = np.argsort(own, kind="stable")
        if np.any(np.diff(own[order]) == 0):
            sources = [part.of(self._arrays.sources(part.codes)) for part in self._parts]
            order = np.lexsort((np.concatenate([some[s] for some, s in zip(sources, slices, strict=True)]), own))
        return where[order]


def recoded(column: Coded, values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The codes of a column by a longer sorted list of values (0 stays missing)."""
    if len(values) == len(column.values):
        return cast(NDArray[np.int64], column.codes)  # narrower numbers will do
    numbers = np.concatenate(([0], np.searchsorted(values, column.values) + 1))
    found: NDArray[np.int64] = numbers[column.codes]
    return found


def shared_columns(sets: Sequence[EventSet], name: str) -> tuple[list[NDArray[np.int64]], NDArray[np.uint64]]:
    """A property of the events of several sets with the same codes in all of them, and the values they stand for."""
    columns = [one.column(name) for one in sets]
    values = np.unique(np.concatenate([column.values for column in columns]))
    return [recoded(column, values) for column in columns], values
