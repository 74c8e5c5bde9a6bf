"""Who met a touchpoint, who is compared with them, and what both did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import nan

import numpy as np

from touchpath.analysis.comparable.drawing import COMPARISONS, PAST_COMPARISONS, SECOND, Candidates, Wanted, draw
from touchpath.analysis.comparable.outcomes import Happened, Whole
from touchpath.analysis.comparable.states import Log, States
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.matching.choice import first_of_each
from touchpath.journey.comparable import ComparablePeople
from touchpath.stats.proportions import Floats

_BEFORE_GOALS_DAYS = 7
_MOST_MET = 20_000
_SEED = 20


@dataclass(frozen=True)
class Met:
    """The first meetings of a touchpoint in view that could be followed: their places in the log.

    `firsts` holds everybody's first meeting (past the end: none), whatever is in view; `ever` how many of the people
    in view met it; `drawn_from` how many could be followed where only some are looked at (0: all are). `outcome` is
    when people did what is asked for.
    """

    touchpoint: str
    place: Whole
    firsts: Whole
    ever: int
    drawn_from: int
    outcome: Happened

    @property
    def size(self) -> int:
        """How many people met it, and could be followed."""
        return len(self.place)


@dataclass(frozen=True)
class MatchedPeople:
    """A row per person who met it and was matched: the outcome of both sides, and who they are (NaN, -1: nobody)."""

    own: Floats
    person: Whole
    others: Floats
    other_person: Whole

    @property
    def their_means(self) -> Floats:
        """The mean outcome of the people compared with each."""
        return np.asarray(np.nanmean(self.others, axis=1)) if len(self.own) else self.own

    @property
    def outcomes(self) -> float:
        """How many had the outcome: of those who met it, and of as many comparable people."""
        there = np.isfinite(self.others)
        theirs = (there & (self.others != 0)).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        return float(np.count_nonzero(self.own) + theirs.sum())


@dataclass(frozen=True)
class MetComparison:
    """What one question compares: the log, its states, who is in view, and which events may be first meetings.

    `past_until` is up to when each event looks back. `last` is the end of the data, `horizon` how long people are
    followed, both in microseconds. `outcome` gives when people did what is asked for, seen from one touchpoint.
    """

    asked: ComparablePeople
    asking: tuple[str, ...]
    log: Log
    states: States
    in_view: Mask
    entering: Mask
    past_until: Whole
    last: int
    horizon: int
    outcome: Callable[[str], Happened]

    @property
    def outcome_touchpoints(self) -> tuple[str, ...]:
        """The touchpoints that are the outcome, and are not judged by it."""
        return {"goal": self.asked.goal, "revenue": self.asked.purchase, "return": ()}[self.asked.outcome]

    @cached_property
    def people(self) -> int:
        """How many people are in view."""
        return int(np.count_nonzero(self.in_view))

    def met(self, touchpoint: str) -> Met:
        """Who met a touchpoint first in view and could be followed."""
        log = self.log
        at = np.flatnonzero(log.at((touchpoint,)))
        first = at[first_of_each(log.person[at])]
        firsts = np.full(log.people, len(log.person))
        firsts[log.person[first]] = first
        ever = int(np.count_nonzero(self.in_view[log.person[first]]))
        place = first[self.entering[first] & (log.moment[first] + self.horizon <= self.last)]
        drawn_from = len(place) if len(place) > _MOST_MET else 0
        if drawn_from:
            place = np.sort(np.random.default_rng(_SEED).choice(place, _MOST_MET, replace=False))
        return Met(touchpoint, place, firsts, ever, drawn_from, self.outcome(touchpoint))

    def matched(self, met: Met) -> MatchedPeople:
        """The outcome after the first meeting, and after the same moment of comparable people."""
        log, states = self.log, self.states
        mine = met.place[self._follows_another[met.place]]
        state = mine - 1
        pause = log.moment[mine] - log.moment[state]
        wanted = Wanted(states.cell[state], pause // SECOND, log.person[mine], pause, self.last - self.horizon)
        others = self._drawn(met, states.key, states.order, wanted, COMPARISONS)
        kept = (others >= 0).any(axis=1)
        mine, others, pause = mine[kept], others[kept], pause[kept]
        begun = log.moment[others] + pause[:, None]
        own = met.outcome.within(log.person[mine], log.moment[mine], log.moment[mine] + self.horizon)
        return self._rows(met, own, mine, others, begun, begun + self.horizon)

    def before(self, met: Met) -> MatchedPeople:
        """The outcome in the time before the last touchpoint, and before a moment of like people."""
        log, states = self.log, self.states
        state = met.place[self._follows_another[met.place]] - 1
        nothing = np.zeros(len(state), dtype=np.int64)
        wanted = Wanted(states.past_cell[state], nothing, log.person[state], nothing, self.last)
        others = self._drawn(met, states.past_key, states.past_order, wanted, PAST_COMPARISONS)
        kept = (others >= 0).any(axis=1)
        state, others = state[kept], others[kept]
        own = met.outcome.within(log.person[state], log.moment[state] - self.horizon, self.past_until[state])
        return self._rows(met, own, state, others, log.moment[others] - self.horizon, self.past_until[others])

    def plain(self, met: Met) -> float:
        """The difference without matching: who met it within the days after their first event, and who did not."""
        log = self.log
        starts = first_of_each(log.person)
        starts = starts[self._of_people_in_view[starts] & (log.moment[starts] + self.horizon <= self.last)]
        person, begun = log.person[starts], log.moment[starts]
        did = met.outcome.within(person, begun, begun + self.horizon)
        first = met.firsts[person]
        found = first < len(log.person)
        found[found] = log.moment[first[found]] <= begun[found] + self.horizon
        if not 0 < np.count_nonzero(found) < len(found):
            return nan
        return float(did[found].mean() - did[~found].mean())

    def before_goals(self, met: Met) -> float:
        """The share (0-1) of goals that the touchpoint stood before, within 7 days or at the same moment."""
        log = self.log
        goals = np.flatnonzero(self._goals & self._of_people_in_view)
        if not len(goals):
            return nan
        when = log.happened(log.at((met.touchpoint,)))
        moment = log.moment[goals]
        return float(when.within(log.person[goals], moment - _BEFORE_GOALS_DAYS * DAY, moment).mean())

    def _drawn(self, met: Met, key: Whole, order: Whole, wanted: Wanted, most: int) -> Whole:
        """Places in the log of the comparisons; -1 for none. They had not met the touchpoint by then."""
        log = self.log
        fits = (order < met.firsts[log.person[order]]) & (log.moment[order] <= wanted.last)
        if not self.in_view.all():
            fits &= self._of_people_in_view[order]
        state = order[fits]
        found = draw(Candidates(key[fits], state, log.person[state], log.moment[state]), wanted, most, _SEED)
        return np.where(found >= 0, state.take(found, mode="clip") if len(state) else -1, -1)

    def _rows(self, met: Met, own: Floats, mine: Whole, others: Whole, after: Whole, until: Whole) -> MatchedPeople:
        """Both sides' outcomes; the others' between two moments each."""
        there = others >= 0
        whose = np.where(there, self.log.person[others], -1)
        theirs = np.full(others.shape, nan)
        theirs[there] = met.outcome.within(whose[there], after[there], until[there])
        return MatchedPeople(own, self.log.person[mine], theirs, whose)

    @cached_property
    def _goals(self) -> Mask:
        return self.log.at(self.asked.goal or self.asked.purchase)

    @cached_property
    def _follows_another(self) -> Mask:
        """Which events have one of the same person before them."""
        return np.append(False, self.log.person[1:] == self.log.person[:-1])[: len(self.log.person)]

    @cached_property
    def _of_people_in_view(self) -> Mask:
        return np.asarray(self.in_view[self.log.person])
