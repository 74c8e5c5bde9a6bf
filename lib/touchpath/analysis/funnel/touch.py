"""First and last touch: the first or last non-empty value among step events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.values import Values
from touchpath.analysis.log.arrays import Kept
from touchpath.analysis.log.keys import Keys
from touchpath.analysis.matching.choice import first_of_each
from touchpath.engine.arrays import side_by_side

Integers = NDArray[np.int64]
_LATE = np.iinfo(np.int64).max


def touched(asked: PreparedFunnel, counted: Counted, values: Values, last: bool) -> Integers:
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


def _of_people(asked: PreparedFunnel, codes: Sequence[Integers], last: bool) -> Integers:
    blocks = max((len(step.bounds) - 1 for step in asked.steps), default=0)
    found = side_by_side(lambda block: _of_block(asked, block, codes, last), range(blocks))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _of_block(asked: PreparedFunnel, block: int, codes: Sequence[Integers], last: bool) -> Integers:
    """The code of each person of a block: the first (or last) event of each step, then the best of the steps."""
    space = asked.arrays.space
    best = np.full(1 << space.people_bits, -1 if last else _LATE)
    found = np.zeros(len(best), dtype=np.int64)
    for step, of_step in zip(asked.steps, codes, strict=True):
        part = step.block(block)
        keys, own = _looked_at(asked, step.keys[part], of_step[part])
        owner = space.owner(keys)
        at = first_of_each(owner)
        if last:
            at = np.append(at, len(keys))[1:] - 1
        person, time = owner[at], space.time(keys[at])
        better = (time >= best[person]) if last else (time < best[person])
        person = person[better]
        best[person], found[person] = time[better], own[at[better]]
    return found


def _looked_at(asked: PreparedFunnel, keys: Keys, codes: Integers) -> tuple[Keys, Integers]:
    """The events that have a value and lie in range."""
    selection, window = asked.selection, asked.rules.window
    limited = selection.begins > 0 or (window is not None and selection.ends <= asked.arrays.last_moment)
    if not limited and codes.all():
        return keys, codes
    fitting = codes > 0
    if limited:
        time = asked.arrays.space.time(keys)
        fitting &= time >= selection.begins
        if window is not None:
            fitting &= time < selection.ends + window
    return keys[fitting], codes[fitting]
