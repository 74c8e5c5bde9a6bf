"""What the filters leave of a question: which people, and which events may open an attempt or choose a path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.people import PeopleColumn, attribute, first_channels, members
from touchpath.analysis.log.sets import EventSet
from touchpath.journey.filters import Filters, Name
from touchpath.journey.funnel import ChannelOf, Funnel

_ONE_DAY = timedelta(days=1)
_FAR = 2**62


@dataclass(frozen=True)
class Selection:
    """Which people count (None: all) and, in microseconds since the origin, when an attempt may begin."""

    people: PeopleColumn | None
    begins: int
    ends: int
    channels: tuple[int, ...] | None

    def entries(self, events: EventSet, part: slice, first_person: int, arrays: EventArrays) -> Mask:
        """Which events of a block may open an attempt."""
        space = arrays.space
        keys = events.keys[part]
        fitting = np.ones(len(keys), dtype=bool)
        if self.begins > 0 or self.ends < _FAR:
            time = space.time(keys)
            fitting &= (time >= self.begins) & (time < self.ends)
        if self.people is not None:
            fitting &= self.people.of(space.owner(keys) + first_person) > 0
        if self.channels is not None:
            column = events.column("channel")
            wanted = np.isin(np.concatenate(([0], column.values.astype(np.int64))), self.channels)
            fitting &= wanted[column.codes[part]]
        return fitting

    def keeps(self, person: NDArray[np.int32], moment: NDArray[np.int64], channel: NDArray[np.int32]) -> Mask:
        """Which events pass, by their people, microseconds since the origin and numbers of channels (0: missing)."""
        fitting = np.ones(len(person), dtype=bool)
        if self.begins > 0 or self.ends < _FAR:
            fitting &= (moment >= self.begins) & (moment < self.ends)
        if self.people is not None:
            fitting &= self.people.of(person.astype(np.int64)) > 0
        if self.channels is not None:
            fitting &= np.isin(np.arange(int(channel.max(initial=0)) + 1), self.channels)[channel]
        return fitting


def select(arrays: EventArrays, channel_of: ChannelOf, filters: Filters) -> Selection:
    """The selection of a question whose channel filter selects what `channel_of` says."""
    calendar, origin = arrays.calendar, arrays.space.origin
    begins = 0 if filters.date_from is None else _moment(calendar.utc_of(filters.date_from)) - origin
    ends = _FAR if filters.date_to is None else _moment(calendar.utc_of(filters.date_to + _ONE_DAY)) - origin
    by_entry = bool(filters.channels) and channel_of == "entry"
    channels = channel_numbers(arrays, filters.channels) if by_entry else None
    return Selection(_people(arrays, channel_of, filters), begins, ends, channels)


def event_filters(funnel: Funnel, filters: Filters) -> Filters:
    """The part of the filters that applies to every event of the sequence."""
    return Filters(where=filters.where, channels=filters.channels if funnel.channel_of == "every" else ())


def channel_numbers(arrays: EventArrays, names: tuple[Name, ...]) -> tuple[int, ...]:
    """The numbers of channels by shown name; missing is 0, and a name that the data do not have is nothing."""
    shown = arrays.channels[1]
    return tuple(0 if name is None else shown.index(name) + 1 for name in names if name is None or name in shown)


def _people(arrays: EventArrays, channel_of: ChannelOf, filters: Filters) -> PeopleColumn | None:
    """A column that is 1 for the people who count; None when all do."""
    kept: list[NDArray[np.bool_]] = []
    if filters.personas:
        personas = attribute(arrays, "persona")
        wanted = [0 if name is None else _number(personas.labels, name) for name in filters.personas]
        kept.append(np.isin(personas.codes, wanted))
    if filters.group is not None:
        kept.append(members(arrays, filters.group).codes > 0)
    if filters.channels and channel_of == "first_ever":
        kept.append(np.isin(first_channels(arrays).values, channel_numbers(arrays, filters.channels)))
    if not kept:
        return None
    longest = max(len(mask) for mask in kept)
    together = np.all([np.pad(mask, (0, longest - len(mask))) for mask in kept], axis=0)
    return PeopleColumn(together.astype(np.int32), ("kept",))


def _number(labels: tuple[str, ...], name: str) -> int:
    return labels.index(name) + 1 if name in labels else -1


def _moment(moment: object) -> int:
    return int(np.datetime64(moment, "us").astype(np.int64))  # type: ignore[call-overload]
