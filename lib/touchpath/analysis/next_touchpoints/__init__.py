"""Which touchpoints are worth testing next: people who met each against comparable people who had not, and who could.

Nothing is matched here: analysis/comparable does that, with its check of the past. Here the first meetings are
narrowed to those that followed the asked state, and what is found becomes a hypothesis with the size of its test.
"""

from __future__ import annotations

import json
from dataclasses import replace
from math import isfinite, nan

import numpy as np

from touchpath.analysis.change.plan import plan_rates
from touchpath.analysis.comparable import judged_list
from touchpath.analysis.comparable.matching import MetComparison
from touchpath.analysis.comparable.outcomes import Whole
from touchpath.analysis.comparable.reading import read_comparison
from touchpath.analysis.comparable.result import MetTouchpoint
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.next_touchpoints.result import Audience, Hypothesis, NextCompared, NextResult
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.hidden_factor import hidden_factor, least_hidden_factor

FEWEST_WAYS = 0.01
"""A touchpoint is met from where at least this share of its first meetings came."""
TEST_WEEKS = 4
_READ, _ALL = 20, 100
"""Parts of the whole that reading takes, and all of them."""


def measure(
    engine: Reader, asked: NextTouchpoints, filters: Filters = NO_FILTERS, watch: Watch = unwatched
) -> NextCompared:
    """Every touchpoint against comparable people, p-values adjusted as one list, and who could meet it today.

    `watch` is told how far it is, of a hundred parts.
    Raises DefinitionError without a goal, and for a state at a touchpoint that the data do not have.
    """
    watch(0, _ALL)
    asked = settled(engine, asked)
    comparison = read_comparison(engine, asked.compared, filters)
    names = tuple(EventArrays(engine).touchpoints)
    if unknown := [name for name in asked.starting if name not in names]:
        raise DefinitionError(f'There is no touchpoint called "{unknown[0]}" in the data.')
    return compared(comparison, asked, names, watch)


def compared(
    comparison: MetComparison, asked: NextTouchpoints, names: tuple[str, ...], watch: Watch = unwatched
) -> NextCompared:
    """The same of a comparison that is read already."""
    narrowed = replace(comparison, entering=comparison.entering & _from_state(comparison, asked))
    found = judged_list(narrowed, names, lambda done, of: watch(_READ + (_ALL - _READ) * done // max(of, 1), _ALL))
    judged = [row.touchpoint for row in found.touchpoints if isfinite(row.adjusted_p)]
    return NextCompared(asked, found, tuple(_audience(narrowed, asked, name) for name in judged))


def settled(engine: Reader, asked: NextTouchpoints) -> NextTouchpoints:
    """The question with the goal and the returns of the workspace where it names none."""
    rows = engine.frame("ask/settings").itertuples()
    given = {
        str(row.name): json.loads(str(row.value)) for row in rows if row.name in ("goal", "purchase", "returning")
    }
    goal = asked.goal or tuple(given.get("goal") or given.get("purchase") or ())
    return replace(asked, goal=goal, returning=asked.returning or tuple(given.get("returning") or ()))


def hypotheses(asked: NextTouchpoints, found: NextCompared) -> NextResult:
    """What the comparison lets one try, made of what may be shown of it."""
    audiences = {part.touchpoint: part for part in found.audiences}
    made = [_hypothesis(found.asked, row, audiences.get(row.touchpoint)) for row in found.compared.touchpoints]
    worth = sorted((one for one in made if one.worth_testing), key=lambda one: -one.compared.effect.low)
    return NextResult(found.asked, (*worth, *(one for one in made if not one.worth_testing)))


def _hypothesis(asked: NextTouchpoints, row: MetTouchpoint, audience: Audience | None) -> Hypothesis:
    effect, others = row.effect, row.others
    weekly = audience.came / audience.weeks if audience and audience.weeks else nan
    made = Hypothesis(
        row,
        audience.met_from if audience else (),
        audience.people if audience else nan,
        hidden_factor(row.own / others) if others > 0 else nan,
        least_hidden_factor(row.own, others, effect.low, effect.high),
        weekly,
    )
    if not made.worth_testing or not 0 < others < 1 or not weekly > 0:
        return made
    plan = plan_rates(others, effect.low, weekly, asked.days)
    smallest = next(part.change for part in plan.table if part.weeks == TEST_WEEKS)
    return replace(made, smallest=smallest, hoped=plan.hoped, weeks=nan if plan.weeks is None else plan.weeks)


def _from_state(comparison: MetComparison, asked: NextTouchpoints) -> Mask:
    """Which events follow another of the same person, of the state asked for, soon enough."""
    log = comparison.log
    follows = np.append(False, log.person[1:] == log.person[:-1])[: len(log.person)]
    soon = np.diff(log.moment, prepend=log.moment[:1]) <= round(asked.within_days * DAY)
    if asked.starting:
        follows &= np.append(False, log.at(asked.starting)[:-1])[: len(log.person)]
    return np.asarray(follows & soon)


def _audience(comparison: MetComparison, asked: NextTouchpoints, touchpoint: str) -> Audience:
    """Those in view who had not met it, and were last where it is met from, recently enough."""
    log, met = comparison.log, comparison.met(touchpoint)
    waiting = comparison.in_view[log.person] & (np.arange(len(log.person)) < met.firsts[log.person])
    met_from = _met_from(comparison, met.place)
    waiting &= met_from[log.touchpoint]
    ends = np.append(log.person[1:] != log.person[:-1], True)[: len(log.person)]
    never = met.firsts[log.person] >= len(log.person)
    today = waiting & ends & never & (log.moment >= comparison.last - round(asked.within_days * DAY))
    span = comparison.last - int(log.moment.min(initial=comparison.last))
    weeks = min(TEST_WEEKS, span / (7 * DAY))
    lately = waiting & (log.moment > comparison.last - round(weeks * 7 * DAY))
    names = tuple(log.names[place] for place in np.flatnonzero(met_from))
    return Audience(touchpoint, names, int(np.count_nonzero(today)), len(np.unique(log.person[lately])), weeks)


def _met_from(comparison: MetComparison, place: Whole) -> Mask:
    """Which touchpoints a touchpoint is met from: where at least one in a hundred of its first meetings came from."""
    before = np.bincount(comparison.log.touchpoint[place - 1], minlength=len(comparison.log.names))
    return np.asarray(before >= max(FEWEST_WAYS * before.sum(), 1))
