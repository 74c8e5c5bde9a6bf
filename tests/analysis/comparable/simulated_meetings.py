"""Simulated people who meet a touchpoint: days on which they visit, meet it, and reach the goal, and why.

Whether somebody meets it, and whether they reach the goal, hang on persona, days active in the last 14 and tenure, so
that a plain comparison is wrong; beside that on a hidden trait, or the meeting moves the goal itself, if asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.comparable import judged_list
from touchpath.analysis.comparable.matching import MetComparison
from touchpath.analysis.comparable.outcomes import Whole
from touchpath.analysis.comparable.result import MetTouchpoint
from touchpath.analysis.comparable.states import Log, states_of
from touchpath.analysis.log.calendar import DAY
from touchpath.journey.comparable import ComparablePeople

NAMES = ("visit", "mail", "met", "buy")
_VISIT, _MAIL, _MET, _BUY = range(4)
_DAYS, _HORIZON = 150, 30


@dataclass(frozen=True)
class World:
    """`people` on 150 days; `trait` multiplies both chances for a hidden half; `effect` are added points (0-1)."""

    people: int
    trait: float = 1.0
    effect: float = 0.0
    meets: float = 0.004
    buys: float = 0.006


def simulated(world: World, random: np.random.Generator) -> MetTouchpoint:
    """What the comparison says of one simulated company."""
    return judged_list(comparison_of(world, random), ("met",)).touchpoints[0]


def comparison_of(world: World, random: np.random.Generator) -> MetComparison:
    """One simulated company, ready to be compared."""
    persona, channel = random.integers(0, 3, world.people), random.integers(0, 2, world.people)
    hidden = np.where(random.random(world.people) < 0.5, world.trait, 1.0)
    start = random.integers(0, _DAYS - 60, world.people)
    person, day, touchpoint = _days(world, random, persona, hidden, start)
    second = random.integers(0, 86_400, len(day))
    if world.effect:
        person, day, second, touchpoint = _moved(world, random, person, day, second, touchpoint)
    order = np.lexsort((second, day, person))
    person, day, touchpoint = person[order], day[order], touchpoint[order]
    log = Log(np.arange(len(day)), person, day * DAY + second[order] * 1_000_000, touchpoint.astype(np.int32),
              np.zeros(len(day), dtype=np.int32), NAMES, world.people)  # fmt: skip
    states = states_of(log, persona[person] + 1, channel[person], day, ("buy",))
    everybody = np.ones(world.people, dtype=bool)
    return MetComparison(
        ComparablePeople("met", goal=("buy",)), (), log, states, everybody, np.ones(len(day), dtype=bool),
        log.moment, (_DAYS + _HORIZON) * DAY, _HORIZON * DAY, lambda _: log.happened(log.at(("buy",))),
    )  # fmt: skip


def _days(
    world: World, random: np.random.Generator, persona: Whole, hidden: np.ndarray, start: Whole
) -> tuple[Whole, Whole, Whole]:
    """Who did what on which day; buying goes on after the last day for those followed."""
    visits = np.array([0.08, 0.2, 0.4])[persona]
    active = np.zeros((_DAYS + _HORIZON, world.people), dtype=bool)
    found: list[tuple[Whole, int, int]] = []
    for day in range(_DAYS + _HORIZON):
        here, tenure = start <= day, day - start
        last = active[max(day - 14, 0) : day].sum(axis=0)
        pull = np.array([0.5, 1.0, 2.0])[persona] * (1 + np.minimum(last, 6) / 2) * np.where(tenure < 20, 0.6, 1.2)
        for what, chance in (
            (_VISIT, np.where(tenure == 0, 1.0, visits)), (_MAIL, 0.03),
            (_MET, world.meets * pull * hidden), (_BUY, world.buys * pull * hidden),
        ):  # fmt: skip
            did = here & (random.random(world.people) < chance)
            found.append((np.flatnonzero(did), day, what))
            if what in (_VISIT, _MAIL):
                active[day] |= did
    person = np.concatenate([who for who, _, _ in found])
    day = np.concatenate([np.full(len(who), on) for who, on, _ in found])
    touchpoint = np.concatenate([np.full(len(who), what) for who, _, what in found])
    return person, day, touchpoint


def _moved(
    world: World, random: np.random.Generator, person: Whole, day: Whole, second: Whole, touchpoint: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    """With purchases that the first meeting brought about."""
    met = np.flatnonzero(touchpoint == _MET)
    met = met[np.lexsort((second[met], day[met], person[met]))]
    first = met[np.unique(person[met], return_index=True)[1]]
    bought = np.zeros(world.people, dtype=bool)
    when = np.full(world.people, -1.0)
    when[person[first]] = day[first] + second[first] / 86_400
    at = day + second / 86_400
    since = at - when[person]
    bought[person[(touchpoint == _BUY) & (when[person] >= 0) & (since > 0) & (since <= _HORIZON)]] = True
    without = first[~bought[person[first]]]
    moved = without[random.random(len(without)) < world.effect * len(first) / max(len(without), 1)]
    return (
        np.append(person, person[moved]),
        np.append(day, day[moved] + random.integers(1, _HORIZON - 1, len(moved))),
        np.append(second, second[moved]),
        np.append(touchpoint, np.full(len(moved), _BUY)),
    )
