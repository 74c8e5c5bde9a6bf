"""Events of touchpoints as sorted arrays, read once per version of the data and kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arranging import arranged
from touchpath.analysis.log.keys import Keys, KeySpace, Mask, Positions
from touchpath.engine.arrays import Sized, arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.queries.clauses import Clause

NOTHING: Mapping[str, object] = MappingProxyType({})
CodeSet = tuple[int, ...]
"""Touchpoint codes, ascending."""
StoredOrder = Positions | None
_ROW_BITS, _CODE_BITS = 32, 17
_SOURCE = ("import_id", "source_row", "touchpoint")
S = TypeVar("S", bound=Sized)
N = TypeVar("N", bound=np.integer)


@dataclass(frozen=True)
class Kept:
    """An array kept in memory."""

    values: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.values.nbytes


@dataclass(frozen=True)
class StoredEvents:
    """All events of some touchpoint codes by person, time and source; `order` leads from stored rows to them."""

    codes: CodeSet
    keys: Keys
    bounds: Positions
    order: Positions | None

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.keys.nbytes + self.bounds.nbytes + (0 if self.order is None else self.order.nbytes)

    def arranged(self, column: NDArray[N]) -> NDArray[N]:
        """A column in stored order, in the order of the keys."""
        return column if self.order is None else column[self.order]


class EventArrays:
    """Reads and keeps arrays of events of one version of a workspace."""

    def __init__(self, engine: Reader) -> None:
        self.engine = engine
        self.version = engine.version
        self.calendar = engine.calendar
        self._cache = arrays_of(engine)

    @cached_property
    def space(self) -> KeySpace:
        """The keys of this version; a workspace without events has a space all the same."""
        first, last = (
            0 if moment is None else int(np.datetime64(moment, "us").astype(np.int64))
            for moment in (self.calendar.data_start, self.calendar.data_end)
        )
        return KeySpace.spanning(first, max(first, last))

    @property
    def last_moment(self) -> int:
        """The end of the data in microseconds since the origin."""
        end = self.calendar.data_end
        return 0 if end is None else int(np.datetime64(end, "us").astype(np.int64)) - self.space.origin

    @cached_property
    def touchpoints(self) -> dict[str, tuple[int, ...]]:
        """The codes of each touchpoint by the name it is shown under."""
        frame = self.engine.frame("ask/log/touchpoint_codes")
        named: dict[str, tuple[int, ...]] = {}
        for code, name in zip(frame["code"], frame["touchpoint"], strict=True):
            named[name] = (*named.get(name, ()), int(code))
        return named

    def codes(self, names: Sequence[str] | None) -> frozenset[int]:
        """The codes of some touchpoints (None: of all); those the data do not have are left out."""
        return frozenset(
            code for name in (self.touchpoints if names is None else names) for code in self.touchpoints.get(name, ())
        )

    @cached_property
    def channels(self) -> tuple[NDArray[np.int64], tuple[str, ...]]:
        """For each channel code the number of its shown name (from 1), and the names."""
        frame = self.engine.frame("ask/log/channel_codes")
        names = tuple(dict.fromkeys(frame["channel"]))
        numbers = np.zeros(int(frame["code"].max()) + 1 if len(frame) else 1, dtype=np.int64)
        numbers[frame["code"].to_numpy(dtype=np.int64)] = [names.index(name) + 1 for name in frame["channel"]]
        return numbers, names

    def kept(self, key: Hashable, make: Callable[[], S]) -> S:
        """Arrays of this version called `key`, made unless they are in memory."""
        return self._cache.get(self.version, key, make)

    def stored(self, codes: CodeSet) -> StoredEvents:
        """All events of some touchpoint codes."""
        return self.kept(("events", codes), lambda: self._read_stored(codes))

    def sources(self, codes: CodeSet) -> NDArray[np.int64]:
        """The identity of each event: import and row as one number, in the order of the keys."""
        stored = self.stored(codes)
        return self.kept(("sources", codes), lambda: Kept(stored.arranged(self.stored_sources(codes)))).values

    def filtered(self, codes: CodeSet, filters: Filters, clauses: Sequence[Clause], named: Hashable) -> Positions:
        """Which events of some codes pass filters and clauses, as ascending positions; `named` stands for both."""
        return self.kept(("filtered", codes, named), lambda: self._read_filtered(codes, filters, clauses)).values

    def everything(self, named: Hashable, parts: Callable[[], Sequence[tuple[Keys, Positions]]]) -> StoredEvents:
        """The keys of several sets of events, merged and sorted."""
        return self.kept(("everything", named), lambda: merged_keys(parts()))

    def read(self, question: str, codes: CodeSet, more: Mapping[str, object] = NOTHING) -> dict[str, Any]:
        """The columns of a question about the events of some codes, in stored order."""
        wanted = np.isin(np.arange(codes[0], codes[-1] + 1), codes).tolist()
        return self.engine.arrays(question, {"first": codes[0], "last": codes[-1], "wanted": wanted, **more})

    def lines_of(self, codes: CodeSet) -> bool:
        """Whether several rows make up one event somewhere under these codes."""
        return not self._order_codes.isdisjoint(codes)

    @cached_property
    def _order_codes(self) -> frozenset[int]:
        if not self.calendar.orders:
            return frozenset()
        return frozenset(self.engine.arrays("ask/log/order_codes")["code"].tolist())

    def _read_stored(self, codes: CodeSet) -> StoredEvents:
        """Rows after the data and later lines of an order, which is one event at the first of them, are left out."""
        columns = self.read("ask/log/events", codes)
        person, moment = np.asarray(columns["person"]), np.asarray(columns["occurred_at"]).view(np.int64)
        kept = moment <= self.space.origin + self.last_moment
        if self.lines_of(codes):
            kept &= ~np.isin(self.stored_sources(codes), packed(self.read("ask/log/later_lines", codes)))
        found = arranged(self.space, person, moment, kept)
        tied = found.tied
        order = self._tie_by_source(codes, found.order, tied) if tied.any() else found.order
        return StoredEvents(codes, found.keys, found.bounds, order)

    def _tie_by_source(self, codes: CodeSet, order: StoredOrder, tied: Mask) -> StoredOrder:
        """The order with events of one person and moment as they stand in the files; `tied`: with the one before."""
        sources = self.stored_sources(codes)
        if order is not None:
            sources = sources[order]
        if np.all(sources[1:][tied] > sources[:-1][tied]):
            return order
        instant = np.cumsum(np.concatenate(([True], ~tied)))
        by_source = np.lexsort((sources, instant))
        return by_source if order is None else order[by_source]

    def stored_sources(self, codes: CodeSet) -> NDArray[np.int64]:
        """The identity of each row, in stored order."""
        return packed(self.read("ask/log/sources", codes))

    def _read_filtered(self, codes: CodeSet, filters: Filters, clauses: Sequence[Clause]) -> Kept:
        wanted = np.isin(np.arange(codes[0], codes[-1] + 1), codes).tolist()
        asked = {"first": codes[0], "last": codes[-1], "wanted": wanted}
        passing = packed(self.engine.arrays("ask/log/filtered_sources", asked, filters, clauses))
        return Kept(np.flatnonzero(np.isin(self.sources(codes), passing)))


def merged_keys(parts: Sequence[tuple[Keys, Positions]]) -> StoredEvents:
    """Several sets of keys with their bounds as one, sorted block by block."""
    blocks = max((len(bounds) - 1 for _, bounds in parts), default=0)
    pieces = [
        np.sort(np.concatenate([keys[slice(*block_of(bounds, block))] for keys, bounds in parts]), kind="stable")
        for block in range(blocks)
    ]
    bounds = np.cumsum([0, *(len(piece) for piece in pieces)])
    keys = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    return StoredEvents((), keys, bounds, None)


def block_of(bounds: Positions, block: int) -> tuple[int, int]:
    """Where the events of a block begin and end; nothing past the last block."""
    if block >= len(bounds) - 1:
        return 0, 0
    return int(bounds[block]), int(bounds[block + 1])


def packed(columns: dict[str, Any]) -> NDArray[np.int64]:
    """Import, row and touchpoint of the source as one number that sorts as they do: a row may make several events."""
    imports, rows, codes = (np.asarray(columns[name]).astype(np.int64) for name in _SOURCE)
    identity: NDArray[np.int64] = (((imports << _ROW_BITS) | rows) << _CODE_BITS) | codes
    return identity
