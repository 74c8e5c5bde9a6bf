"""The people behind a step: who reached it, who dropped before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.result import LastEvent, StepPeople
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
    named = _named(asked, counted.person[few])
    return StepPeople(
        total=len(chosen),
        person=counted.person[few],
        person_id=tuple(str(row["person_id"]) for row in named),
        entered_at=_moments(asked, counted.entry[few]),
        reached_at=_moments(asked, deepest),
        persona=tuple(_text(row["persona"]) for row in named),
        last=tuple(_last(row) for row in named),
    )


def _moments(
    asked: PreparedFunnel, times: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return (times + asked.arrays.space.origin).astype("datetime64[us]")


def _named(asked: PreparedFunnel, person: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[dict[str, Any]]:
    """What each person is called, who they are, and their last event; in the order of `person`."""
    frame = asked.arrays.engine.frame("ask/funnel/people_named", {"people": [int(key) for key in person]})
    rows: list[dict[str, Any]] = frame.set_index("person").reindex(person).to_dict("records")  # type: ignore[assignment]
    return rows


def _last(row: dict[str, Any]) -> LastEvent:
    return LastEvent(_text(row["touchpoint"]), _text(row["channel"]), np.datetime64(row["occurred_at"], "us"))


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)
