"""Retained at N days after any number of events at once: as `at` says it for one touchpoint, in one pass.

For each entering event the first return that counts is looked up in the sorted log: later than the entry, of the same
person and, where the entry's touchpoint is itself a return, outside the entry's session.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog
from touchpath.analysis.retention.at import retained_at

Integers = NDArray[np.int64]


def retained_after(log: WholeLog, entries: Integers, back: Mask, days: float) -> tuple[Mask, Mask]:
    """Whether the person of each entering event (places in the log) returned within `days`, and whether it is mature.

    `back` says which events of the log are returns.
    """
    first = first_returns(log, entries, back)
    return retained_at(log.moment[entries], first, days, log.last_moment)


def first_returns(log: WholeLog, entries: Integers, back: Mask) -> Integers:
    """Microseconds from each entering event to the first return after it; -1 where there is none."""
    at = np.flatnonzero(back)
    found = np.full(len(entries), -1, dtype=np.int64)
    if not len(at) or not len(entries):
        return found
    person, moment, session = log.person[at], log.moment[at], log.session[at]
    ends = _ends_of_runs(person, session)
    meets = np.zeros(len(log.touchpoints), dtype=bool)
    meets[np.unique(log.touchpoint[at])] = True
    own = meets[log.touchpoint[entries]]
    place = np.cumsum(back)[entries]
    left = np.arange(len(entries))
    while len(left):
        inside = place[left] < len(at)
        left = left[inside & (person[np.minimum(place[left], len(at) - 1)] == log.person[entries[left]])]
        here, entry = place[left], entries[left]
        tied = moment[here] == log.moment[entry]
        same = own[left] & (session[here] == log.session[entry])
        done = ~tied & ~same
        found[left[done]] = moment[here[done]] - log.moment[entry[done]]
        place[left] = np.where(same, ends[here], here + 1)
        left = left[~done]
    return found


def _ends_of_runs(person: NDArray[np.int32], session: NDArray[np.int32]) -> Integers:
    """For each event the place after its run of events of one person in one session."""
    starts = np.ones(len(person), dtype=bool)
    starts[1:] = (person[1:] != person[:-1]) | (session[1:] != session[:-1])
    begins = np.flatnonzero(starts)
    lengths = np.diff(np.append(begins, len(person)))
    return np.repeat(begins + lengths, lengths)
