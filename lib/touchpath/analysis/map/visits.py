"""First visits of touchpoints on channels: where in the journey, what came next, and what was bought afterwards.

Everything is counted over blocks of people, which work on several threads and in the processor's cache; what blocks
found is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog
from touchpath.analysis.map.worth import Worth
from touchpath.analysis.pain.meetings import first_events, first_meetings
from touchpath.analysis.retention.many import FirstReturns
from touchpath.engine.arrays import computed, side_by_side

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
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
class GroupedValues:
    """Values of groups: `pieces` hold them in the order of groups, each with how many every group has in it."""

    pieces: tuple[tuple[Floats, Integers], ...]

    @classmethod
    def of(cls, values: Floats, group: NDArray[np.int32], groups: int) -> GroupedValues:
        """Values in the order of their groups; those that are NaN are left out."""
        known = ~np.isnan(values)
        return cls(((values[known], np.bincount(group[known], minlength=groups)),))

    def __add__(self, other: GroupedValues) -> GroupedValues:
        """The values of both."""
        return GroupedValues(self.pieces + other.pieces)

    @cached_property
    def sizes(self) -> Integers:
        """How many values each group has."""
        return np.asarray(np.sum([sizes for _, sizes in self.pieces], axis=0))

    def medians(self) -> Floats:
        """The median of each group; NaN for a group without values."""
        ends = [np.cumsum(sizes) for _, sizes in self.pieces]

        def median(group: int) -> float:
            own = [
                values[end[group] - sizes[group] : end[group]]
                for (values, sizes), end in zip(self.pieces, ends, strict=True)
            ]
            together = np.concatenate(own)
            middle = [(len(together) - 1) // 2, len(together) // 2]
            return float(np.partition(together, middle)[middle].sum() / 2) if len(together) else nan

        return np.array(computed(median, range(len(self.sizes))), dtype=np.float64)


@dataclass(frozen=True)
class VisitSums:
    """What blocks of people found: by spot how many people, whose horizon is over, who left, and what they spent.

    `seconds` are those from first visits of each spot to the next event at another touchpoint, `relative` the
    positions of people's first events at each touchpoint. Of everybody's first event in view: how many people, `over`
    those whose horizon is over, `gone` those who left.
    """

    people: Integers
    mature: Integers
    left: Integers
    spent: Floats
    seconds: GroupedValues
    relative: GroupedValues
    everybody: Integers
    over: Integers
    gone: Integers

    @classmethod
    def together(cls, parts: Sequence[VisitSums]) -> VisitSums:
        """The sums of all parts."""
        found: dict[str, Any] = {}
        for name in (field.name for field in fields(cls)):
            first, *others = (getattr(part, name) for part in parts)
            found[name] = sum(others, first)
        return cls(**found)

    @property
    def onward(self) -> Integers:
        """How many first visits of each spot another touchpoint followed."""
        return self.seconds.sizes


@dataclass(frozen=True)
class Visits:
    """The first visits of some people: `seen` are the events in view, `shown` those of them at spots.

    `back` leads to the returns, which count within `days`.
    """

    log: WholeLog
    seen: Mask
    shown: Mask
    back: FirstReturns
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
        returned, mature = self.back.retained(self.log, at, self.days)
        spent = np.full(size, np.nan)
        if worth is not None:
            spent = np.bincount(spot[mature], worth.after(self.log, at[mature], self.days), size)
        begun = first_events(self.log, self.seen)
        again, over = self.back.retained(self.log, begun, self.days)
        return VisitSums(
            np.bincount(spot, minlength=size), np.bincount(spot[mature], minlength=size),
            np.bincount(spot[mature & ~returned], minlength=size), spent,
            GroupedValues.of(self._next_seconds(), spot, size), self._relative(),
            np.array([len(begun)]), np.array([over.sum()]), np.array([(over & ~again).sum()]),
        )  # fmt: skip

    def _relative(self) -> GroupedValues:
        """The relative position (0-1) of each person's first event at each touchpoint."""
        log = self.log
        at = first_meetings(log, self.shown, log.touchpoint, len(log.touchpoints))
        length = log.ends[at] - (at - log.place[at])
        relative = log.place[at] / np.maximum(length - 1, 1)
        return GroupedValues.of(relative, log.touchpoint[at], len(log.touchpoints))

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
    log: WholeLog, seen: Mask, shown: Mask, back: FirstReturns, days: float, spots: Spots, worth: Worth | None
) -> VisitSums:
    """The sums of everybody, block by block."""

    def of_block(stretch: slice) -> VisitSums:
        part = log.part(stretch)
        return Visits(part, seen[stretch], shown[stretch], back.part(stretch), days, spots).sums(worth)

    return VisitSums.together(side_by_side(of_block, log.blocks()))
