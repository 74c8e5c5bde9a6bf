"""Every event of everybody in the order of journeys, in arrays: what questions about all touchpoints rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.columns import Coded
from touchpath.analysis.log.keys import Keys, KeySpace, Mask, microseconds
from touchpath.analysis.log.selection import select
from touchpath.analysis.log.sessions import starts_of
from touchpath.analysis.log.sets import EventPart, EventSet
from touchpath.engine.arrays import computed
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import SESSION_GAP_SECONDS

ShortNumbers = NDArray[np.int32]
Integers = NDArray[np.int64]
BLOCK_EVENTS = 1 << 16
WHOLE_LOG = ("whole log",)
_COLUMNS = ("person", "moment", "touchpoint", "channel", "session", "place")


@dataclass(frozen=True)
class WholeLog:
    """Events by person, time and source: arrays of one length.

    `touchpoint` numbers `touchpoints`; `channel` numbers `channels` from 1 on, 0 is missing. `moment` counts
    microseconds since the first event. `session` is the same for events of one session of a person. `place` counts a
    person's events from 0.
    """

    person: ShortNumbers
    moment: Integers
    touchpoint: ShortNumbers
    channel: ShortNumbers
    session: ShortNumbers
    place: ShortNumbers
    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    last_moment: int

    def __len__(self) -> int:
        """How many events."""
        return len(self.person)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return 5 * self.person.nbytes + self.moment.nbytes

    @cached_property
    def lengths(self) -> ShortNumbers:
        """How many events each person has, by key."""
        begins = np.flatnonzero(self.place == 0)
        found = np.zeros(int(self.person.max(initial=0)) + 1, dtype=np.int32)
        found[self.person[begins]] = np.diff(np.append(begins, len(self)))
        return found

    @cached_property
    def blocks(self) -> list[slice]:
        """Stretches of the log with all events of their people, small enough to stay in a processor's cache.

        At least one, which is empty where the log is.
        """
        begins = np.flatnonzero(self.place == 0)
        wanted = np.arange(0, len(self), BLOCK_EVENTS)
        edges = np.unique(begins[np.searchsorted(begins, wanted, side="right") - 1]).tolist()
        return [slice(low, high) for low, high in pairwise([*(edges or [0]), len(self)])]

    def part(self, stretch: slice) -> WholeLog:
        """The log of some people: places count from the beginning of the stretch, all other numbers are the same."""
        cut = {name: getattr(self, name)[stretch] for name in _COLUMNS}
        return replace(self, **cut)

    def called(self, names: tuple[str, ...]) -> Mask:
        """Which touchpoints are among some names."""
        wanted = set(names)
        return np.array([name in wanted for name in self.touchpoints], dtype=bool)

    def of(self, names: tuple[str, ...]) -> Mask:
        """Which events are at one of some touchpoints."""
        return self.called(names)[self.touchpoint]


def everything(arrays: EventArrays) -> EventSet:
    """Every event, read as one."""
    codes = tuple(sorted(arrays.codes(None)))
    return EventSet(arrays, [EventPart(codes, None)] if codes else [], None)


def whole_log(arrays: EventArrays) -> WholeLog:
    """The log of a workspace, kept until the data change; sessions as the app knows them."""
    return arrays.kept(WHOLE_LOG, lambda: _read(arrays))


def chosen(arrays: EventArrays, filters: Filters, *, dates: bool = True) -> Mask:
    """Which events of the whole log pass the filters: dates, channels, conditions of the event, and its person."""
    key = filters if dates else filters.without_dates()
    return arrays.kept(("whole log chosen", key), lambda: _Chosen(_passing(arrays, key))).mask


@dataclass(frozen=True)
class _Chosen:
    mask: Mask

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.mask.nbytes


def _passing(arrays: EventArrays, filters: Filters) -> Mask:
    log, selection = whole_log(arrays), select(arrays, "entry", filters)
    mask = conditioned(arrays, filters)

    def narrow(part: slice) -> None:
        mask[part] &= selection.keeps(log.person[part], log.moment[part], log.channel[part])

    computed(narrow, log.blocks)
    return mask


def conditioned(arrays: EventArrays, filters: Filters) -> Mask:
    """Which events of the whole log meet the conditions of the filters, which apply to every event of a sequence."""
    size = len(whole_log(arrays))
    if not filters.where or not size:
        return np.ones(size, dtype=bool)
    mask = np.zeros(size, dtype=bool)
    events, only = everything(arrays), Filters(where=filters.where)
    mask[arrays.filtered(tuple(sorted(events.codes)), only, (), ("paths", only))] = True
    return mask


def _read(arrays: EventArrays) -> WholeLog:
    events = everything(arrays)
    columns = [events.column(name) if len(events.keys) else None for name in ("touchpoint", "channel")]
    person, moment = _split(events, arrays.space)
    tasks: list[Callable[[], ShortNumbers]] = [
        partial(_paused, person, moment), partial(_places, person), *(partial(_numbers, part) for part in columns)
    ]  # fmt: skip
    sessions, place, touchpoint, channel = computed(_done, tasks)
    return WholeLog(
        person, moment, touchpoint, channel,
        _sessions(arrays, events, person, moment, sessions), place,
        tuple(arrays.touchpoints), arrays.channels[1], arrays.last_moment,
    )  # fmt: skip


def _split(events: EventSet, space: KeySpace) -> tuple[ShortNumbers, Keys]:
    """Whose each event is, and its microseconds since the first one."""
    person, moment = np.empty(len(events.keys), dtype=np.int32), np.empty(len(events.keys), dtype=np.int64)

    def split(block: int) -> None:
        there = events.block(block)
        person[there] = space.owner(events.keys[there]) + (block << space.people_bits)
        moment[there] = space.time(events.keys[there])

    computed(split, range(len(events.bounds) - 1))
    return person, moment


def _done(task: Callable[[], ShortNumbers]) -> ShortNumbers:
    return task()


def _places(person: ShortNumbers) -> ShortNumbers:
    """How many events of the same person stand before each."""
    begins = np.flatnonzero(changes(person))
    lengths = np.diff(np.append(begins, len(person)))
    return np.arange(len(person), dtype=np.int32) - np.repeat(begins.astype(np.int32), lengths)


def changes(person: ShortNumbers) -> Mask:
    """Which events, in the order of people, are the first of theirs."""
    first = np.ones(len(person), dtype=bool)
    first[1:] = person[1:] != person[:-1]
    return first


def _numbers(column: Coded | None) -> ShortNumbers:
    """The values that codes stand for; 0 where missing."""
    if column is None:
        return np.zeros(0, dtype=np.int32)
    values = np.append(np.zeros(1, dtype=np.int32), column.values.astype(np.int32))
    return values[column.codes]


def _paused(person: ShortNumbers, moment: Keys) -> ShortNumbers:
    """A number for the session of each event that the gap makes."""
    starts = starts_of(person, moment, microseconds(SESSION_GAP_SECONDS) or 0)
    return np.cumsum(starts, dtype=np.int32)


def _sessions(
    arrays: EventArrays, events: EventSet, person: ShortNumbers, moment: Keys, numbers: ShortNumbers
) -> ShortNumbers:
    """A number for the session of each event: what the file names (negative), else what the gap makes.

    Events of a person at one moment are in the session of the first of them, as `SessionsOf` knows them.
    """
    if not len(person) or not bool(arrays.engine.frame("ask/log/sessions_named")["named"][0]):
        return numbers
    first = np.ones(len(person), dtype=bool)
    first[1:] = (person[1:] != person[:-1]) | (moment[1:] != moment[:-1])
    named = events.column("session").codes[np.flatnonzero(first)[np.cumsum(first) - 1]]
    return np.where(named > 0, -named, numbers).astype(np.int32)
