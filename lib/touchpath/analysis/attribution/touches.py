"""From the events of some people to their touches: runs of neighbouring events with the same credited value."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask, Positions
from touchpath.analysis.log.sessions import starts_of

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class LoggedEvents:
    """All events of some people by person, time and source; one entry of each array is one event.

    `moment` is in microseconds, `name` numbers what the event would be credited as (0: it has none), `goal` marks
    events at the touchpoints of conversions, `silent` those that are never a touch, `direct` those through a direct
    channel. `named` numbers the session that the file names (0: none).
    """

    person: Integers
    moment: Integers
    name: NDArray[Any]
    goal: Mask
    silent: Mask
    direct: Mask
    named: NDArray[Any] | None = None

    def take(self, order: Positions) -> LoggedEvents:
        """The events in another order."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{name: column[order] for name, column in given.items() if column is not None})


@dataclass(frozen=True)
class Touches:
    """The touches of some people, and where the conversions stand among them.

    `owner` is the person, or the session where touches are looked for in it alone: each owner's touches stand
    together, by time. `converted` has the place of each goal event among all of these, by owner and time: those
    touches up to its instant end at `high`, those of its owner begin at `low`. `ends` are where owners end.
    """

    owner: Integers
    person: Integers
    moment: Integers
    name: NDArray[np.int32]
    direct: Mask
    goals: GoalEvents
    last_unit: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        held = (self.owner, self.person, self.moment, self.name, self.direct, self.last_unit)
        return sum(part.nbytes for part in held) + self.goals.nbytes


@dataclass(frozen=True)
class GoalEvents:
    """Events at the touchpoints of conversions: `low` to `high` are the touches of the owner up to the same instant.

    `place` is where each stands among the goal events of the block in order of person, time and source.
    """

    place: Positions
    owner: Integers
    person: Integers
    moment: Integers
    low: Positions
    high: Positions

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))


def touches_of(events: LoggedEvents, gap: int, *, by_session: bool) -> Touches:
    """The touches of some people; `gap` in microseconds ends a session, `by_session` makes each session an owner."""
    session, place = _sessions(events, gap), np.cumsum(events.goal) - 1
    owner = events.person
    if by_session:
        order = _side_by_side(events.person, session)
        events, session, place = events.take(order), session[order], place[order]
        owner = np.cumsum(_changes(events.person) | _changes(session))
    instant = np.maximum.accumulate(np.where(_changes(owner) | _changes(events.moment), np.arange(len(owner)), 0))
    start = _starts(events, owner, session, instant)
    goals = np.flatnonzero(events.goal)
    ends = np.searchsorted(instant, instant[goals], side="right") - 1
    firsts = np.flatnonzero(_changes(owner))
    begins = firsts[np.searchsorted(firsts, goals, side="right") - 1] if len(goals) else goals
    found = GoalEvents(
        place[goals], owner[goals], events.person[goals], events.moment[goals],
        np.searchsorted(start, begins), np.searchsorted(start, ends, side="right"),
    )  # fmt: skip
    return Touches(
        owner[start], events.person[start], events.moment[start], events.name[start].astype(np.int32),
        events.direct[start], found, owner[firsts],
    )  # fmt: skip


def _starts(events: LoggedEvents, owner: Integers, session: Integers, instant: Positions) -> Positions:
    """The first events of runs: of one owner and session, with one name, and no conversion earlier than an event."""
    at = np.flatnonzero(~(events.goal | events.silent))
    before = np.concatenate(([0], np.cumsum(events.goal)))[instant[at]]
    new = _changes(owner[at]) | _changes(session[at]) | _changes(events.name[at]) | _changes(before)
    return at[new]


def _sessions(events: LoggedEvents, gap: int) -> Integers:
    """A number for the session of each event: what the file names, else by the gap."""
    by_gap = np.cumsum(starts_of(events.person, events.moment, gap), dtype=np.int64)
    if events.named is None:
        return by_gap
    named = events.named.astype(np.int64)
    return np.where(named > 0, named + len(by_gap), by_gap)


def _side_by_side(person: Integers, session: Integers) -> Positions:
    """The order in which the events of each session stand together, sessions by person and begin."""
    together = person * (int(session.max(initial=0)) + 1) + session
    _, first, number = np.unique(together, return_index=True, return_inverse=True)
    order: Positions = np.argsort(first[number], kind="stable")
    return order


def _changes(column: NDArray[Any]) -> Mask:
    changes: Mask = np.ones(len(column), dtype=bool)
    changes[1:] = column[1:] != column[:-1]
    return changes
