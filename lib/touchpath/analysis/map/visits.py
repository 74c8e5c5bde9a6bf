"""First visits of touchpoints on channels: where in the journey, what came next, and what was bought afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.orders import read_payments
from touchpath.analysis.log.whole import WholeLog
from touchpath.analysis.pain.meetings import first_meetings
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Step

Integers = NDArray[np.int64]
_DAY = 86_400_000_000
_SECOND = 1_000_000
_RADIX_SORTED = 32_000
"""So many groups have numbers of two bytes, which numpy sorts in a time that grows with their count alone."""


@dataclass(frozen=True)
class Visits:
    """The events in view by spot: `spots` are (touchpoint, channel) by number, `label` is that of each event."""

    log: WholeLog
    mask: Mask
    label: NDArray[np.int32]
    spots: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, log: WholeLog, mask: Mask) -> Visits:
        """Events at no spot in view carry -1."""
        width = len(log.channels) + 1
        code = log.touchpoint.astype(np.int64) * width + log.channel
        there = np.flatnonzero(np.bincount(code[mask], minlength=len(log.touchpoints) * width))
        number = np.full(len(log.touchpoints) * width + 1, -1, dtype=np.int32)
        number[there] = np.arange(len(there))
        return cls(log, mask, number[code], tuple((int(at) // width, int(at) % width) for at in there))

    @cached_property
    def firsts(self) -> Integers:
        """The first visit of each person at each spot, in the order of spots."""
        return first_meetings(self.log, self.mask, self.label, len(self.spots))

    @cached_property
    def spot(self) -> NDArray[np.int32]:
        """The spot of each first visit."""
        return self.label[self.firsts]

    def count(self, kept: Mask | None = None) -> Integers:
        """How many first visits each spot has, of those a mask keeps."""
        return np.bincount(self.spot if kept is None else self.spot[kept], minlength=len(self.spots))

    def events(self) -> Integers:
        """How many events each spot has."""
        return np.bincount(self.label[self.mask], minlength=len(self.spots))

    def places(self) -> NDArray[np.float64]:
        """The median relative position (0-1) of first visits of each touchpoint; NaN where there are none."""
        log = self.log
        at = first_meetings(log, self.mask, log.touchpoint, len(log.touchpoints))
        length = log.ends[at] - (at - log.place[at])
        relative = log.place[at] / np.maximum(length - 1, 1)
        return medians(log.touchpoint[at], relative, len(log.touchpoints))

    def next_seconds(self) -> NDArray[np.float64]:
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


def medians(of: NDArray[np.int32], values: NDArray[np.float64], groups: int) -> NDArray[np.float64]:
    """The median of each group's values, without those that are NaN; NaN for a group without any."""
    known = ~np.isnan(values)
    of, values = of[known], values[known]
    small = of.astype(np.int16) if groups < _RADIX_SORTED else of
    values, sizes = values[np.argsort(small, kind="stable")], np.bincount(of, minlength=groups)
    ends = np.cumsum(sizes)
    found = np.full(groups, np.nan)
    for group in np.flatnonzero(sizes):
        own, size = values[ends[group] - sizes[group] : ends[group]], sizes[group]
        middle = np.partition(own, [(size - 1) // 2, size // 2])
        found[group] = (middle[(size - 1) // 2] + middle[size // 2]) / 2
    return found


@dataclass(frozen=True)
class _Worth:
    key: Integers
    total: NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.key.nbytes + self.total.nbytes


def worth_after(
    arrays: EventArrays, log: WholeLog, entries: Integers, days: float, purchase: tuple[str, ...]
) -> NDArray[np.float64]:
    """What the person of each entering event bought after it within `days`, net of refunds."""
    width = log.last_moment + 2
    worth = arrays.kept(("worth", purchase), lambda: _read(arrays.engine, width, arrays.space.origin, purchase))
    begins = log.person[entries].astype(np.int64) * width + log.moment[entries]
    ends = np.minimum(begins + round(days * _DAY), (log.person[entries].astype(np.int64) + 1) * width - 1)
    totals = np.concatenate(([0.0], worth.total))
    found = totals[np.searchsorted(worth.key, ends, side="right")]
    found -= totals[np.searchsorted(worth.key, begins, side="right")]
    return np.asarray(found)


def _read(engine: Reader, width: int, origin: int, purchase: tuple[str, ...]) -> _Worth:
    paid = read_payments(engine, Step(purchase or None), NO_FILTERS)
    moment = paid.moment - origin
    kept = moment < width - 1
    key = (paid.person.astype(np.int64) * width + moment)[kept]
    order = np.argsort(key, kind="stable")
    return _Worth(key[order], np.cumsum(np.asarray(paid.worth)[kept][order]))
