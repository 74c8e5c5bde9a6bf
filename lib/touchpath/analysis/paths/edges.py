"""Transitions: every neighbouring pair of steps, with a start before and an end behind each path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.paths.tally import Tally, places
from touchpath.analysis.paths.units import UnitPaths

Integers = NDArray[np.int64]
_KEY_BITS = 62


@dataclass(frozen=True)
class EdgeCounts:
    """What adds up over people: `count` and distinct `people` at from * width + to.

    Nodes are numbered below width - 2; the start is width - 2, the end width - 1. `pairs` and `times` have one entry
    per transition between two nodes: which, and the microseconds it took.
    """

    width: int
    count: Tally
    people: Tally
    pairs: Integers
    times: Integers
    units: int

    @classmethod
    def together(cls, parts: Sequence[EdgeCounts], width: int) -> EdgeCounts:
        """The counts of all blocks of people."""
        nothing = [np.zeros(0, dtype=np.int64)]
        return cls(
            width,
            Tally.together(part.count for part in parts),
            Tally.together(part.people for part in parts),
            np.concatenate([part.pairs for part in parts] or nothing),
            np.concatenate([part.times for part in parts] or nothing),
            sum(part.units for part in parts),
        )

    def quantiles(self, shares: Sequence[float]) -> NDArray[np.float64]:
        """For each key of `count` (row) the quantiles (column) of its times, interpolated; NaN without times."""
        return quantiles(places(self.count.keys, self.pairs), self.times, len(self.count.keys), shares)


def quantiles(place: Integers, times: Integers, number: int, shares: Sequence[float]) -> NDArray[np.float64]:
    """For each of a number of places (row) the quantiles (column) of the times there, interpolated; NaN without."""
    end = np.cumsum(np.bincount(place, minlength=number))
    first = np.append(0, end)[:-1]
    ordered = _by_place(place, times, number)
    found = np.full((number, len(shares)), np.nan)
    some = np.flatnonzero(end > first)
    for column, share in enumerate(shares):
        at = first[some] + share * (end[some] - first[some] - 1)
        low = np.floor(at).astype(np.int64)
        high = np.minimum(low + 1, end[some] - 1)
        found[some, column] = ordered(low) + (at - low) * (ordered(high) - ordered(low))
    return found


def edges_of(paths: UnitPaths, size: int) -> EdgeCounts:
    """The transitions of paths; `size` is one more than the largest number of a node."""
    width = size + 2
    node = paths.node.astype(np.int64)
    last = paths.begins[1:] - 1
    following = np.empty_like(node)
    following[:-1] = node[1:]
    following[last] = width - 1
    pairs = node * width + following
    between = np.ones(len(node), dtype=bool)
    between[last] = False
    starts = (width - 2) * width + node[paths.begins[:-1]]
    everything = np.concatenate([pairs, starts])
    person = np.concatenate([np.repeat(paths.person, paths.lengths), paths.person])
    at = np.flatnonzero(between)
    times = paths.moment[at + 1] - paths.moment[at]
    count = Tally.of(everything)
    return EdgeCounts(width, count, _people(everything, person, count.keys), pairs[at], times, len(paths.person))


def _people(pairs: Integers, person: Integers, known: Integers) -> Tally:
    """How many distinct people each pair has."""
    span = int(person.max(initial=0)) + 1
    together = places(known, pairs) * span + person
    if len(known) * span < 1 << 32:
        together = together.astype(np.uint32)  # sorts in half the time
    together.sort()
    distinct = np.ones(len(together), dtype=bool)
    np.not_equal(together[1:], together[:-1], out=distinct[1:])
    counted = Tally.of((together[distinct] // span).astype(np.int64))
    return Tally(known[counted.keys], counted.counts)


def _by_place(place: NDArray[Any], times: Integers, places: int) -> Callable[[Integers], Integers]:
    """Reads the times sorted by place and time; one number for both sorts faster, where it fits."""
    span = int(times.max(initial=0)) + 1
    if places * span < 1 << _KEY_BITS:
        together = np.sort(place * span + times)
        return lambda at: together[at] % span
    ordered = times[np.lexsort((times, place))]
    return lambda at: ordered[at]
