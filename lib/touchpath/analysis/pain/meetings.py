"""The first meeting of each person with each touchpoint, and how it went from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.ordering import by_group
from touchpath.analysis.log.people import PeopleColumn, attribute
from touchpath.analysis.log.whole import WholeLog, chosen, whole_log
from touchpath.analysis.retention.many import first_returns
from touchpath.engine.arrays import side_by_side
from touchpath.journey.filters import Filters

Integers = NDArray[np.int64]
TENURE_EDGES = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180)
"""Days since somebody's first event at which a band of tenure ends."""
_DAY = 86_400_000_000
_MOST_TABLE = 1 << 27
_TOGETHER = 0.9


@dataclass(frozen=True)
class Meetings:
    """First meetings in view, places in `log` in the order of touchpoints and people; what is known of each.

    `persona` and `channel` number names from 1, 0 is missing. `returned` says of outcomes by name who came back
    within the horizon, `mature` whose horizon is over. `origin` is moment 0 in microseconds since 1970.
    """

    log: WholeLog
    at: Integers
    personas: PeopleColumn
    returned: dict[str, Mask]
    mature: Mask
    origin: int

    @cached_property
    def touchpoint(self) -> NDArray[np.int32]:
        """The number of the touchpoint met."""
        return self.log.touchpoint[self.at]

    @cached_property
    def persona(self) -> Integers:
        """The persona of who met it."""
        return self.personas.of(self.log.person[self.at].astype(np.int64))

    @cached_property
    def channel(self) -> NDArray[np.int32]:
        """The channel it was met on."""
        return self.log.channel[self.at]

    @cached_property
    def tenure(self) -> Integers:
        """The band of days since the person's first event ever."""
        first = self.log.moment[self.at - self.log.place[self.at]]
        days = (self.log.moment[self.at] - first) / _DAY
        return np.asarray(np.searchsorted(TENURE_EDGES, days, side="right"), dtype=np.int64)

    def of(self, touchpoint: int) -> Mask:
        """Which meetings are with one touchpoint."""
        return np.asarray(self.touchpoint == touchpoint)


def first_meetings(log: WholeLog, mask: Mask, label: NDArray[np.int32], labels: int) -> Integers:
    """The first event of each person under each label (0 to labels - 1), of those a mask keeps, in order of label."""
    at = np.flatnonzero(mask)
    if not len(at):
        return at
    low = int(log.person[at[0]])
    people = int(log.person[at[-1]]) - low + 1
    if people * labels > _MOST_TABLE:
        _, first = np.unique(label[at].astype(np.int64) * people + (log.person[at] - low), return_index=True)
        return at[first]
    # numbers of four bytes are enough for such a table: half as much to move
    slot = label[at].astype(np.int32) * np.int32(people) + (log.person[at] - np.int32(low))
    table = np.full(people * labels, -1, dtype=np.int32)
    table[slot[::-1]] = at[::-1]  # of several the one written last stays: the first in time
    return table[table >= 0].astype(np.int64)


def first_events(log: WholeLog, mask: Mask) -> Integers:
    """The first event of each person, of those a mask keeps."""
    at = np.flatnonzero(mask)
    person = log.person[at]
    return at[np.flatnonzero(np.append(True, person[1:] != person[:-1]))] if len(at) else at


def meetings(arrays: EventArrays, filters: Filters, returning: dict[str, tuple[str, ...]], days: float) -> Meetings:
    """First meetings with every touchpoint; `returning` are the touchpoints that count as coming back, by outcome."""
    log, seen = whole_log(arrays), chosen(arrays, filters)

    def of_block(stretch: slice) -> Integers:
        part = log.part(stretch)
        at = first_meetings(part, seen[stretch], part.touchpoint, len(log.touchpoints))
        return np.asarray(at + stretch.start)

    at = np.concatenate(side_by_side(of_block, log.blocks()))
    at = at[by_group(log.touchpoint[at], len(log.touchpoints))]
    returned: dict[str, Mask] = {}
    mature = np.zeros(len(at), dtype=bool)
    for name, touchpoints in returning.items():
        returned[name], mature = first_returns(arrays, touchpoints, filters).retained(log, at, days)
    return Meetings(log, at, attribute(arrays, "persona"), returned, mature, arrays.space.origin)


def met_at_once(log: WholeLog) -> dict[str, str]:
    """Touchpoints nearly always met at the same instant as another that more events have, and which that is."""
    same = np.flatnonzero((log.person[1:] == log.person[:-1]) & (log.moment[1:] == log.moment[:-1]))
    one, two = log.touchpoint[same], log.touchpoint[same + 1]
    size = len(log.touchpoints)
    events = np.bincount(log.touchpoint, minlength=size)
    ends = np.sort(np.stack([one, two]), axis=0)
    pairs, together = np.unique(ends[0].astype(np.int64) * size + ends[1], return_counts=True)
    found: dict[str, str] = {}
    for pair, number in zip(pairs.tolist(), together.tolist(), strict=True):
        first, second = divmod(pair, size)
        if first != second and number >= _TOGETHER * max(events[first], events[second]):
            kept, left = _larger(log.touchpoints, events, first, second)
            found[left] = kept
    return found


def _larger(names: Sequence[str], events: NDArray[np.int64], one: int, two: int) -> tuple[str, str]:
    ordered = sorted((one, two), key=lambda number: (-int(events[number]), names[number]))
    return names[ordered[0]], names[ordered[1]]
