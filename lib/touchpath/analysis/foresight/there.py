"""Who is still there at a cut-off, and what came of them in the days after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DAY, microseconds
from touchpath.analysis.log.orders import PURCHASED, read_known_purchases
from touchpath.analysis.log.reading import ReadEvents, step_clauses
from touchpath.analysis.surveys.answers import NO_TIME, survey_answers
from touchpath.analysis.surveys.scale import of_metric, usable
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.prediction import Prediction

Moments = NDArray[np.int64]
_WORST_DETRACTOR, _BEST_DETRACTOR = 0, 6


@dataclass(frozen=True, eq=False)
class TargetTimes:
    """First and last time (UTC microseconds), how often, and how often lately, of some people."""

    first: Moments
    last: Moments
    times: Moments
    times_lately: Moments


@dataclass(frozen=True, eq=False)
class TargetHistory:
    """The comings back (or purchases) of everybody before a cut-off, by person in order; `filters` choose people."""

    person: NDArray[Any]
    times: TargetTimes
    filters: Filters

    def of(self, people: NDArray[Any]) -> tuple[TargetTimes, Moments]:
        """What is known of some people (ascending), and their places among them; others have none."""
        place = np.searchsorted(people, self.person)
        ours = np.zeros(len(place), dtype=bool)
        if len(people):
            ours = people[np.minimum(place, len(people) - 1)] == self.person
        kept = [part[ours] for part in (self.times.first, self.times.last, self.times.times, self.times.times_lately)]
        return TargetTimes(*kept), place[ours]


def target_history(engine: Reader, asked: Prediction, filters: Filters, cutoff: datetime) -> TargetHistory:
    """Everybody's comings back before the cut-off, whoever the filters choose by what they do."""
    people, lately = filters.of_people(), cutoff - timedelta(days=asked.days)
    if asked.target == "not_buy":
        bought = read_known_purchases(engine, Step(asked.touchpoints), people, cutoff)
        frame = _summed(bought, microseconds(lately))
    else:
        step = Step(asked.touchpoints or None) if asked.target == "not_return" else Step(None)
        given = {"cutoff": cutoff, "lately": lately}
        frame = engine.frame("ask/foresight/target", given, people, step_clauses(engine, step, people))
        frame = frame.sort_values("person")
    parts = [frame[name].to_numpy(np.int64) for name in ("first_moment", "last_moment", "times", "times_lately")]
    return TargetHistory(frame["person"].to_numpy(np.int64), TargetTimes(*parts), people)


def still_there(
    engine: Reader, asked: Prediction, filters: Filters, cutoff: datetime, history: TargetHistory
) -> NDArray[Any]:
    """The keys, ascending, of who counts at the cut-off; with an event in view before it."""
    seen = np.asarray(engine.arrays("ask/foresight/in_view", {"cutoff": cutoff}, filters)["person"], dtype=np.int64)
    known = history.times.last
    person = history.person
    if asked.target == "not_return" and asked.touchpoints:
        person, known = _with_first_events(engine, history, cutoff)
    within = asked.there_within
    kept = np.ones(len(person), dtype=bool)
    if within is not None:
        kept = known >= microseconds(cutoff) - within * DAY
    return np.intersect1d(person[kept], seen)


def happened(engine: Reader, asked: Prediction, people: NDArray[Any], cutoff: datetime) -> NDArray[np.bool_]:
    """To which of the people it happened in the days from the cut-off on; their days must have passed.

    What happens exactly N x 24 hours after it still counts, as in retained at N days.
    """
    until = cutoff + timedelta(days=asked.days)
    if asked.target == "detractor":
        return np.isin(people, _detractors(engine, microseconds(cutoff), microseconds(until)))
    step = Step(asked.touchpoints or None)
    extra = [PURCHASED] if asked.target == "not_buy" else []
    given = {"cutoff": cutoff, "until": until}
    did = engine.arrays("ask/foresight/did", given, Filters(), [*step_clauses(engine, step), *extra])
    return ~np.isin(people, np.asarray(did["person"]))


def _with_first_events(engine: Reader, history: TargetHistory, cutoff: datetime) -> tuple[NDArray[Any], Moments]:
    """When somebody last came back, or first came at all."""
    given = {"cutoff": cutoff, "lately": cutoff}
    every = engine.frame("ask/foresight/target", given, history.filters).sort_values("person")
    person, last = every["person"].to_numpy(np.int64), every["first_moment"].to_numpy(np.int64).copy()
    place = np.searchsorted(person, history.person)
    last[place] = np.maximum(last[place], history.times.last)
    return person, last


def _detractors(engine: Reader, since: int, until: int) -> NDArray[Any]:
    answers = survey_answers(engine)
    counted = of_metric(answers, "nps") & usable(answers, "nps") & (answers.moment != NO_TIME)
    counted &= (answers.moment >= since) & (answers.moment <= until)
    counted &= (answers.score >= _WORST_DETRACTOR) & (answers.score <= _BEST_DETRACTOR)
    return np.unique(answers.person[counted & (answers.person >= 0)])


def _summed(events: ReadEvents, lately: int) -> pd.DataFrame:
    """Events as first and last moment, count and late count of each person."""
    frame = pd.DataFrame({"person": events.person, "moment": events.moment, "late": events.moment >= lately})
    grouped = frame.groupby("person", sort=True)
    return pd.DataFrame(
        {
            "first_moment": grouped["moment"].min(),
            "last_moment": grouped["moment"].max(),
            "times": grouped["moment"].size(),
            "times_lately": grouped["late"].sum(),
        }
    ).reset_index()
