"""The first event of each person at each spot, a touchpoint on a channel: what the map and the list of pains count.

Channels and people of a filter keep all of somebody's events at a spot or none of them, so they choose among these
first visits, which are found once for the dates and the conditions of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays, Kept
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.people import PeopleColumn
from touchpath.analysis.log.selection import select
from touchpath.analysis.log.whole import Integers, ShortNumbers, WholeLog, chosen, whole_log
from touchpath.engine.arrays import computed
from touchpath.journey.filters import Filters

_MOST_TABLE = 1 << 21
_NARROW = 1 << 15
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Spots:
    """Every spot of a log: (touchpoint, channel) by number, ascending."""

    pairs: tuple[tuple[int, int], ...]
    touchpoint: Integers
    channel: Integers
    _number: NDArray[np.int32]
    _width: int

    @classmethod
    def of(cls, log: WholeLog, codes: Integers) -> Spots:
        """The spots of some codes (`touchpoint * (number of channels + 1) + channel`), ascending."""
        width = len(log.channels) + 1
        number = np.full(len(log.touchpoints) * width, -1, dtype=np.int32)
        number[codes] = np.arange(len(codes))
        touchpoint, channel = np.divmod(codes, width)
        pairs = tuple(zip(touchpoint.tolist(), channel.tolist(), strict=True))
        return cls(pairs, touchpoint, channel, number, width)

    def __len__(self) -> int:
        """How many."""
        return len(self.pairs)

    def labels(self, log: WholeLog) -> NDArray[np.int32]:
        """The spot of each event of (a part of) the log."""
        found: NDArray[np.int32] = self._number[log.touchpoint * np.int32(self._width) + log.channel]
        return found


@dataclass(frozen=True)
class VisitRows:
    """First visits: `at` are their places in the log, `spot` the numbers of their spots.

    `events` counts the person's events in view at the spot.
    """

    at: ShortNumbers
    spot: NDArray[np.integer]
    events: ShortNumbers

    @classmethod
    def together(cls, parts: Sequence[VisitRows]) -> VisitRows:
        """All of some, one after the other."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def some(self, which: slice | Integers) -> VisitRows:
        """Some of them."""
        return VisitRows(*(getattr(self, field.name)[which] for field in fields(self)))


@dataclass(frozen=True)
class FirstVisits:
    """The first visits of everybody, block after block of people (`bounds`); there by spot, then by person."""

    spots: Spots
    rows: VisitRows
    bounds: Integers

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(getattr(self.rows, field.name).nbytes for field in fields(self.rows))

    @property
    def blocks(self) -> range:
        """The numbers of the blocks."""
        return range(len(self.bounds) - 1)

    def block(self, number: int) -> VisitRows:
        """The visits of a block of people."""
        return self.rows.some(slice(self.bounds[number], self.bounds[number + 1]))


@dataclass(frozen=True)
class VisitsInView:
    """The first visits that filters choose: at some spots, of some people (None: of everybody)."""

    log: WholeLog
    visits: FirstVisits
    at_spots: Mask
    people: PeopleColumn | None

    @property
    def spots(self) -> Spots:
        """Every spot, chosen or not."""
        return self.visits.spots

    def block(self, number: int) -> VisitRows:
        """Those of a block of people."""
        rows = self.visits.block(number)
        if not self.at_spots.all():
            rows = rows.some(np.flatnonzero(self.at_spots[rows.spot]))
        if self.people is not None:
            rows = rows.some(np.flatnonzero(self.people.of(self.log.person[rows.at].astype(np.int64))))
        return rows


def visits_in_view(arrays: EventArrays, filters: Filters) -> VisitsInView:
    """The first visits among the events that pass the filters."""
    visits = first_visits(arrays, filters)
    selection = select(arrays, "entry", filters)
    at_spots = np.ones(len(visits.spots), dtype=bool)
    if selection.channels is not None:
        at_spots = np.isin(visits.spots.channel, selection.channels)
    return VisitsInView(whole_log(arrays), visits, at_spots, selection.people)


def first_visits(arrays: EventArrays, filters: Filters) -> FirstVisits:
    """Those of everybody within the dates and conditions of the filters, kept for all that have the same."""
    only = Filters(date_from=filters.date_from, date_to=filters.date_to, where=filters.where)

    def read() -> FirstVisits:
        log, mask, spots = whole_log(arrays), chosen(arrays, only), _spots(arrays)
        parts = computed(lambda stretch: _of_block(log, stretch, mask, spots), log.blocks)
        bounds = np.cumsum([0, *(len(part.at) for part in parts)])
        return FirstVisits(spots, VisitRows.together(parts), bounds)

    return arrays.kept(("first visits", only), read)


def _spots(arrays: EventArrays) -> Spots:
    """The spots of the log."""
    log = whole_log(arrays)

    def read() -> Kept:
        width = len(log.channels) + 1
        size = len(log.touchpoints) * width

        def count(stretch: slice) -> Integers:
            return np.bincount(log.touchpoint[stretch] * np.int32(width) + log.channel[stretch], minlength=size)

        return Kept(np.flatnonzero(np.sum(computed(count, log.blocks), axis=0)))

    return Spots.of(log, arrays.kept(("spots",), read).values)


def _of_block(log: WholeLog, stretch: slice, mask: Mask, spots: Spots) -> VisitRows:
    part, at = log.part(stretch), np.flatnonzero(mask[stretch])
    person, people = numbered(part.person[at])
    label = spots.labels(part)[at]
    slot, first, events = _firsts(label * np.int64(people) + person, at.astype(np.int32), len(spots) * people)
    spot = slot // max(people, 1)
    narrow = spot.astype(np.int16) if len(spots) < _NARROW else spot.astype(np.int32)
    return VisitRows(first + np.int32(stretch.start), narrow, events.astype(np.int32))


def numbered(person: ShortNumbers) -> tuple[Integers, int]:
    """The people of a block counted from 0 in their order, and how many numbers that takes."""
    if not len(person):
        return person.astype(np.int64), 0
    low = person.min()
    return (person - low).astype(np.int64), int(person.max() - low) + 1


def _firsts(slot: Integers, at: ShortNumbers, slots: int) -> tuple[Integers, ShortNumbers, Integers]:
    """Slots that occur, ascending; the first place of each (`at` ascends in each), and how often each occurs."""
    if slots > _MOST_TABLE:
        there, place, events = np.unique(slot, return_index=True, return_counts=True)
        return there, at[place], events.astype(np.int64)
    there, first = earliest(slot, at, slots)
    return there, first, np.bincount(slot, minlength=slots)[there].astype(np.int64)


def earliest(slot: Integers, at: ShortNumbers, slots: int) -> tuple[Integers, ShortNumbers]:
    """Slots (0 to slots - 1) that occur, ascending, and the earliest place of each."""
    if slots > _MOST_TABLE:
        order = np.lexsort((at, slot))
        there, first = np.unique(slot[order], return_index=True)
        return there, at[order][first]
    table = np.full(slots, _NEVER, dtype=np.int32)
    np.minimum.at(table, slot, at)
    there = np.flatnonzero(table != _NEVER)
    return there, table[there]
