"""How people felt at a step: the scores of those who went on beside those who did not, and low scores as a reason.

Everybody's last answer by the landmark counts (see drivers/times.py): nothing that came of going on is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from touchpath.analysis.drivers.factors import FactorCounts
from touchpath.analysis.drivers.times import Landmark, at_landmark, default_hours, first_times
from touchpath.analysis.surveys.answers import Chosen, SurveyAnswers, Whole, survey_answers
from touchpath.analysis.surveys.bands import bands_of
from touchpath.analysis.surveys.choosing import chosen_answers
from touchpath.analysis.surveys.estimate import sums
from touchpath.analysis.surveys.groups import compare, group_of
from touchpath.analysis.surveys.last_answers import last_answers
from touchpath.analysis.surveys.named import METRICS, answers_named
from touchpath.analysis.surveys.result import ScoreGroup
from touchpath.analysis.surveys.scale import counted
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_views import FunnelScores
from touchpath.journey.surveys import Scores

_HOUR = 3600.0
_FEWEST_TO_COMPARE = 2


@dataclass(frozen=True)
class StepScore:
    """The scores at step `place` (counted from 0): of those who went on to it and of those who did not.

    `people` were compared, answers or none. `difference` is the score of those who went on minus that of the others.
    """

    place: Fixed[int]
    people: Size[int]
    went_on: ScoreGroup
    dropped: ScoreGroup
    difference: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class FunnelScoresFound:
    """The scores at every step but the first. `metrics` have answers; `hours`: how long people were watched."""

    metric: Fixed[str]
    questions: Fixed[tuple[str, ...]]
    metrics: Fixed[tuple[str, ...]]
    hours: Fixed[float]
    steps: tuple[StepScore, ...]


def funnel_scores(engine: Reader, asked: FunnelScores, filters: Filters) -> FunnelScoresFound:
    """The scores at each step of the funnel, split by nothing. Raises DefinitionError for a score nobody gave."""
    funnel = replace(asked.funnel, breakdown=None)
    limits = [part for part in (funnel.window_seconds, funnel.step_window_seconds) if part is not None]
    hours = (
        asked.hours if min(limits, default=asked.hours * _HOUR + 1) > asked.hours * _HOUR else default_hours(funnel)
    )
    answers, end = survey_answers(engine), engine.calendar.data_end
    seen = [
        at_landmark(first_times(engine, funnel, filters, place), funnel, hours, end)
        for place in range(1, len(funnel.steps))
    ]
    chosen = chosen_answers(answers, Scores(asked.metric or _most_given(answers, seen), split="none"))
    steps = [
        _step(place, part, answers, _last(answers, chosen.wanted, part), chosen.metric)
        for place, part in enumerate(seen, start=1)
    ]
    return FunnelScoresFound(chosen.metric, chosen.questions, _metrics(answers), hours, tuple(steps))


def _most_given(answers: SurveyAnswers, seen: Sequence[Landmark]) -> str | None:
    """The score that most people had given by then: of all scores the first may be asked long after the funnel."""
    given = {
        metric: sum(
            int(np.count_nonzero(_last(answers, answers_named(answers, metric).usable, part) >= 0)) for part in seen
        )
        for metric in _metrics(answers)
    }
    return max(given, key=given.__getitem__, default=None)


def _last(answers: SurveyAnswers, wanted: Chosen, seen: Landmark) -> Whole:
    """The place of everybody's last such answer by the landmark; -1 for none."""
    return last_answers(answers, wanted, seen.person, _moments(seen))


def score_counts(engine: Reader, seen: Landmark) -> list[FactorCounts]:
    """For every metric that was asked: those whose last answer by the landmark was low, beside the other answerers.

    Low is what every page calls so (surveys/bands.py): detractors, CES up to 3, else the two lowest boxes.
    """
    answers, found = survey_answers(engine), []
    for metric in _metrics(answers):
        asked = answers_named(answers, metric)
        own = _last(answers, asked.usable, seen)
        low = bands_of(np.append(answers.score, np.nan)[own], asked) == 0
        others = (own >= 0) & ~low
        if low.any() or others.any():
            counts = (
                int(np.count_nonzero(part)) for part in (low, low & seen.converted, others, others & seen.converted)
            )
            found.append(FactorCounts("score", "", metric, *counts))
    return found


def _moments(seen: Landmark) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return seen.landmarks.astype("datetime64[us]").astype(np.int64)


def _metrics(answers: SurveyAnswers) -> tuple[str, ...]:
    there = {kind.metric for kind in answers.kinds}
    return tuple(metric for metric in METRICS if metric in there)


def _step(
    place: int, seen: Landmark, answers: SurveyAnswers, own: np.ndarray[tuple[int], np.dtype[np.int64]], metric: str
) -> StepScore:
    answered = own >= 0
    kept = np.zeros(len(answers), dtype=bool)
    went_on = np.zeros(len(answers), dtype=bool)
    kept[own[answered]] = True
    went_on[own[answered]] = seen.converted[answered]
    values, first = counted(answers.where(kept), metric), ~went_on[kept]
    dropped, on = sums(values, (~first).astype(np.int64), 2)
    told = compare(values, dropped, on, first) if min(dropped.answers, on.answers) >= _FEWEST_TO_COMPARE else None
    ends = (nan, nan, nan) if told is None else (told.estimate, told.low, told.high)
    return StepScore(place, len(seen.person), group_of(on), group_of(dropped), *ends)
