"""The first meeting of each person with each touchpoint, and how it went from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from touchpath.analysis.log.arrays import EventArrays, Kept
from touchpath.analysis.log.first_meetings import FirstMeetings, first_meetings
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.people import PeopleColumn, attribute
from touchpath.analysis.log.whole import Integers, ShortNumbers, WholeLog, whole_log
from touchpath.analysis.retention.many import returned_within
from touchpath.engine.arrays import computed
from touchpath.journey.filters import Filters

TENURE_EDGES = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180)
"""Days since somebody's first event at which a band of tenure ends."""
_DAY = 86_400_000_000
_TOGETHER = 0.9


@dataclass(frozen=True)
class Meetings:
    """First meetings in view, by touchpoint and person; what is known of each.

    `cells` number persona and channel (both from 1, 0 is missing) as one. `returned` says of outcomes by name who
    came back within the horizon, `mature` whose horizon is over. `origin` is moment 0 in microseconds since 1970.
    """

    log: WholeLog
    first: FirstMeetings
    personas: PeopleColumn
    returned: dict[str, Mask]
    mature: Mask
    origin: int

    @property
    def at(self) -> ShortNumbers:
        """The place of each in the log."""
        return self.first.at

    @cached_property
    def cells(self) -> Integers:
        """The cell of each."""

        def of(part: slice) -> Integers:
            at = self.at[part]
            return self.personas.of(self.log.person[at].astype(np.int64)) * self.width + self.log.channel[at]

        return np.concatenate([np.zeros(0, dtype=np.int64), *computed(of, self.first.parts())])

    def cell(self, persona: int, channel: int) -> int:
        """The number of a persona and a channel together."""
        return persona * self.width + channel

    @property
    def width(self) -> int:
        """How many numbers of channels there are."""
        return len(self.log.channels) + 1

    def tenure(self, which: Integers) -> Integers:
        """The band of days since the person's first event ever, of some meetings."""
        at = self.at[which]
        first = self.log.moment[at - self.log.place[at]]
        days = (self.log.moment[at] - first) / _DAY
        return np.asarray(np.searchsorted(TENURE_EDGES, days, side="right"), dtype=np.int64)

    def with_touchpoint(self, name: str) -> Integers:
        """The meetings with a touchpoint."""
        part = self.first.part(self.log.touchpoints.index(name))
        return np.arange(part.start, part.stop)

    def over(self, name: str) -> Integers:
        """Those of them whose horizon is over."""
        mine = self.with_touchpoint(name)
        return mine[self.mature[mine]]


def meetings(arrays: EventArrays, filters: Filters, returning: dict[str, tuple[str, ...]], days: float) -> Meetings:
    """First meetings with every touchpoint; `returning` are the touchpoints that count as coming back, by outcome."""
    log, first = whole_log(arrays), first_meetings(arrays, filters)
    returned: dict[str, Mask] = {}
    mature = np.zeros(len(first.at), dtype=bool)
    for name, touchpoints in returning.items():
        returned[name], mature = returned_within(arrays, touchpoints, filters, days).of(first.at)
    return Meetings(log, first, attribute(arrays, "persona"), returned, mature, arrays.space.origin)


def met_at_once(arrays: EventArrays) -> tuple[str, ...]:
    """Touchpoints nearly always met at the same instant as another that more events have."""
    log = whole_log(arrays)
    left = arrays.kept(("met at once",), lambda: Kept(_met_at_once(log))).values
    return tuple(log.touchpoints[number] for number in left)


def _met_at_once(log: WholeLog) -> Integers:
    same = np.flatnonzero((log.person[1:] == log.person[:-1]) & (log.moment[1:] == log.moment[:-1]))
    one, two = log.touchpoint[same], log.touchpoint[same + 1]
    size = len(log.touchpoints)
    events = np.bincount(log.touchpoint, minlength=size)
    ends = np.sort(np.stack([one, two]), axis=0)
    pairs, together = np.unique(ends[0].astype(np.int64) * size + ends[1], return_counts=True)
    left = set()
    for pair, number in zip(pairs.tolist(), together.tolist(), strict=True):
        first, second = divmod(pair, size)
        if first != second and number >= _TOGETHER * max(events[first], events[second]):
            left.add(_fewer(log.touchpoints, events, first, second))
    return np.array(sorted(left), dtype=np.int64)


def _fewer(names: Sequence[str], events: Integers, one: int, two: int) -> int:
    return max((one, two), key=lambda number: (-int(events[number]), names[number]))
