"""First visits of touchpoints on channels: where in the journey, what came next, and what was bought afterwards.

Everything is counted over blocks of people, which work on several threads and in the processor's cache; what blocks
found is added up. What is known of a spot is the same whatever other channels are in view, so it is kept for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import nan

import numpy as np

from touchpath.analysis.log.first_meetings import FirstMeetings
from touchpath.analysis.log.first_visits import VisitRows, VisitsInView, earliest, numbered
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.medians import Floats, grouped_medians
from touchpath.analysis.log.onward import NOWHERE, Onward
from touchpath.analysis.log.whole import Integers
from touchpath.analysis.map.worth import Worth
from touchpath.analysis.retention.many import OVER, RETURNED, ReturnedWithin
from touchpath.engine.arrays import computed

_SECOND = 1_000_000


@dataclass(frozen=True)
class SpotSums:
    """Of each spot: people, `events`, whose horizon is over, who left of them and what those over spent.

    `onward` are those whom another touchpoint followed, `seconds` the median until then (NaN: nobody's).
    """

    people: Integers
    events: Integers
    mature: Integers
    left: Integers
    spent: Floats
    onward: Integers
    seconds: Floats

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))


@dataclass(frozen=True)
class AfterVisits:
    """What may follow a visit: returns `within` a horizon of `days`, another touchpoint, payments (None: no sum)."""

    within: ReturnedWithin
    onward: Onward
    days: float
    worth: Worth | None


@dataclass(frozen=True)
class _BlockSums:
    """What one block of people found: people by spot and `bits` of their return; `seconds` are grouped by spot.

    Of those each spot has `onward`.
    """

    people: Integers
    events: Integers
    spent: Floats
    onward: Integers
    seconds: Floats


_BITS = 4


def spot_sums(seen: VisitsInView, after: AfterVisits) -> SpotSums:
    """The sums of the spots in view. Without payments, what people spent is NaN."""
    blocks = computed(lambda number: _of_block(seen, number, after), seen.visits.blocks)
    size = len(seen.spots)
    people = _added([block.people for block in blocks], size * _BITS).reshape(size, _BITS)
    pieces = [(block.seconds, block.onward) for block in blocks]
    return SpotSums(
        people=people.sum(axis=1),
        events=_added([block.events for block in blocks], size),
        mature=people[:, OVER] + people[:, OVER | RETURNED],
        left=people[:, OVER],
        spent=np.asarray(np.sum([np.zeros(size), *(block.spent for block in blocks)], axis=0)),
        onward=_added([block.onward for block in blocks], size),
        seconds=grouped_medians(pieces, size),
    )


def _added(counts: Sequence[Integers], size: int) -> Integers:
    """The counts of all blocks together."""
    return np.asarray(np.sum([np.zeros(size, dtype=np.int64), *counts], axis=0))


def _of_block(seen: VisitsInView, number: int, after: AfterVisits) -> _BlockSums:
    log, rows, size = seen.log, seen.block(number), len(seen.spots)
    spot, bits = rows.spot.astype(np.int64), after.within.bits[rows.at]
    follows = after.onward.place[rows.at]
    known = np.flatnonzero(follows != NOWHERE)
    seconds = (log.moment[follows[known]] - log.moment[rows.at[known]]) / _SECOND
    return _BlockSums(
        np.bincount(spot * _BITS + bits, minlength=size * _BITS),
        np.bincount(spot, rows.events, size).astype(np.int64),
        _spent(seen, rows, np.flatnonzero(bits & OVER), after),
        np.bincount(spot[known], minlength=size),
        seconds,
    )


def _spent(seen: VisitsInView, rows: VisitRows, over: Integers, after: AfterVisits) -> Floats:
    """What people paid after some visits, by spot."""
    if after.worth is None:
        return np.full(len(seen.spots), nan)
    if not len(after.worth.key):
        return np.zeros(len(seen.spots))
    paid = after.worth.after(seen.log, rows.at[over], after.days)
    return np.bincount(rows.spot[over], paid, len(seen.spots)).astype(np.float64)


def everybody_after(met: FirstMeetings, within: ReturnedWithin) -> tuple[int, int]:
    """Of everybody's first event in view: whose horizon is over, and how many of them left."""
    returned, mature = within.of(met.begun)
    return int(mature.sum()), int((mature & ~returned).sum())


def people_by_channel(seen: VisitsInView, inside: Mask) -> Integers:
    """How many people are at some of the spots in view, by the number of the channel."""
    channels = len(seen.log.channels) + 1

    def count(number: int) -> Integers:
        rows = seen.block(number)
        rows = rows.some(np.flatnonzero(inside[rows.spot]))
        person, people = numbered(seen.log.person[rows.at])
        slot, _ = earliest(seen.spots.channel[rows.spot] * people + person, rows.at, channels * people)
        return np.bincount(slot // max(people, 1), minlength=channels)

    return _added(computed(count, seen.visits.blocks), channels)


def people_by_spot(seen: VisitsInView) -> Integers:
    """How many people each spot in view has."""

    def count(number: int) -> Integers:
        return np.bincount(seen.block(number).spot, minlength=len(seen.spots))

    return _added(computed(count, seen.visits.blocks), len(seen.spots))


def events_at(seen: VisitsInView, touchpoint: int) -> int:
    """How many events in view are at a touchpoint, by its number."""

    def count(number: int) -> int:
        rows = seen.block(number)
        return int(rows.events[seen.spots.touchpoint[rows.spot] == touchpoint].sum())

    return sum(computed(count, seen.visits.blocks))
