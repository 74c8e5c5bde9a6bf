"""The first event in view of each person at each touchpoint, and of each person at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_visits import VisitsInView, earliest, numbered, visits_in_view
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.medians import Floats, grouped_medians
from touchpath.analysis.log.whole import Integers, ShortNumbers
from touchpath.engine.arrays import computed
from touchpath.journey.filters import Filters


@dataclass(frozen=True)
class FirstMeetings:
    """Places in the log. `at`: the first event of each person at each touchpoint, by touchpoint, then by person.

    `bounds` says where those of each touchpoint begin and end, `places` is their median place in the journeys (0-1;
    NaN where nobody met it), `begun` the first event of each person in view.
    """

    at: ShortNumbers
    bounds: Integers
    places: Floats
    begun: ShortNumbers

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.at.nbytes + self.begun.nbytes

    @property
    def people(self) -> Integers:
        """How many people met each touchpoint."""
        return np.diff(self.bounds)

    def part(self, touchpoint: int) -> slice:
        """Where the meetings with a touchpoint are."""
        return slice(int(self.bounds[touchpoint]), int(self.bounds[touchpoint + 1]))

    def of(self, touchpoints: Mask) -> Mask:
        """Which meetings are with some touchpoints."""
        return np.repeat(touchpoints, self.people)

    def parts(self) -> Iterator[slice]:
        """Those of every touchpoint in turn."""
        return (self.part(number) for number in range(len(self.bounds) - 1))


def first_meetings(arrays: EventArrays, filters: Filters) -> FirstMeetings:
    """Those among the events that pass the filters, kept until the data change."""
    seen = visits_in_view(arrays, filters)
    return arrays.kept(("first meetings", filters), lambda: _found(seen))


def _found(seen: VisitsInView) -> FirstMeetings:
    touchpoints, lengths = len(seen.log.touchpoints), seen.log.lengths
    blocks = computed(lambda number: _of_block(seen, number, lengths), seen.visits.blocks)
    sizes = np.array([block.sizes for block in blocks], dtype=np.int64).reshape(-1, touchpoints)
    ends = np.cumsum(sizes, axis=1)
    ordered = [
        block.at[end[number] - block.sizes[number] : end[number]]
        for number in range(touchpoints)
        for block, end in zip(blocks, ends, strict=True)
    ]
    nothing = np.zeros(0, dtype=np.int32)
    return FirstMeetings(
        at=np.concatenate([nothing, *ordered]),
        bounds=np.cumsum([0, *sizes.sum(axis=0)]),
        places=grouped_medians([(block.places, block.sizes) for block in blocks], touchpoints),
        begun=np.concatenate([nothing, *(block.begun for block in blocks)]),
    )


@dataclass(frozen=True)
class _Block:
    """The first events of some people by touchpoint, how many are at each, and their places in the journeys."""

    at: ShortNumbers
    sizes: Integers
    places: Floats
    begun: ShortNumbers


def _of_block(seen: VisitsInView, number: int, lengths: ShortNumbers) -> _Block:
    rows, touchpoints = seen.block(number), len(seen.log.touchpoints)
    person, people = numbered(seen.log.person[rows.at])
    place = seen.spots.touchpoint[rows.spot]
    slot, at = earliest(place * people + person, rows.at, touchpoints * people)
    _, begun = earliest(slot % max(people, 1), at, people)
    sizes = np.bincount(slot // max(people, 1), minlength=touchpoints)
    places = seen.log.place[at] / np.maximum(lengths[seen.log.person[at]] - 1, 1)
    return _Block(at, sizes, places, begun)


def counted_touchpoints(arrays: EventArrays, filters: Filters) -> dict[str, tuple[int, int]]:
    """How many people met each touchpoint in view, and how many events it has there."""
    seen, met = visits_in_view(arrays, filters), first_meetings(arrays, filters)

    def count(number: int) -> Integers:
        rows = seen.block(number)
        return np.bincount(rows.spot, rows.events, len(seen.spots)).astype(np.int64)

    spots = np.sum([np.zeros(len(seen.spots), dtype=np.int64), *computed(count, seen.visits.blocks)], axis=0)
    events = np.bincount(seen.spots.touchpoint, spots, len(seen.log.touchpoints)).astype(np.int64)
    return dict(zip(seen.log.touchpoints, zip(met.people.tolist(), events.tolist(), strict=True), strict=True))
