"""First visits of touchpoints on channels: where in the journey, what came next, and what was bought afterwards.

Everything is counted over blocks of people, which work on several threads and in the processor's cache; what blocks
found is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.ordering import by_group
from touchpath.analysis.log.whole import WholeLog
from touchpath.analysis.map.worth import Worth
from touchpath.analysis.pain.meetings import first_meetings
from touchpath.analysis.retention.many import ReturnsInLog
from touchpath.engine.arrays import side_by_side

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
_LISTS = ("spot", "seconds", "met", "relative")
_SECOND = 1_000_000


@dataclass(frozen=True)
class Spots:
    """The spots of events in view: `pairs` are (touchpoint, channel) by number, `events` how many each has."""

    pairs: tuple[tuple[int, int], ...]
    events: Integers
    _number: NDArray[np.int32]

    @classmethod
    def of(cls, log: WholeLog, mask: Mask) -> Spots:
        """Those at which the masked events are."""
        width = len(log.channels) + 1
        size = len(log.touchpoints) * width

        def count(stretch: slice) -> Integers:
            return np.bincount(_codes(log.part(stretch))[mask[stretch]], minlength=size)

        events = _added(count, log, size)
        there = np.flatnonzero(events)
        number = np.full(size + 1, -1, dtype=np.int32)
        number[there] = np.arange(len(there))
        return cls(tuple((int(at) // width, int(at) % width) for at in there), events[there], number)

    def labels(self, log: WholeLog) -> NDArray[np.int32]:
        """The spot of each event; those at no spot carry -1."""
        return self._number[_codes(log)]

    def people(self, log: WholeLog, mask: Mask) -> Integers:
        """How many people the masked events of each spot are of."""

        def count(stretch: slice) -> Integers:
            part = log.part(stretch)
            labels = self.labels(part)
            at = first_meetings(part, mask[stretch], labels, len(self.pairs))
            return np.bincount(labels[at], minlength=len(self.pairs))

        return _added(count, log, len(self.pairs))

    def people_at(self, log: WholeLog, mask: Mask, inside: Mask) -> Integers:
        """How many people the masked events at some spots are of, by channel; `inside` says which (last: none)."""

        def count(stretch: slice) -> Integers:
            part = log.part(stretch)
            at = first_meetings(part, mask[stretch] & inside[self.labels(part)], part.channel, len(log.channels) + 1)
            return np.bincount(part.channel[at], minlength=len(log.channels) + 1)

        return _added(count, log, len(log.channels) + 1)


def _added(count: Callable[[slice], Integers], log: WholeLog, size: int) -> Integers:
    """The counts of all blocks together."""
    return np.asarray(np.sum([np.zeros(size, dtype=np.int64), *side_by_side(count, log.blocks())], axis=0))


def _codes(log: WholeLog) -> Integers:
    return log.touchpoint.astype(np.int64) * (len(log.channels) + 1) + log.channel


@dataclass(frozen=True)
class VisitSums:
    """What blocks of people found: by spot how many people, whose horizon is over, who left, and what they spent.

    One for each first visit: its `spot` and the `seconds` to the next other touchpoint (NaN: none). One for each
    person's first event at a touchpoint: `met` and its `relative` position. Of everybody's first event in view:
    how many people, `over` those whose horizon is over, `gone` those who left.
    """

    people: Integers
    mature: Integers
    left: Integers
    spent: Floats
    spot: NDArray[np.int32]
    seconds: Floats
    met: NDArray[np.int32]
    relative: Floats
    everybody: Integers
    over: Integers
    gone: Integers

    @classmethod
    def together(cls, parts: Sequence[VisitSums]) -> VisitSums:
        """Sums are added, lists follow one another."""
        found: dict[str, Any] = {}
        for name in (field.name for field in fields(cls)):
            own = [getattr(part, name) for part in parts]
            found[name] = np.concatenate(own) if name in _LISTS else np.sum(own, axis=0)
        return cls(**found)

    def onward(self, spots: int) -> Integers:
        """How many first visits of each spot another touchpoint followed."""
        return np.bincount(self.spot[~np.isnan(self.seconds)], minlength=spots)


@dataclass(frozen=True)
class Visits:
    """The first visits of some people: `seen` are the events in view, `shown` those of them at spots.

    `back` says which events are returns, within `days`.
    """

    log: WholeLog
    seen: Mask
    shown: Mask
    back: Mask
    days: float
    spots: Spots

    @cached_property
    def firsts(self) -> Integers:
        """The first visit of each person at each spot, in the order of spots."""
        return first_meetings(self.log, self.shown, self.labels, len(self.spots.pairs))

    @cached_property
    def labels(self) -> NDArray[np.int32]:
        """The spot of each event."""
        return self.spots.labels(self.log)

    def sums(self, worth: Worth | None) -> VisitSums:
        """Everything counted; `worth` is what people pay, None where it has no sum."""
        size, at, spot = len(self.spots.pairs), self.firsts, self.labels[self.firsts]
        back = ReturnsInLog.of(self.log, self.back)
        returned, mature = back.retained(at, self.days)
        spent = np.full(size, np.nan)
        if worth is not None:
            spent = np.bincount(spot[mature], worth.after(self.log, at[mature], self.days), size)
        met, relative = self._relative()
        begun = first_meetings(self.log, self.seen, np.zeros(len(self.log), dtype=np.int32), 1)
        again, over = back.retained(begun, self.days)
        return VisitSums(
            np.bincount(spot, minlength=size), np.bincount(spot[mature], minlength=size),
            np.bincount(spot[mature & ~returned], minlength=size), spent, spot, self._next_seconds(), met, relative,
            np.array([len(begun)]), np.array([over.sum()]), np.array([(over & ~again).sum()]),
        )  # fmt: skip

    def _relative(self) -> tuple[NDArray[np.int32], Floats]:
        """The touchpoint and the relative position (0-1) of each person's first event there."""
        log = self.log
        at = first_meetings(log, self.shown, log.touchpoint, len(log.touchpoints))
        length = log.ends[at] - (at - log.place[at])
        return log.touchpoint[at], log.place[at] / np.maximum(length - 1, 1)

    def _next_seconds(self) -> Floats:
        """Seconds from each first visit to the person's next event at another touchpoint; NaN where there is none."""
        log = self.log
        changes = np.ones(len(log), dtype=bool)
        changes[1:] = (log.person[1:] != log.person[:-1]) | (log.touchpoint[1:] != log.touchpoint[:-1])
        begins = np.append(np.flatnonzero(changes), len(log))
        follows = begins[np.cumsum(changes)[self.firsts]]
        inside = np.minimum(follows, max(len(log) - 1, 0))
        known = (follows < len(log)) & (log.person[inside] == log.person[self.firsts])
        seconds = (log.moment[inside] - log.moment[self.firsts]) / _SECOND
        return np.where(known, seconds, np.nan)


def visit_sums(
    log: WholeLog, seen: Mask, shown: Mask, back: Mask, days: float, spots: Spots, worth: Worth | None
) -> VisitSums:
    """The sums of everybody, block by block."""

    def of_block(stretch: slice) -> VisitSums:
        part = log.part(stretch)
        return Visits(part, seen[stretch], shown[stretch], back[stretch], days, spots).sums(worth)

    return VisitSums.together(side_by_side(of_block, log.blocks()))


def medians(of: NDArray[np.int32], values: Floats, groups: int) -> Floats:
    """The median of each group's values, without those that are NaN; NaN for a group without any."""
    known = ~np.isnan(values)
    of, values = of[known], values[known]
    values, sizes = values[by_group(of, groups)], np.bincount(of, minlength=groups)
    ends = np.cumsum(sizes)
    found = np.full(groups, np.nan)
    for group in np.flatnonzero(sizes):
        own, size = values[ends[group] - sizes[group] : ends[group]], sizes[group]
        middle = np.partition(own, [(size - 1) // 2, size // 2])
        found[group] = (middle[(size - 1) // 2] + middle[size // 2]) / 2
    return found
