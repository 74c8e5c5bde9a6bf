"""Which answers a question about scores is about: what there is to choose from, and what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, SurveyAnswers
from touchpath.analysis.surveys.scale import of_metric, usable
from touchpath.journey.cells import Fixed, PartOf
from touchpath.journey.definition import DefinitionError
from touchpath.journey.surveys import METRICS_OF_ANSWERS, Scores
from touchpath.stats.survey_scores import MIN_ANSWERS


@dataclass(frozen=True)
class ScoreChoice:
    """Something that can be looked at: the answers of a metric to a question, on a scale."""

    metric: Fixed[str]
    question: Fixed[str]
    survey: Fixed[str]
    scale_low: Fixed[float]
    scale_high: Fixed[float]
    answers: PartOf[int]


@dataclass(frozen=True, eq=False)
class ChosenAnswers:
    """What a question is about: the metric, the questions where the metric alone does not say, and which answers.

    `off_scale` answers are of it too, but on a scale it is not counted on, or without a weight that counts.
    """

    metric: str
    questions: tuple[str, ...]
    wanted: Chosen
    off_scale: int


def choices(answers: SurveyAnswers) -> tuple[ScoreChoice, ...]:
    """Every series with scores, the metrics that have a meaning of their own first, then the most answered."""
    scored = np.bincount(answers.series[np.isfinite(answers.score)], minlength=len(answers.kinds))
    found = [
        ScoreChoice(kind.metric, kind.question, kind.survey, kind.scale_low, kind.scale_high, int(number))
        for kind, number in zip(answers.kinds, scored, strict=True)
        if number and kind.metric in METRICS_OF_ANSWERS
    ]
    return tuple(
        sorted(found, key=lambda part: (METRICS_OF_ANSWERS.index(part.metric), -part.answers, part.question))
    )


def chosen_answers(answers: SurveyAnswers, asked: Scores) -> ChosenAnswers:
    """The answers of the metric, questions and surveys that are asked about.

    Raises DefinitionError for a question or survey that has none, and for questions on unequal scales that have no
    common one.
    """
    known = choices(answers)
    metric = asked.metric or _usual_metric(known, asked)
    _require_known(known, asked, metric)
    questions = asked.questions
    if metric == "other" and not questions:
        questions = next(((part.question,) for part in known if part.metric == metric), ())
    wanted = _of(answers, metric, questions, asked.surveys)
    if metric == "other":
        _require_one_scale(answers, wanted)
    counts = wanted & usable(answers, metric)
    return ChosenAnswers(metric, questions, counts, int(np.count_nonzero(wanted & ~counts)))


def _usual_metric(known: tuple[ScoreChoice, ...], asked: Scores) -> str:
    answers = dict.fromkeys(METRICS_OF_ANSWERS, 0)
    for part in known:
        if (not asked.questions or part.question in asked.questions) and (
            not asked.surveys or part.survey in asked.surveys
        ):
            answers[part.metric] += part.answers
    enough = [name for name in METRICS_OF_ANSWERS if answers[name] >= MIN_ANSWERS]
    return enough[0] if enough else max(answers, key=answers.__getitem__)


def _require_known(known: tuple[ScoreChoice, ...], asked: Scores, metric: str) -> None:
    for field, names in (("question", asked.questions), ("survey", asked.surveys)):
        there = {getattr(part, field) for part in known if part.metric == metric}
        for name in names:
            if name not in there:
                raise DefinitionError(f'There are no {metric.upper()} answers to the {field} "{name}".')


def _of(answers: SurveyAnswers, metric: str, questions: tuple[str, ...], surveys: tuple[str, ...]) -> Chosen:
    places: set[Any] = {
        place
        for place, kind in enumerate(answers.kinds)
        if (not questions or kind.question in questions) and (not surveys or kind.survey in surveys)
    }
    return of_metric(answers, metric) & answers.of_series(places)


def _require_one_scale(answers: SurveyAnswers, wanted: Chosen) -> None:
    scales = {
        (kind.scale_low, kind.scale_high)
        for place, kind in enumerate(answers.kinds)
        if np.any(wanted & (answers.series == place))
    }
    if len({tuple("-" if end != end else end for end in scale) for scale in scales}) > 1:
        raise DefinitionError(
            "These questions have unequal scales, which are not put together into one score: choose one of them."
        )
