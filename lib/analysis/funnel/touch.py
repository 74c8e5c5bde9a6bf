"""First and last touch: the first or last non-empty value among step events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lib.analysis.funnel.counted import Counted
from lib.analysis.funnel.events import Kept
from lib.analysis.funnel.question import Question
from lib.analysis.funnel.sets import EventSet
from lib.analysis.matching.choice import first_of_each
from lib.analysis.matching.keys import KeySpace

Integers = NDArray[np.int64]
_LATE = np.iinfo(np.int64).max


def touched(
    asked: Question, counted: Counted, names: tuple[str, ...], codes: Sequence[Integers], last: bool
) -> Integers:
    """The code of each attempt by the properties `names`, 0 where nothing is set.

    People: among all step events of the person, from the first moment an attempt may begin until the window of the
    last has passed. Attempts and sessions: among the events that fill their steps. Ties go to the earlier step (for
    the last touch to the later one), then by source.
    """
    if asked.funnel.counting != "people":
        return _of_attempts(counted, codes, last)
    selection = asked.selection
    steps = tuple(step.name for step in asked.steps)
    key = ("touch", steps, names, last, selection.begins, selection.ends, asked.rules.window)
    by_person = asked.arrays.kept(key, lambda: Kept(_of_people(asked, codes, last))).values
    return by_person.take(counted.person, mode="clip") if len(by_person) else np.zeros(len(counted.person), np.int64)


def _of_attempts(counted: Counted, codes: Sequence[Integers], last: bool) -> Integers:
    best = np.full(len(counted.person), -1 if last else _LATE)
    found = np.zeros(len(counted.person), dtype=np.int64)
    for times, positions, own in zip(counted.times, counted.positions, codes, strict=True):
        code = np.zeros(len(found), dtype=np.int64)
        code[positions >= 0] = own[positions[positions >= 0]]
        better = (code > 0) & ((times >= best) if last else (times < best))
        best[better], found[better] = times[better], code[better]
    return found


def _of_people(asked: Question, codes: Sequence[Integers], last: bool) -> Integers:
    space = asked.arrays.space
    people = max((len(step.bounds) - 1 for step in asked.steps), default=0) << space.people_bits
    best = np.full(people, -1 if last else _LATE)
    found = np.zeros(people, dtype=np.int64)
    for step, own in zip(asked.steps, codes, strict=True):
        valued = np.flatnonzero(_in_range(asked, space.time(step.keys)) & (own > 0))
        person, time = _people_of(step, space)[valued], space.time(step.keys[valued])
        ends = first_of_each(person[::-1]) if last else first_of_each(person)
        chosen = len(person) - 1 - ends if last else ends
        person, time, code = person[chosen], time[chosen], own[valued][chosen]
        better = (time >= best[person]) if last else (time < best[person])
        best[person[better]], found[person[better]] = time[better], code[better]
    return found


def _in_range(asked: Question, time: Integers) -> NDArray[np.bool_]:
    selection = asked.selection
    window = asked.rules.window
    within: NDArray[np.bool_] = time >= selection.begins
    if window is not None:
        within &= time < selection.ends + window
    return within


def _people_of(step: EventSet, space: KeySpace) -> Integers:
    """The person of each event."""
    first = np.repeat(np.arange(len(step.bounds) - 1) << space.people_bits, np.diff(step.bounds))
    return space.owner(step.keys) + first
