"""The people behind a step: who reached it, who dropped before it."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.result import StepPeople
from touchpath.analysis.funnel.steps import deepest_step, previous_step, step_times
from touchpath.analysis.matching.choice import first_of_each
from touchpath.journey.definition import DefinitionError


def step_people(asked: PreparedFunnel, counted: Counted, step: int, dropped: bool, limit: int | None) -> StepPeople:
    """People who reached a step, or who reached the required step before but not this one; by person key.

    Someone with several attempts (when attempts or sessions are counted) is listed once, with the first of them.
    Raises DefinitionError for a step that does not exist.
    """
    if not 0 <= step < len(asked.funnel.steps):
        raise DefinitionError(f"There is no step {step}: steps run from 0 to {len(asked.funnel.steps) - 1}.")
    times = step_times(asked.funnel, counted.times)
    reached = counted.clean & (times[step] >= 0)
    if dropped:
        before = previous_step(asked.funnel, step)
        reached = counted.clean & (times[step] < 0) & (times[before or 0] >= 0)
    chosen = np.flatnonzero(reached)
    chosen = chosen[np.lexsort((counted.entry[chosen], counted.person[chosen]))]
    chosen = chosen[first_of_each(counted.person[chosen])]
    few = chosen if limit is None else chosen[:limit]
    deepest = times[deepest_step(asked.funnel, times[:, few]), few]
    return StepPeople(
        total=len(chosen),
        person=counted.person[few],
        person_id=_ids(asked, counted.person[few]),
        entered_at=_moments(asked, counted.entry[few]),
        reached_at=_moments(asked, deepest),
    )


def _moments(
    asked: PreparedFunnel, times: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return (times + asked.arrays.space.origin).astype("datetime64[us]")


def _ids(asked: PreparedFunnel, person: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[str, ...]:
    frame = asked.arrays.engine.frame("ask/funnel/person_ids", {"people": [int(key) for key in person]})
    named = dict(zip(frame["person"], frame["person_id"], strict=True))
    return tuple(named.get(int(key), "") for key in person)
