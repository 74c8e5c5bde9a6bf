"""The states people were in: after each event that does not only ask, until their next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.comparable.drawing import MOST_SECONDS, SECOND, sort_key
from touchpath.analysis.comparable.outcomes import Happened, Whole
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.matching.choice import first_of_each

TENURE_EDGES = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180)
ACTIVITY_EDGES = (1, 2, 3, 4, 5, 6, 8)
ACTIVE_DAYS = 14
_FOLLOWS, _FOLLOWS_DAYS = 0.95, 30


@dataclass(frozen=True)
class Log:
    """All events that do not only ask, by person, time and source; `event` is the place of each among all events.

    `moment` in microseconds since the origin; `touchpoint` numbers the shown names (see `names`), `channel` from 1.
    """

    event: Whole
    person: Whole
    moment: Whole
    touchpoint: NDArray[np.int32]
    channel: NDArray[np.int32]
    names: tuple[str, ...]
    people: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.event.nbytes * 3 + self.touchpoint.nbytes * 2

    def at(self, names: Sequence[str]) -> Mask:
        """Which events are at one of these touchpoints."""
        wanted = np.array([name in names for name in self.names], dtype=bool)
        return np.asarray(wanted[self.touchpoint])

    def happened(self, events: Mask) -> Happened:
        """When each person did some of the events."""
        return Happened.of(self.person[events], self.moment[events], self.people)


@dataclass(frozen=True)
class States:
    """The state after each event of the log: its cells, and in which order the cells and pauses stand.

    `seconds` are the whole seconds to the person's next event. `cell` numbers what must be the same (last touchpoint,
    persona, first channel, bands of tenure and activity), `past_cell` the same for the negative control (persona,
    first channel, day of tenure, band of activity).
    """

    cell: Whole
    past_cell: Whole
    key: Whole
    order: Whole
    past_key: Whole
    past_order: Whole

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))


def states_of(log: Log, persona: Whole, first_channel: Whole, day: Whole, goal: Sequence[str]) -> States:
    """The states of a log; `persona` and `first_channel` number those of each event's person, `day` each event's day.

    Days with nothing but the goal, or what follows from it, are not active.
    """
    starts = first_of_each(log.person)
    first = np.repeat(log.moment[starts], np.diff(np.append(starts, len(log.person))))
    tenure = (log.moment - first) // DAY
    traits = [persona, first_channel, _activity(log, day, goal)]
    cell = _cells([log.touchpoint, *traits, np.searchsorted(TENURE_EDGES, tenure, side="right")])
    past_cell = _cells([*traits, tenure])
    key, past_key = sort_key(cell, _seconds(log)), sort_key(past_cell, np.ones_like(past_cell))
    order, past_order = np.argsort(key, kind="stable"), np.argsort(past_key, kind="stable")
    return States(cell, past_cell, key[order], order, past_key[past_order], past_order)


def _seconds(log: Log) -> Whole:
    """The whole seconds from each event to the same person's next; as many as there can be after the last."""
    found = np.full(len(log.person), MOST_SECONDS)
    same = log.person[1:] == log.person[:-1]
    pause = np.minimum(np.diff(log.moment) // SECOND, MOST_SECONDS)
    found[:-1][same] = pause[same]
    return found


def _activity(log: Log, day: Whole, goal: Sequence[str]) -> Whole:
    """The band of days with an event among the 14 days before the day of each event."""
    own = log.person * (int(day.max(initial=0)) + 2 * ACTIVE_DAYS) + day + ACTIVE_DAYS
    active = own[~log.at((*goal, *follows(log, goal)))]
    active = active[first_of_each(active)]
    found = np.searchsorted(active, own) - np.searchsorted(active, own - ACTIVE_DAYS)
    return np.searchsorted(ACTIVITY_EDGES, found, side="right")


def follows(log: Log, goal: Sequence[str]) -> tuple[str, ...]:
    """Touchpoints that follow from the goal: 95 % of their events come within 30 days after one, or with it."""
    reached = log.happened(log.at(goal)).within(log.person, log.moment - _FOLLOWS_DAYS * DAY, log.moment)
    size = np.bincount(log.touchpoint, minlength=len(log.names))
    after = np.bincount(log.touchpoint, reached, minlength=len(log.names))
    found = (size > 0) & (after >= _FOLLOWS * size)
    return tuple(name for name, kept in zip(log.names, found, strict=True) if kept and name not in goal)


def _cells(parts: Sequence[NDArray[np.integer]]) -> Whole:
    """A number for each combination of the parts, in order."""
    together = np.zeros(len(parts[0]), dtype=np.int64)
    for part in parts:
        together = together * (int(part.max(initial=0)) + 1) + part
    return np.unique(together, return_inverse=True)[1].astype(np.int64)
