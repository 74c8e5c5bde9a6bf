"""Retained at N days after any number of events at once: as `at` says it for one touchpoint, in one pass.

For every event of the log the first return that counts is looked up: later than the event, of the same person and,
where the event's touchpoint is itself a return, outside the event's session. It is the same whatever is in view.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog, changes, chosen, conditioned, whole_log
from touchpath.analysis.retention.at import RetainedAt, retained_at
from touchpath.engine.arrays import computed
from touchpath.journey.filters import Filters

Integers = NDArray[np.int64]
_NOBODY = np.int32(-1)
OVER, RETURNED = np.uint8(1), np.uint8(2)


@dataclass(frozen=True)
class FirstReturns:
    """Microseconds from each event of a log to the first return `after` it; -1 where there is none."""

    after: Integers

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.after.nbytes

    def part(self, stretch: slice) -> FirstReturns:
        """Those of a part of the log."""
        return FirstReturns(self.after[stretch])

    def retained(self, log: WholeLog, entries: NDArray[np.integer], days: float) -> tuple[Mask, Mask]:
        """Whether the person of each entering event (places in the log) returned within `days`, and is mature."""
        return retained_at(log.moment[entries], self.after[entries], days, log.last_moment)


def first_returns(arrays: EventArrays, touchpoints: tuple[str, ...], filters: Filters) -> FirstReturns:
    """From every event, returns being the events of some touchpoints that meet the conditions of the filters.

    Of the filters nothing else matters, so it is kept for all that have the same conditions.
    """
    only = Filters(where=filters.where)

    def read() -> FirstReturns:
        log = whole_log(arrays)
        return returns_in(log, log.of(touchpoints) & conditioned(arrays, only))

    return arrays.kept(("first returns", touchpoints, only), read)


@dataclass(frozen=True)
class ReturnedWithin:
    """Of every event of a log whether its horizon is over (`OVER`) and the person returned in it (`RETURNED`)."""

    bits: NDArray[np.uint8]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.bits.nbytes

    def of(self, entries: NDArray[np.integer]) -> tuple[Mask, Mask]:
        """Whether the person of each entering event (places in the log) returned, and is mature."""
        bits = self.bits[entries]
        return (bits & RETURNED) > 0, (bits & OVER) > 0


def returned_within(
    arrays: EventArrays, touchpoints: tuple[str, ...], filters: Filters, days: float
) -> ReturnedWithin:
    """Within `days` of every event, by `first_returns`; kept like those."""
    log, back = whole_log(arrays), first_returns(arrays, touchpoints, filters)
    key = ("returned within", touchpoints, Filters(where=filters.where), days)
    return arrays.kept(key, lambda: _within(log, back, days))


def anything_again(arrays: EventArrays, days: float, filters: Filters) -> RetainedAt:
    """Who did anything again `days` days after their first event in view: as `read_retained` finds it, in the log."""
    log = whole_log(arrays)
    at = np.flatnonzero(chosen(arrays, filters))
    begun = at[changes(log.person[at])]
    retained, mature = returned_within(arrays, tuple(sorted(log.touchpoints)), filters, days).of(begun)
    return RetainedAt(log.person[begun], log.moment[begun] + arrays.space.origin, retained, mature)


def _within(log: WholeLog, back: FirstReturns, days: float) -> ReturnedWithin:
    bits = np.empty(len(log), dtype=np.uint8)

    def fill(stretch: slice) -> None:
        returned, mature = retained_at(log.moment[stretch], back.after[stretch], days, log.last_moment)
        bits[stretch] = returned * RETURNED | mature * OVER

    computed(fill, log.blocks)
    return ReturnedWithin(bits)


def returns_in(log: WholeLog, back: Mask) -> FirstReturns:
    """From every event, returns being the events that a mask keeps."""
    after = np.empty(len(log), dtype=np.int64)

    def fill(stretch: slice) -> None:
        part = log.part(stretch)
        after[stretch] = _Returns.of(part, back[stretch]).first(part)

    computed(fill, log.blocks)
    return FirstReturns(after)


@dataclass(frozen=True)
class _Returns:
    """The returns of some people, ready to be looked up from any of their events.

    `upto` counts them up to each event (that one included). `person`, `session` and `moment` are theirs, with
    nobody's return as the last; `ends` is the place among them after the run of each in its session; `meets` says at
    which touchpoints they are.
    """

    upto: Integers
    person: NDArray[np.int32]
    session: NDArray[np.int32]
    moment: Integers
    ends: Integers
    meets: Mask

    @classmethod
    def of(cls, log: WholeLog, back: Mask) -> _Returns:
        at = np.flatnonzero(back)
        met = np.bincount(log.touchpoint[at], minlength=len(log.touchpoints))
        person, session = log.person[at], log.session[at]
        return cls(
            np.cumsum(back), np.append(person, _NOBODY), np.append(session, 0), np.append(log.moment[at], 0),
            _ends_of_runs(person, session), met > 0,
        )  # fmt: skip

    def first(self, log: WholeLog) -> Integers:
        """Microseconds from each event to the first return after it; -1 where there is none."""
        entering = _Entering(log.person, log.session, log.moment, self.meets[log.touchpoint])
        place = self.upto.copy()
        found, own = self._looked_up(entering, place)
        left = np.flatnonzero(found == 0)
        while len(left):
            place[left] = np.where(own[left], self.ends[place[left]], place[left] + 1)
            found[left], own[left] = self._looked_up(entering.some(left), place[left])
            left = left[found[left] == 0]
        return found

    def _looked_up(self, entering: _Entering, place: Integers) -> tuple[Integers, Mask]:
        """Microseconds to the return at each place: -1 where it is of nobody, 0 where it does not count.

        And whether that is because it is in the session of the entry.
        """
        own = entering.not_in_session & (self.session[place] == entering.session)
        found = self.moment[place] - entering.moment
        found[own] = 0
        found[self.person[place] != entering.person] = -1
        return found, own


@dataclass(frozen=True)
class _Entering:
    """Whose events, in which sessions and when; whether no return in the session of the event counts."""

    person: NDArray[np.int32]
    session: NDArray[np.int32]
    moment: Integers
    not_in_session: Mask

    def some(self, which: Integers) -> _Entering:
        return _Entering(*(getattr(self, field.name)[which] for field in fields(self)))


def _ends_of_runs(person: NDArray[np.int32], session: NDArray[np.int32]) -> Integers:
    """For each event the place after its run of events of one person in one session."""
    if not len(person):
        return np.zeros(0, dtype=np.int64)
    starts = np.ones(len(person), dtype=bool)
    starts[1:] = (person[1:] != person[:-1]) | (session[1:] != session[:-1])
    begins = np.flatnonzero(starts)
    lengths = np.diff(np.append(begins, len(person)))
    return np.repeat(begins + lengths, lengths)
