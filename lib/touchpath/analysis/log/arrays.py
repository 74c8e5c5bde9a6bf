"""Events of touchpoints as sorted arrays, read once per version of the data and kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Mask, Positions
from touchpath.engine.arrays import Sized, arrays_of
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.queries.clauses import Clause

_ROW_BITS = 40
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
class Coded:
    """A column of codes aligned with events: 0 is missing, i stands for `values[i - 1]` (a hash or a code)."""

    codes: NDArray[np.int32]
    values: NDArray[np.uint64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.codes.nbytes + self.values.nbytes


@dataclass(frozen=True)
class Stored:
    """All events of one touchpoint code by person, time and source; `order` leads from stored rows to them."""

    code: int
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

    def __init__(self, engine: Engine) -> None:
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
        frame = self.engine.frame("ask/funnel/touchpoint_codes")
        named: dict[str, tuple[int, ...]] = {}
        for code, name in zip(frame["code"], frame["touchpoint"], strict=True):
            named[name] = (*named.get(name, ()), int(code))
        return named

    @cached_property
    def channels(self) -> tuple[NDArray[np.int64], tuple[str, ...]]:
        """For each channel code the number of its shown name (from 1), and the names."""
        frame = self.engine.frame("ask/funnel/channel_codes")
        names = tuple(dict.fromkeys(frame["channel"]))
        numbers = np.zeros(int(frame["code"].max()) + 1 if len(frame) else 1, dtype=np.int64)
        numbers[frame["code"].to_numpy(dtype=np.int64)] = [names.index(name) + 1 for name in frame["channel"]]
        return numbers, names

    def kept(self, key: Hashable, make: Callable[[], S]) -> S:
        """Arrays of this version called `key`, made unless they are in memory."""
        return self._cache.get(self.version, key, make)

    def stored(self, code: int) -> Stored:
        """All events of a touchpoint code."""
        return self.kept(("events", code), lambda: self._read_stored(code))

    def sources(self, code: int) -> NDArray[np.int64]:
        """The identity of each event row of a code: import and row as one number, in the order of the keys."""
        stored = self.stored(code)
        return self.kept(("sources", code), lambda: Kept(stored.arranged(self._read_sources(code)))).values

    def filtered(self, code: int, filters: Filters, clauses: Sequence[Clause], named: Hashable) -> Positions:
        """Which events of a code pass filters and clauses, as ascending positions; `named` stands for both."""
        return self.kept(("filtered", code, named), lambda: self._read_filtered(code, filters, clauses)).values

    def column(self, code: int, name: str) -> Coded:
        """A property of the events of a code."""
        return self.kept(("column", code, name), lambda: self._read_column(code, name))

    def everything(self, named: Hashable, parts: Callable[[], Sequence[tuple[Keys, Positions]]]) -> Stored:
        """The keys of several sets of events, merged and sorted."""
        return self.kept(("everything", named), lambda: merged_keys(parts()))

    def _read_stored(self, code: int) -> Stored:
        columns = self.engine.arrays("ask/funnel/touchpoint_events", {"touchpoint": code})
        person, moment = np.asarray(columns["person"]), np.asarray(columns["occurred_at"]).view(np.int64)
        keys = self.space.keys(person.astype(np.int64), moment)
        order = self._order(code, person, moment, keys)
        if order is not None:
            person, keys = person[order], keys[order]
        blocks = int(self.space.block(person[-1:]).max(initial=-1)) + 1
        firsts = (np.arange(blocks + 1) << self.space.people_bits).astype(person.dtype)
        return Stored(code, keys, np.searchsorted(person, firsts), order)

    def _order(self, code: int, person: NDArray[np.int64], moment: NDArray[np.int64], keys: Keys) -> Positions | None:
        """How stored rows must be arranged; None when they already are sorted and all within the data."""
        end = self.space.origin + self.last_moment
        within = bool(moment.max(initial=end) <= end)
        block = self.space.block(person)
        falls = np.flatnonzero(keys[1:] <= keys[:-1])
        same_block = block[falls + 1] == block[falls]
        tied = falls[same_block & (keys[falls + 1] == keys[falls])]
        in_order = not np.any(block[1:] < block[:-1]) and len(tied) == np.sum(same_block)
        if in_order and within and not len(tied):
            return None
        sources = self._read_sources(code)
        if in_order and within and np.all(sources[tied + 1] > sources[tied]):
            return None
        order: Positions = np.lexsort((sources, moment, person))
        return order[moment[order] <= end]

    def _read_sources(self, code: int) -> NDArray[np.int64]:
        return _packed(self.engine.arrays("ask/funnel/touchpoint_sources", {"touchpoint": code}))

    def _read_filtered(self, code: int, filters: Filters, clauses: Sequence[Clause]) -> Kept:
        passing = _packed(self.engine.arrays("ask/funnel/filtered_sources", {"touchpoint": code}, filters, clauses))
        return Kept(np.flatnonzero(np.isin(self.sources(code), passing)))

    def _read_column(self, code: int, name: str) -> Coded:
        stored = self.stored(code)
        if name == "touchpoint":
            shown = next(number for number, codes in enumerate(self.touchpoints.values()) if code in codes)
            return Coded(np.ones(len(stored.keys), dtype=np.int32), np.array([shown], dtype=np.uint64))
        if name == "channel":
            raw = self.engine.arrays("ask/funnel/touchpoint_channels", {"touchpoint": code})["channel"]
            numbers: NDArray[np.int32] = self.channels[0].astype(np.int32)[np.ma.filled(raw, 0)]
            values = np.arange(1, len(self.channels[1]) + 1, dtype=np.uint64)
            return Coded(stored.arranged(numbers), values)
        raw = self.engine.arrays("ask/funnel/touchpoint_property", {"touchpoint": code, "name": name})["code"]
        missing: Mask = np.ma.getmaskarray(raw)
        values, codes = np.unique(np.ma.getdata(raw)[~missing], return_inverse=True)
        coded = np.zeros(len(missing), dtype=np.int64)
        coded[~missing] = codes + 1
        return Coded(stored.arranged(coded).astype(np.int32), values.astype(np.uint64))


def merged_keys(parts: Sequence[tuple[Keys, Positions]]) -> Stored:
    """Several sets of keys with their bounds as one, sorted block by block."""
    blocks = max((len(bounds) - 1 for _, bounds in parts), default=0)
    pieces = [
        np.sort(np.concatenate([keys[slice(*block_of(bounds, block))] for keys, bounds in parts]), kind="stable")
        for block in range(blocks)
    ]
    bounds = np.cumsum([0, *(len(piece) for piece in pieces)])
    keys = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
    return Stored(-1, keys, bounds, None)


def block_of(bounds: Positions, block: int) -> tuple[int, int]:
    """Where the events of a block begin and end; nothing past the last block."""
    if block >= len(bounds) - 1:
        return 0, 0
    return int(bounds[block]), int(bounds[block + 1])


def _packed(columns: dict[str, NDArray[np.generic]]) -> NDArray[np.int64]:
    """Import and row of the source as one number that sorts as they do."""
    imports = np.asarray(columns["import_id"]).astype(np.int64)
    packed: NDArray[np.int64] = (imports << _ROW_BITS) | np.asarray(columns["source_row"]).astype(np.int64)
    return packed
