"""First and last touch: the first or last non-empty value among step events."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from lib.analysis.funnel.counted import Counted
from lib.analysis.funnel.events import Kept
from lib.analysis.funnel.question import Question
from lib.analysis.funnel.values import Values
from lib.analysis.matching.keys import Keys
from lib.engine.arrays import threads

Integers = NDArray[np.int64]
_LATE = np.iinfo(np.int64).max


def touched(asked: Question, counted: Counted, values: Values, last: bool) -> Integers:
    """The code of each attempt by its event properties, 0 where nothing is set.

    People: among all step events of the person, from the first moment an attempt may begin until the window of the
    last has passed. Attempts and sessions: among the events that fill their steps. Ties go to the earlier step (for
    the last touch to the later one), then by source.
    """
    if asked.funnel.counting != "people":
        return _of_attempts(counted, values.codes, last)
    selection = asked.selection
    steps = tuple(step.name for step in asked.steps)
    key = ("touch", steps, values.names, last, selection.begins, selection.ends, asked.rules.window)
    by_person = asked.arrays.kept(key, lambda: Kept(_of_people(asked, values.codes, last))).values
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
    blocks = max((len(step.bounds) - 1 for step in asked.steps), default=0)
    with ThreadPoolExecutor(threads()) as pool:
        found = list(pool.map(lambda block: _of_block(asked, block, codes, last), range(blocks)))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _of_block(asked: Question, block: int, codes: Sequence[Integers], last: bool) -> Integers:
    """The code of each person of a block: for each step one search for the first (or last) event in range."""
    space = asked.arrays.space
    begin, end = _range(asked)
    people = np.arange(1 << space.people_bits)
    best = np.full(len(people), -1 if last else _LATE)
    found = np.zeros(len(people), dtype=np.int64)
    for step, of_step in zip(asked.steps, codes, strict=True):
        part = step.block(block)
        keys, own = _valued(step.keys[part], of_step[part])
        if not len(keys):
            continue
        searched = (people << space.bits) + (end if last else begin)
        at = np.searchsorted(keys, searched) - last
        key = keys.take(at, mode="clip")
        time = space.time(key)
        better = (time >= best) if last else (time < best)
        better &= (at >= 0) & (at < len(keys)) & (space.owner(key) == people) & (time >= begin) & (time < end)
        best[better], found[better] = time[better], own[at[better]]
    return found


def _valued(keys: Keys, codes: Integers) -> tuple[Keys, Integers]:
    """The events that have a value."""
    valued = codes > 0
    return (keys, codes) if valued.all() else (keys[valued], codes[valued])


def _range(asked: Question) -> tuple[int, int]:
    """From when (inclusive) until when (exclusive) events are looked at; times that a key can hold."""
    latest = asked.arrays.space.last_moment
    window = asked.rules.window
    end = latest if window is None else asked.selection.ends + window
    return min(max(asked.selection.begins, 0), latest), min(max(end, 0), latest)
