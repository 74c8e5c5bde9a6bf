"""The journey of each conversion: which touches before it are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.touches import GoalEvents, Integers, Touches
from touchpath.analysis.log.keys import Mask, Positions
from touchpath.analysis.matching.choice import first_of_each


@dataclass(frozen=True)
class Journeys:
    """Stretches of touches, from `low` (inclusive) to `high`: of conversions, or of people without one."""

    person: Integers
    moment: Integers
    low: Positions
    high: Positions

    @property
    def lengths(self) -> Positions:
        """How many touches each has."""
        return self.high - self.low

    def where(self, kept: Mask) -> Journeys:
        """Those that a mask keeps."""
        return Journeys(self.person[kept], self.moment[kept], self.low[kept], self.high[kept])


@dataclass(frozen=True)
class JourneyTouches:
    """The touches of some journeys, one entry each: the journey, the place in it (from 0), the touch."""

    journey: Positions
    place: Positions
    touch: Positions
    lengths: Positions


def journeys_of(touches: Touches, converted: Mask, lookback: int | None, *, cut: bool) -> Journeys:
    """The journey of each goal event that is a conversion (`converted`, by its place).

    `lookback` in microseconds, None: all of the owner (its session); `cut`: not before the conversion before it.
    """
    goals = _kept(touches.goals, converted[touches.goals.place])
    low = goals.low
    if lookback is not None:
        low = np.maximum(low, _first_after(touches, goals, lookback))
    if cut:
        low = np.maximum(low, _ends_of_previous(goals))
    return Journeys(goals.person, goals.moment, low, goals.high)


def unconverted(touches: Touches, people: Integers, end: int, lookback: int | None) -> Journeys:
    """The last `lookback` before `end` of each of `people` (ascending): one journey each.

    Where touches are looked for in the session alone: those of the last session that has begun by then.
    """
    if lookback is None:
        return _last_sessions(touches, people, end)
    first = np.searchsorted(touches.person, people)
    last = np.searchsorted(touches.person, people, side="right")
    low = _bisected(touches.moment, first, last, end - lookback)
    high = _bisected(touches.moment, first, last, end)
    return Journeys(people, np.full(len(people), end), low, high)


def expanded(journeys: Journeys) -> JourneyTouches:
    """Every touch of every journey; journeys without one have no entry."""
    lengths = journeys.lengths
    journey = np.repeat(np.arange(len(lengths)), lengths)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(journey)) - np.repeat(starts, lengths)
    return JourneyTouches(journey, place, place + np.repeat(journeys.low, lengths), lengths)


def _kept(goals: GoalEvents, kept: Mask) -> GoalEvents:
    return GoalEvents(*(column[kept] for column in (goals.place, goals.owner, goals.person, goals.moment, goals.low,
                                                    goals.high)))  # fmt: skip


def _first_after(touches: Touches, goals: GoalEvents, lookback: int) -> Positions:
    """The first touch of the owner later than `lookback` before each conversion."""
    return _bisected(touches.moment, goals.low, goals.high, goals.moment - lookback)


def _bisected(moment: Integers, low: Positions, high: Positions, until: NDArray[np.int64] | int) -> Positions:
    """In each stretch of ascending moments, the first place past `until`: all are halved at once."""
    low, high = low.copy(), high.copy()
    until = np.broadcast_to(np.asarray(until), low.shape)
    while (open_ := np.flatnonzero(low < high)).size:
        middle = (low[open_] + high[open_]) >> 1
        later = moment[middle] > until[open_]
        high[open_[later]] = middle[later]
        low[open_[~later]] = middle[~later] + 1
    return low


def _ends_of_previous(goals: GoalEvents) -> Positions:
    """Where the touches up to the owner's previous conversion at an earlier instant end; 0 where there is none."""
    same = np.zeros(len(goals.owner), dtype=bool)
    same[1:] = (goals.owner[1:] == goals.owner[:-1]) & (goals.moment[1:] == goals.moment[:-1])
    group = np.cumsum(~same) - 1
    first = np.flatnonzero(~same)
    before = np.zeros(len(first), dtype=np.int64)
    again = goals.owner[first[1:]] == goals.owner[first[:-1]]
    before[1:][again] = goals.high[first[:-1]][again]
    return before[group] if len(group) else before


def _last_sessions(touches: Touches, people: Integers, end: int) -> Journeys:
    """The touches of the last session of each person that has begun by `end`."""
    units = first_of_each(touches.owner)
    units = units[touches.moment[units] <= end]
    stops = np.searchsorted(touches.owner, touches.owner[units], side="right")
    last = np.searchsorted(touches.person[units], people, side="right") - 1
    known = (last >= 0) & (touches.person[units][last] == people) if len(units) else np.zeros(len(people), dtype=bool)
    low = np.zeros(len(people), dtype=np.int64)
    high = low.copy()
    low[known], high[known] = units[last[known]], stops[last[known]]
    return Journeys(people, np.full(len(people), end), low, high)
