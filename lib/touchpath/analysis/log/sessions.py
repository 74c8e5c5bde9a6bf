"""The one rule of a session: what the file names, else a new one after a pause longer than the gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays, StoredEvents, block_of
from touchpath.analysis.log.calendar import Moments
from touchpath.analysis.log.keys import Keys, KeySpace, Mask, microseconds
from touchpath.analysis.log.reading import ReadEvents
from touchpath.analysis.log.sets import EventSet
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import SESSION_GAP_SECONDS


def starts_of(person: NDArray[Any], moment: NDArray[np.int64], gap: int) -> Mask:
    """Which events begin a session: the first of a person, and each more than `gap` after the one before.

    Events stand in order of person and moment; `gap` is in the unit of the moments.
    """
    starts = np.ones(len(person), dtype=bool)
    starts[1:] = (person[1:] != person[:-1]) | (moment[1:] - moment[:-1] > gap)
    return starts


def session_numbers(everything: Keys, gap: int, space: KeySpace, keys: Keys) -> NDArray[np.int64]:
    """The session of each of `keys` among all events of the people, numbered from 1 in order."""
    starts = everything[starts_of(space.owner(everything), everything, gap)]
    numbers: NDArray[np.int64] = np.searchsorted(starts, keys, side="right").astype(np.int64)
    return numbers


@dataclass(frozen=True)
class _Marks:
    """Where the sessions that the gap makes begin and end: sorted keys, block after block."""

    starts: Keys
    ends: Keys
    bounds: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.starts.nbytes + self.ends.nbytes + self.bounds.nbytes


class SessionsOf:
    """The sessions of everybody's events, whatever the filters: they say whether somebody came back."""

    def __init__(self, engine: Reader, gap_seconds: float = SESSION_GAP_SECONDS) -> None:
        self._arrays = EventArrays(engine)
        self._everything = EventSet.fitting(self._arrays, None, (), NO_FILTERS)
        self._gap = microseconds(gap_seconds) or 0

    def without_own(self, entries: ReadEvents, back: ReadEvents) -> ReadEvents:
        """The events of `back` outside the session of their person's entry (see outside_own)."""
        return back.where(self.outside_own(entries, back))

    def outside_own(self, entries: ReadEvents, back: ReadEvents) -> Mask:
        """Which events of `back` lie outside the session of their person's entry; entries hold everybody once.

        Events of people without an entry do.
        """
        if not len(entries) or not len(back):
            return np.ones(len(back), dtype=bool)
        place = _places(entries.person, back.person)
        if not self.named:
            ends = np.append(self.ends(entries), -1)
            began = np.append(entries.moment, 0)
            return np.asarray((back.moment > ends[place]) | (back.moment < began[place]))
        same = np.append(self.ids(entries), 0)[place] == self.ids(back)
        return np.asarray(~same)

    @cached_property
    def named(self) -> bool:
        """Whether the file names sessions."""
        return bool(self._arrays.engine.frame("ask/log/sessions_named")["named"][0])

    def ends(self, events: ReadEvents) -> Moments:
        """The last moment of the session, made by the gap, in which each event lies."""
        found = events.moment.copy()
        for own, keys, block in self._by_block(events):
            part = slice(*block_of(self._marks.bounds, block))
            at = np.searchsorted(self._marks.starts[part], keys, side="right") - 1
            ends = self._marks.ends[part].take(at, mode="clip")
            later = (at >= 0) & (self._space.owner(ends) == self._space.owner(keys)) & (ends > keys)
            found[own[later]] += ends[later] - keys[later]
        return found

    def ids(self, events: ReadEvents) -> NDArray[np.int64]:
        """A number for the session of each event, that events of one person share within a session; never 0."""
        found = np.zeros(len(events), dtype=np.int64)
        codes = self._everything.column("session").codes if self.named else None
        stored = self._stored
        for own, keys, block in self._by_block(events):
            part = slice(*block_of(self._marks.bounds, block))
            found[own] = np.searchsorted(self._marks.starts[part], keys, side="right") + 1
            if codes is not None:
                within = slice(*block_of(stored.bounds, block))
                named = codes[within].take(np.searchsorted(self._everything.keys[within], keys), mode="clip")
                found[own] = np.where(named > 0, -named, found[own])
        return found

    def _by_block(self, events: ReadEvents) -> Iterator[tuple[NDArray[np.int64], Keys, int]]:
        """Positions and keys of the events of each block of people."""
        person = events.person.astype(np.int64)
        blocks = self._space.block(person)
        order = np.argsort(blocks, kind="stable")
        keys = self._space.keys(person[order], events.moment[order])
        numbers, starts = np.unique(blocks[order], return_index=True)
        for number, own, part in zip(numbers, np.split(order, starts[1:]), np.split(keys, starts[1:]), strict=True):
            yield own, part, int(number)

    @property
    def _space(self) -> KeySpace:
        return self._arrays.space

    @property
    def _stored(self) -> StoredEvents:
        return self._everything.sorted_keys

    @cached_property
    def _marks(self) -> _Marks:
        return self._arrays.kept(("session marks", self._gap), self._read_marks)

    def _read_marks(self) -> _Marks:
        stored, starts, ends = self._stored, [], []
        for block in range(len(stored.bounds) - 1):
            keys = stored.keys[slice(*block_of(stored.bounds, block))]
            first = starts_of(self._space.owner(keys), keys, self._gap)
            starts.append(keys[first])
            ends.append(keys[np.append(first[1:], True)] if len(keys) else keys)
        bounds = np.cumsum([0, *(len(some) for some in starts)])
        nothing = [np.zeros(0, dtype=np.int64)]
        return _Marks(np.concatenate(starts or nothing), np.concatenate(ends or nothing), bounds)


def _places(people: NDArray[Any], person: NDArray[Any]) -> NDArray[np.int64]:
    """Where each person stands among `people` (each once); past the end for others."""
    low, high = int(people.min()), int(people.max())
    table = np.full(high - low + 2, len(people), dtype=np.int64)
    table[people - low] = np.arange(len(people))
    return table[np.where((person >= low) & (person <= high), person - low, high - low + 1)]
