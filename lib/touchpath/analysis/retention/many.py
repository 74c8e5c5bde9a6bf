"""Retained at N days after any number of events at once: as `at` says it for one touchpoint, in one pass.

For each entering event the first return that counts is looked up in the sorted log: later than the entry, of the same
person and, where the entry's touchpoint is itself a return, outside the entry's session.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog
from touchpath.analysis.retention.at import retained_at

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class ReturnsInLog:
    """The events of a log that are returns, ready to be looked up from any entering event.

    `at` are their places, `upto` counts them up to each event of the log (that one included), `ends` is the place
    among them after the run of each in its session, `meets` says at which touchpoints they are.
    """

    log: WholeLog
    at: Integers
    upto: Integers
    ends: Integers
    meets: Mask

    @classmethod
    def of(cls, log: WholeLog, back: Mask) -> ReturnsInLog:
        """Those that a mask keeps."""
        at = np.flatnonzero(back)
        met = np.bincount(log.touchpoint[at], minlength=len(log.touchpoints))
        return cls(log, at, np.cumsum(back), _ends_of_runs(log.person[at], log.session[at]), met > 0)

    def retained(self, entries: Integers, days: float) -> tuple[Mask, Mask]:
        """Whether the person of each entering event (places in the log) returned within `days`, and is mature."""
        return retained_at(self.log.moment[entries], self.first(entries), days, self.log.last_moment)

    def first(self, entries: Integers) -> Integers:
        """Microseconds from each entering event to the first return after it; -1 where there is none."""
        found = np.full(len(entries), -1, dtype=np.int64)
        if not len(self.at) or not len(entries):
            return found
        log, at = self.log, self.at
        own = self.meets[log.touchpoint[entries]]
        place = self.upto[entries]
        left = np.arange(len(entries))
        while len(left):
            inside = place[left] < len(at)
            here = at[np.minimum(place[left], len(at) - 1)]
            going = inside & (log.person[here] == log.person[entries[left]])
            left, here = left[going], here[going]
            entry = entries[left]
            same = own[left] & (log.session[here] == log.session[entry])
            done = ~same & (log.moment[here] != log.moment[entry])
            found[left[done]] = log.moment[here[done]] - log.moment[entry[done]]
            place[left] = np.where(same, self.ends[place[left]], place[left] + 1)
            left = left[~done]
        return found


def _ends_of_runs(person: NDArray[np.int32], session: NDArray[np.int32]) -> Integers:
    """For each event the place after its run of events of one person in one session."""
    if not len(person):
        return np.zeros(0, dtype=np.int64)
    starts = np.ones(len(person), dtype=bool)
    starts[1:] = (person[1:] != person[:-1]) | (session[1:] != session[:-1])
    begins = np.flatnonzero(starts)
    lengths = np.diff(np.append(begins, len(person)))
    return np.repeat(begins + lengths, lengths)
